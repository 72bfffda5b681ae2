"""Counts each answer by the pattern of its address, where metrics are on."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from inspectorate_app import metric


class MetricMiddleware:
    """Is not there at all where no token for metrics is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        metric.begin()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, and count it."""
        began = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else ""
        metric.answered(request.method or "", route, response.status_code, time.perf_counter() - began)
        return response
