"""The language of a page: the one chosen with the switch, or else the one that the browser asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from inspectorate_app.web.register.address import language_of

#: Programs read the API, and what they read is the same for everyone.
_API = "/api/"


class LanguageMiddleware:
    """Everything within speaks the language of whoever asks; as Django's own, but nothing is left behind in the thread.

    The choice is the cookie of ``web.language``; without it ``Accept-Language`` decides, and English is the rest.
    In the public register the address alone decides (``web.register.address``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the request, and say in the headers which that was and what decided it."""
        if request.path.startswith(_API):
            return self.get_response(request)
        by_address = language_of(request.path)
        with translation.override(by_address or translation.get_language_from_request(request)):
            response = self.get_response(request)
            if response.get("Content-Type", "").startswith("text/html"):
                patch_vary_headers(response, ("Accept-Language", "Cookie"))
                response.setdefault("Content-Language", translation.get_language() or "en")
        return response
