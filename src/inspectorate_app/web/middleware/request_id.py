"""Gives each request an id, which stands in its log lines, its audit entries and its answer."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from inspectorate_app.log import request_id

_SOUND = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Takes the id that a proxy gave (``X-Request-ID``), or makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request under its id."""
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if _SOUND.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)
