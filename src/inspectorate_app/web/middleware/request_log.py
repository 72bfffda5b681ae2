"""One line of the log for each request: what was asked of whom and how it ended, and nothing that names a person.

The route stands for the address, which may hold the link of an invitation; what follows its question mark is left out.
"""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("inspectorate.request")
_UNWATCHED = frozenset({"health", "ready"})
#: Where people answer as nobody (docs/adr/0018-anonymous-surveys.md): no line of it, but for a fault of ours.
ANONYMOUS = frozenset({"survey_enter", "survey_answer", "survey_sent"})


class RequestLogMiddleware:
    """Logs each answer; with the fault where there was one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, and log that it was."""
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        route = match.view_name if match else ""
        if route in _UNWATCHED and response.status_code == 200:
            return response
        if route in ANONYMOUS:
            _log_anonymously(request, route, response.status_code)
            return response
        actor = getattr(request, "actor", None)
        _log.log(
            logging.ERROR if response.status_code >= 500 else logging.INFO,
            "request",
            extra={
                "method": request.method if request.method in _METHODS else "other",
                "route": route or "none",
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - began), 1),
                "person": actor.person if actor else None,
                "via": actor.via if actor else "",
            },
            exc_info=getattr(request, "fault", None),
        )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Keep the fault for the line of the log; the page for it is Django's to make."""
        request.fault = exception  # type: ignore[attr-defined]  # read above


def _log_anonymously(request: HttpRequest, route: str, status: int) -> None:
    """The fault alone, on its day: neither who was signed in on that machine, nor how long it took, nor which link."""
    if status >= 500:
        about = {"route": route, "status": status, "anonymous": True}
        _log.error("request", extra=about, exc_info=getattr(request, "fault", None))


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
