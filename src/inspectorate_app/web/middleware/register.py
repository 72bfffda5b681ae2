"""In front of the register: nobody is known there, and what was answered once is answered again from memory.

A request loses its cookies and its ``Authorization`` before anything looks at it, and an answer sets no cookie: who
asks cannot matter, neither to us nor to a cache on the way.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from inspectorate_app.store.queries.register import Held, as_of_now
from inspectorate_app.web.register.address import API, is_for_everyone, is_public, kept_under, modified_at, takes_query
from inspectorate_app.web.register.keep import BRIEFLY, KEEP, kept_from

_METHODS = frozenset({"GET", "HEAD"})


class RegisterMiddleware:
    """Answers what is kept; keeps what the views of the register answer.

    What is kept passes no other middleware, and so is not counted by that of rates: only what must be made is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; one that is not for the register passes untouched."""
        if not is_public(request.path_info):
            return self.get_response(request)
        for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
            request.META.pop(name, None)
        if not takes_query(request.path_info):
            request.META["QUERY_STRING"] = ""
        if request.method not in _METHODS or not is_for_everyone(request.path_info):
            return _for_everyone(request.path_info, self.get_response(request))
        request.get_host()  # raises where the host is none of ours, as for every other page
        with as_of_now() as known:
            return self._answered(request, known)

    def _answered(self, request: HttpRequest, known: Held) -> HttpResponse:
        address = kept_under(request.get_full_path())
        found = KEEP.find(address, known.version)
        if found is None:
            response = _for_everyone(request.path_info, self.get_response(request))
            if response.status_code != 200 or response.streaming:
                return response
            modified = int(modified_at(request.path_info, known.read_at).timestamp())
            found = kept_from(response, modified, request.resolver_match)
            KEEP.put(address, known.version, found)
        return found.answer(request)


def _for_everyone(path: str, response: HttpResponse) -> HttpResponse:
    """The answer without cookies, and with how long it may be kept."""
    response.cookies.clear()
    response["Vary"] = "Accept-Encoding"
    if path.startswith(API):
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if not is_for_everyone(path):
        response["Cache-Control"] = "no-store"
    elif response.status_code == 200:
        response.setdefault("Cache-Control", BRIEFLY)
    elif response.status_code == 404:
        response["Cache-Control"] = "public, max-age=60"
    return response
