"""Signs people in as they do it themselves: through the pages, with a password and the codes of an app."""

import re
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from inspectorate_app.store.models import Person
from tests.app import given

SIGN_IN, CODE, APP, CODES = (
    "/account/sign-in",
    "/account/second-factor/sign-in",
    "/account/second-factor/app",
    "/account/second-factor/recovery-codes",
)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of people who exist in tests alone


def code(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or some half minutes from now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(someone: Person) -> Person:
    """Someone with an authenticator app and recovery codes."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    Authenticator.objects.create(
        user=someone, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(SECRET)}
    )
    RecoveryCodes.activate(someone)
    return someone


def recovery_codes(someone: Person) -> list[str]:
    """The recovery codes that someone has left."""
    return Authenticator.objects.get(user=someone, type="recovery_codes").wrap().get_unused_codes()


def password(client: Client, email: str, secret: str = given.PASSWORD, **more: str):
    """Send the first form."""
    return client.post(SIGN_IN, {"login": email, "password": secret, **more})


def words(response) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
