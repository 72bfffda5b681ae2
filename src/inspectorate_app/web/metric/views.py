"""Metrics, for a program that knows the token of the settings; without one set, there is no such page."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from inspectorate_app import metric
from inspectorate_app.actions.backup import SUBJECT
from inspectorate_app.store.queries import metric as query
from inspectorate_app.web.page import public


@public()
def metrics(request: HttpRequest) -> HttpResponse:
    """What was counted, and the figures of the database. 404 where metrics are off, 401 without the token."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metric.told(query.figures(SUBJECT)), content_type=metric.CONTENT_TYPE)
