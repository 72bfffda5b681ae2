"""Writes what allauth and axes tell of signing in and of second factors into the audit trail of the service."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inspectorate_app.actions import organisation_account, sign_in
from inspectorate_app.actions.refusal import NotAllowed, TooManyTries
from inspectorate_app.store.queries.person import has_second_factor
from inspectorate_app.web.account import organisation
from inspectorate_app.web.page import actor_of
from inspectorate_app.web.token.wording import ended as tokens_ended

_LOCKED = "refused: too many tries"
_METHODS = {
    "password": "password",
    "socialaccount": "the organisation's sign-in",
    "totp": "authenticator app",
    "recovery_codes": "recovery code",
}


def listen() -> None:
    """Listen to both, once a process."""
    from allauth.account.signals import user_logged_in
    from allauth.mfa import signals
    from django.contrib.auth.signals import user_login_failed

    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_login_failed, _failed),
        (signals.authentication_failed, _code_failed),
    ):
        signal.connect(receiver, dispatch_uid=f"inspectorate.{receiver.__name__}")


def second_factor_locked(person: int) -> None:
    """There were too many codes for one person."""
    sign_in.second_factor_failed(person, _LOCKED)


def organisation_refused() -> None:
    """The organisation's provider named someone who has no active account here."""
    sign_in.failed("", "the organisation's sign-in named nobody who may sign in")


def _signed_in(request: HttpRequest, user: Any, **about: Any) -> None:
    request.session["signed_in_at"] = int(time.time())
    if getattr(request, "provider_asked_second_factor", False):
        request.session["second_factor"] = True
    _bind(request, about.get("sociallogin"))
    records = request.session.get("account_authentication_methods", [])
    methods = [_METHODS.get(each.get("type") or each["method"], each["method"]) for each in records]
    sign_in.succeeded(actor_of(request), list(dict.fromkeys(methods)))


def _bind(request: HttpRequest, provided: Any) -> None:
    """Bind the account of the organisation with which someone got in; sign them out where they are bound to another."""
    if provided is None or organisation_account.bind(actor_of(request), organisation.issuer(), provided.account.uid):
        return
    logout(request)
    raise NotAllowed(_("You have signed in here with another account of your organisation before."))


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_about: Any) -> None:
    locked = getattr(request, "axes_locked_out", False)
    sign_in.failed(str(credentials.get("email", "")), _LOCKED if locked else "wrong address or password")


def _code_failed(user: Any, **_about: Any) -> None:
    sign_in.second_factor_failed(user.pk, "wrong code")


def recorded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of allauth that changes second factors, in one transaction with its entries.

    allauth tells of a change after it was committed, so that its signals come too late for that.
    """

    @wraps(view)
    def in_one(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *arguments, **named)
        refused = None
        with sign_in.second_factor_changes(actor_of(request)) as ended:
            try:
                response = view(request, *arguments, **named)
            except TooManyTries as error:  # what was counted and noted of it stays
                refused = error
        if refused is not None:
            raise refused
        _go_on(request, ended)
        return response

    return in_one


def _go_on(request: HttpRequest, ended: sign_in.Ended) -> None:
    """Bind the session that goes on to the new number, and say what ended beside the others."""
    if ended.sessions_ended is None:
        return
    user: Any = request.user
    user.sessions_ended = ended.sessions_ended
    update_session_auth_hash(request, user)
    if not has_second_factor(user.pk):
        request.session.pop("second_factor", None)
    if ended.tokens_revoked:
        messages.warning(request, tokens_ended(ended.tokens_revoked).strip())
