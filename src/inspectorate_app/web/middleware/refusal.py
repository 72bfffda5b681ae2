"""Turns a refusal of an action, or of how a page was asked for, into the page that explains it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from inspectorate_app import metric
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Refused, TooManyTries
from inspectorate_app.web.error import error_page
from inspectorate_app.web.middleware.gate import API
from inspectorate_app.web.page import rule_of

_STATUS: dict[type[Refused], int] = {NotAllowed: 403, NotThere: 404, TooManyTries: 429}


class RefusalMiddleware:
    """403, 404, 405, 409 or 429, with the words of the refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; of the bare 405 of a page is made one to read, with the same ``Allow``.

        That of a page for everyone stays bare: some promise to set no cookie and to know nobody.
        """
        answer = self.get_response(request)
        match = request.resolver_match
        if not isinstance(answer, HttpResponseNotAllowed) or match is None:
            return answer
        if match.view_name.startswith(API) or rule_of(match.func) == "public":
            return answer
        told = error_page(request, 405)
        told["Allow"] = answer["Allow"]
        return told

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """404 for an address with the character NUL: nothing has it, and PostgreSQL cannot even be asked."""
        return error_page(request, 404) if "\0" in request.path_info else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None for anything else, which then is a fault of ours."""
        if not isinstance(exception, Refused):
            return None
        metric.refused(type(exception).__name__)
        status = next((status for kind, status in _STATUS.items() if isinstance(exception, kind)), 409)
        return error_page(request, status, str(exception), not_now=isinstance(exception, NotNow))
