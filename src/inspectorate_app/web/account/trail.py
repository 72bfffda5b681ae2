"""Writes what allauth and axes tell of signing in and of second factors into the audit trail of the service."""

import time
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from inspectorate_app.actions import sign_in
from inspectorate_app.actions.actor import Actor
from inspectorate_app.web.page import actor_of

_LOCKED = "refused: too many tries"
_METHODS = {
    "password": "password",
    "socialaccount": "the organisation's sign-in",
    "totp": "authenticator app",
    "recovery_codes": "recovery code",
}
_FACTORS = {"totp": "authenticator_app", "recovery_codes": "recovery_codes"}


def listen() -> None:
    """Listen to both, once a process."""
    from allauth.account.signals import user_logged_in
    from allauth.mfa import signals
    from django.contrib.auth.signals import user_login_failed

    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_login_failed, _failed),
        (signals.authentication_failed, _code_failed),
        (signals.authenticator_added, _added),
        (signals.authenticator_removed, _removed),
        (signals.authenticator_reset, _reset),
    ):
        signal.connect(receiver, dispatch_uid=f"inspectorate.{receiver.__name__}")


def second_factor_locked(person: int) -> None:
    """There were too many codes for one person."""
    sign_in.second_factor_failed(person, _LOCKED)


def organisation_refused() -> None:
    """The organisation's provider named someone who has no active account here."""
    sign_in.failed("", "the organisation's sign-in named nobody who may sign in")


def _signed_in(request: HttpRequest, user: Any, **_about: Any) -> None:
    request.session["signed_in_at"] = int(time.time())
    if getattr(request, "provider_asked_second_factor", False):
        request.session["second_factor"] = True
    records = request.session.get("account_authentication_methods", [])
    methods = [_METHODS.get(each.get("type") or each["method"], each["method"]) for each in records]
    sign_in.succeeded(actor_of(request), list(dict.fromkeys(methods)))


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_about: Any) -> None:
    locked = getattr(request, "axes_locked_out", False)
    sign_in.failed(str(credentials.get("email", "")), _LOCKED if locked else "wrong address or password")


def _code_failed(user: Any, **_about: Any) -> None:
    sign_in.second_factor_failed(user.pk, "wrong code")


def _added(request: HttpRequest, user: Any, authenticator: Any, **_about: Any) -> None:
    actor = actor_of(request)
    sign_in.second_factor_changed(actor, _FACTORS[authenticator.type], "set up")
    if authenticator.type == "totp":
        _end_other_sessions(request, user, actor)  # they know the password alone


def _removed(request: HttpRequest, user: Any, authenticator: Any, **_about: Any) -> None:
    actor = actor_of(request)
    sign_in.second_factor_changed(actor, _FACTORS[authenticator.type], "removed")
    if authenticator.type == "totp":
        _end_other_sessions(request, user, actor)
        request.session.pop("second_factor", None)


def _end_other_sessions(request: HttpRequest, user: Any, actor: Actor) -> None:
    user.sessions_ended = sign_in.end_other_sessions(actor)
    update_session_auth_hash(request, user)


def _reset(request: HttpRequest, authenticator: Any, **_about: Any) -> None:
    sign_in.second_factor_changed(actor_of(request), _FACTORS[authenticator.type], "made anew")
