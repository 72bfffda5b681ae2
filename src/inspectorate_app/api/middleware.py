"""What must hold for every request to the API before an operation is found, and for every answer after it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inspectorate_app.api import problem

ADDRESS = "/api/"
_WITH_A_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ApiMiddleware:
    """Refuses bodies that are not JSON or too large; answers in problem documents where Django would in pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if not request.path_info.startswith(ADDRESS):
            return self.get_response(request)
        return _unfit(request) or _in_problems(self.get_response(request))


def _unfit(request: HttpRequest) -> HttpResponse | None:
    length = request.headers.get("Content-Length") or "0"
    if not length.isascii() or not length.isdigit():
        return problem.answer("not-readable", "Content-Length is not a number.")
    if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
        return problem.answer("too-large", f"A body may have up to {most} MB.")
    if request.method in _WITH_A_BODY and int(length) and request.content_type != "application/json":
        return problem.answer("not-json", "Send the body as 'Content-Type: application/json'.")
    return None


def _in_problems(response: HttpResponse) -> HttpResponse:
    if response.status_code < 400 or response.get("Content-Type", "").startswith(problem.MEDIA_TYPE):
        return response
    told = problem.for_status(response.status_code)
    for header in ("Allow", "Retry-After"):
        if header in response:
            told[header] = response[header]
    return told
