"""What allauth must ask us: whom it lets in, what it says, and how it keeps secrets."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from inspectorate_app.actions import organisation_account, person
from inspectorate_app.actions.refusal import TooManyTries
from inspectorate_app.store.queries import person as query
from inspectorate_app.web.account import organisation, secret
from inspectorate_app.web.page import actor_of
from inspectorate_app.web.token.wording import ended as tokens_ended
from inspectorate_app.wording import later

#: What is said of what allauth did; of its other messages nothing is.
MESSAGES = {
    "account/messages/logged_out.txt": later("You have signed out."),
    "account/messages/password_changed.txt": later(
        "Your password has been changed, and you are signed out everywhere else."
    ),
    "mfa/messages/totp_activated.txt": later("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": later("Your authenticator app has been removed."),
}
TOO_MANY = later("There were too many attempts. Wait 15 minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says nothing of its types
    """Accounts come by invitation alone, and what is written of them goes through the actions."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": later("The email address or the password is wrong, or the account is not active"),
        "enter_current_password": later("The current password is wrong"),
        "incorrect_password": later("The password is wrong"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see ``actions.person``."""
        return False

    def validation_error(self, code: str, *arguments: Any) -> ValidationError:
        """The words of a fault in a form; raises ``TooManyTries`` where a limit was reached."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise TooManyTries(TOO_MANY)
        found: ValidationError = super().validation_error(code, *arguments)
        return found

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The person with this password; None for a deactivated one, who is told nothing else than others are."""
        found = super().authenticate(request, **credentials)
        return found if found is not None and found.is_active else None

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether the person who is signed in gave their own password; counted as a try to sign in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Not within ten minutes of signing in: the first second factor is set up straight after."""
        signed_in = context.request.session.get("signed_in_at", 0)
        return bool(time.time() - signed_in > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def is_safe_url(self, url: str) -> bool:
        """Whether a page to go on to is one of ours, at the very host that was asked."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def set_password(self, user: Any, password: str) -> None:
        """Through the action, as every write; the session that goes on is bound to the new password."""
        changed = person.change_password(actor_of(context.request), password)
        user.password = changed.hash
        context.request.tokens_ended = changed.tokens_revoked

    def get_login_stages(self) -> list[str]:
        """What comes after the password: the second factor, unless the organisation's provider has asked for it."""
        done = getattr(context.request, "provider_asked_second_factor", False)
        return [] if done else ["allauth.mfa.stages.AuthenticateStage"]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_arguments: Any, **_options: Any
    ) -> None:
        """Say it in our words, or not at all."""
        if message_template in MESSAGES:
            ended = tokens_ended(getattr(request, "tokens_ended", 0))
            messages.add_message(request, level, f"{MESSAGES[message_template]}{ended}")


class OrganisationSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """The organisation's own sign-in finds people by an address that its provider has verified; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: see ``actions.person``."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Nobody: ``pre_social_login`` finds the person, by stricter rules than allauth's."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Set the person who signs in, or answer with the page that says why nobody does."""
        claims = organisation.claims_of(sociallogin.account.extra_data)
        found = query.who_signs_in(organisation.email_of(claims))
        if found is None:
            raise ImmediateHttpResponse(_not_let_in(request))
        if not organisation_account.may_use(found.pk, organisation.issuer(), claims["sub"]):
            raise ImmediateHttpResponse(_another_account(request))
        sociallogin.user = found
        request.provider_asked_second_factor = organisation.asked_second_factor(claims)  # type: ignore[attr-defined]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """The second factor's secrets are kept encrypted."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": later("The code is wrong, or has been used before"),
    }

    def encrypt(self, text: str) -> str:
        """As it is kept."""
        return secret.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return secret.decrypt(encrypted_text)


def _not_let_in(request: HttpRequest) -> HttpResponse:
    from inspectorate_app.web.account import trail

    trail.organisation_refused()
    return render(request, "socialaccount/authentication_error.html", {"unknown": True}, status=403)


def _another_account(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", {"another": True}, status=403)
