"""The forms of signing in and of one's own account: allauth's, in our words and with our limits."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import get_hasher, identify_hasher

from inspectorate_app.actions import person
from inspectorate_app.actions.actor import Actor
from inspectorate_app.log import request_id
from inspectorate_app.web.account import lockout
from inspectorate_app.wording import later

PASSWORD_HINT = later("Use at least 12 characters. Do not use your name, your address or a common password.")
_CODE_HINT = later("Enter the 6 numbers that your authenticator app shows, or one of your recovery codes")


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth says nothing of its types
    """The address and the password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _describe(self, "login", later("Email address"))
        _describe(self, "password", later("Password"))

    @property
    def organisation(self) -> str:
        """The organisation whose own sign-in is offered beside; blank where there is none."""
        return str(settings.OIDC_NAME)

    def clean(self) -> Any:
        """Check both; a right password that was hashed with too little work is hashed anew."""
        cleaned = super().clean()
        if self.user is not None and _is_old(self.user.password):
            actor = Actor(self.user.pk, self.user.name, self.user.office, request_id=request_id.get())
            self.user.password = person.renew_hash(actor, self.cleaned_data["password"])
        return cleaned


class PasswordForm(account.ReauthenticateForm):  # type: ignore[misc]  # as above
    """The password once more, before something that matters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _describe(self, "password", later("Password"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # as above
    """The old password and a new one, which can be shown instead of typed twice."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["password2"]
        _describe(self, "oldpassword", later("Current password"))
        _describe(self, "password1", later("New password"), PASSWORD_HINT)
        self.fields["password1"].widget.attrs["autocomplete"] = "new-password"

    def clean_oldpassword(self) -> str:
        """The current password, counted as a try to sign in."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given


class CodeForm(second_factor.AuthenticateForm):  # type: ignore[misc]  # as above
    """The second factor when one signs in."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _describe(self, "code", later("Code"), _CODE_HINT)

    def clean_code(self) -> str:
        """A code that fits, within the limit, for the first time."""
        return _once(self, super().clean_code)


class CodeAgainForm(second_factor.ReauthenticateForm):  # type: ignore[misc]  # as above
    """The second factor once more, before something that matters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _describe(self, "code", later("Code"), _CODE_HINT)

    def clean_code(self) -> str:
        """A code that fits, within the limit, for the first time."""
        return _once(self, super().clean_code)


class FirstCodeForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # as above
    """The first code of an authenticator app, which shows that it was set up."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _describe(self, "code", later("Code"), later("Enter the 6 numbers that the app shows now"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """A code that fits; it does not sign in later."""
        lockout.count_code(context.request, self.user.pk)
        code: str = super().clean_code()
        lockout.is_first_use(self.user.pk, code)
        lockout.forget_codes(context.request, self.user.pk)
        return code


class AcceptForm(forms.Form):
    """One's name and a first password."""

    name = forms.CharField(
        label=later("Full name"),
        max_length=120,
        error_messages={"required": later("Enter your full name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=later("Password"),
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _describe(form: forms.Form, name: str, label: str, hint: str = "") -> None:
    form.fields[name].label, form.fields[name].help_text = label, hint


def _once(form: Any, check: Callable[[], str]) -> str:
    lockout.count_code(context.request, form.user.pk)
    code = check()
    if form.authenticator.type == "totp" and not lockout.is_first_use(form.user.pk, code):
        form._emit_authentication_failed(form.authenticator)
        raise get_second_factor_adapter().validation_error("incorrect_code")
    lockout.forget_codes(context.request, form.user.pk)
    return code


def _is_old(encoded: str) -> bool:
    """Whether a password is hashed with less work than new ones are."""
    best = get_hasher()
    return identify_hasher(encoded).algorithm != best.algorithm or best.must_update(encoded)


class LanguageForm(forms.Form):
    """In which language one reads pages and mail."""

    language = forms.ChoiceField(
        label=later("Language of the pages here, and of your mail"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
