"""The API, put together."""

from ninja import NinjaAPI

api = NinjaAPI(title="Inspectorate", version="1", urls_namespace="api")
