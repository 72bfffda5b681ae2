"""The gate in front of every page: signed in, second factor set up, not for too long, and a rule for the page.

A view that says neither who may open it (``web.page.page``) nor that everyone may (``web.page.public``) is refused.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from inspectorate_app.web.error import error_page
from inspectorate_app.web.not_sent import not_sent
from inspectorate_app.web.page import OPEN_ROUTES, is_of_allauth, needs_second_factor, rule_of

#: The API lets in bearers of tokens and reads no cookie; each of its operations has a rule (``api.operation``).
API = "api:"
_LAST_SEEN = "last_seen"
_SIGNED_IN_AT = "signed_in_at"
#: How old the note of the last page may grow before it is written again, in seconds: not every page is a write.
_COARSE = 60


class GateMiddleware:
    """Lets a request through to its view, or sends it where it must go first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the gate is at ``process_view``, where the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None to go on to the view; otherwise the answer instead of it."""
        rule = rule_of(view)
        route = request.resolver_match.view_name if request.resolver_match else ""
        if rule == "public" or route in OPEN_ROUTES or route.startswith(API):
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        if _idle(request) or _too_old(request):
            logout(request)
            return _sign_in(request)
        if rule is None:
            return error_page(request, 403, _("This page has no rule that says who may open it, and so nobody may."))
        if not is_of_allauth(view) and needs_second_factor(request):
            return redirect("mfa_activate_totp")
        return None


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in; whoever typed something sees it first, since no sign-in carries it along."""
    return not_sent(request) or redirect_to_login(request.get_full_path())


def _too_old(request: HttpRequest) -> bool:
    """Whether the session has lasted as long as one may, however busy it was; Django's own limit moves on with it."""
    now = int(time.time())
    return now - int(request.session.setdefault(_SIGNED_IN_AT, now)) > settings.SESSION_COOKIE_AGE


def _idle(request: HttpRequest) -> bool:
    """Whether nothing was asked for in too long a time; notes that something was just now."""
    now = int(time.time())
    last = request.session.get(_LAST_SEEN, now)
    if now - last > settings.SESSION_IDLE_SECONDS:
        return True
    if _LAST_SEEN not in request.session or now - last >= _COARSE:
        request.session[_LAST_SEEN] = now
    return False
