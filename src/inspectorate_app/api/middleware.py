"""What must hold for every request to the API before an operation is found, and for every answer after it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from inspectorate_app.api import problem
from inspectorate_app.api.operation import UPLOADS

ADDRESS = "/api/"
#: What the other fields of a form and the boundaries between them may add to a file, in bytes.
_BESIDE = 1_000_000
_WITH_A_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ApiMiddleware:
    """Refuses bodies that are too large, or neither JSON nor, where a file is sent, a form.

    Answers in problem documents where Django would in pages.
    """

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
    takes_file = _takes_file(request)
    largest = settings.UPLOAD_LIMIT + _BESIDE if takes_file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if int(length) > largest:
        return problem.answer("too-large", f"A body may have up to {largest // 1_000_000} MB.")
    kind = "multipart/form-data" if takes_file else "application/json"
    if request.method in _WITH_A_BODY and int(length) and request.content_type != kind:
        return problem.answer("not-json", f"Send the body as 'Content-Type: {kind}'.")
    return None


def _takes_file(request: HttpRequest) -> bool:
    """Whether the body of an operation is a form with a file; it is read once the caller may send it."""
    try:
        return resolve(request.path_info).url_name in UPLOADS
    except Resolver404:
        return False


def _in_problems(response: HttpResponse) -> HttpResponse:
    if response.status_code < 400 or response.get("Content-Type", "").startswith(problem.MEDIA_TYPE):
        return response
    told = problem.for_status(response.status_code)
    for header in ("Allow", "Retry-After"):
        if header in response:
            told[header] = response[header]
    return told
