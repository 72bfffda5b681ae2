"""How often one may ask: a person for pages, an address for tries to sign in. The API counts by token.

Counted in the memory of each process (``inspectorate_app.rate``), so that no page costs a write.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inspectorate_app.rate import WINDOW, TooOften, address_of
from inspectorate_app.web.error import error_page

#: Where something can be guessed: passwords, codes, the links of invitations.
_GUESSED = frozenset({"account_login", "mfa_authenticate", "account_reauthenticate", "mfa_reauthenticate"})
#: Asked by machines that watch the server, as often as they like.
_WATCHED = frozenset({"health", "ready"})
#: One click in a mail, which a provider of mail passes on for all its readers: nothing can be guessed there.
_LEFT = frozenset({"register_subscribe_leave"})
#: Answered from one address by a whole office, page after page; what is guessed is counted in the view.
_ANSWERED = frozenset({"survey_enter", "survey_answer", "survey_sent"})


#: Files that were made already, which whole offices fetch in the hour after a publication: counted apart, to so many
#: times as many.
_FILES = frozenset({"published_file"})
_MORE_FILES = 10


class RateMiddleware:
    """429 with ``Retry-After`` for whoever asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; it is counted where its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None to go on; otherwise the page that says when to come again."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route in _WATCHED or route.startswith("api:"):
            return None
        try:
            _count(request, route)
        except TooOften as error:
            page = error_page(request, 429, _("Wait {seconds} seconds and try again.").format(seconds=error.seconds))
            page["Retry-After"] = str(error.seconds)
            return page
        return None


def address(request: HttpRequest) -> str:
    """The address that calls, as far as our own proxies can tell."""
    return address_of(request.META, settings.AXES_IPWARE_PROXY_COUNT)


def _count(request: HttpRequest, route: str) -> None:
    if route in _ANSWERED:
        WINDOW.count(f"survey {address(request)}", settings.REQUESTS_A_MINUTE)
        return
    if route in _FILES:
        WINDOW.count(f"file {address(request)}", settings.REQUESTS_A_MINUTE * _MORE_FILES)
        return
    if request.method == "POST" and route not in _LEFT and (route in _GUESSED or not request.user.is_authenticated):
        WINDOW.count(f"sign-in {address(request)}", settings.SIGN_INS_A_MINUTE)
    who = f"person {request.user.pk}" if request.user.is_authenticated else f"address {address(request)}"
    WINDOW.count(who, settings.REQUESTS_A_MINUTE)
