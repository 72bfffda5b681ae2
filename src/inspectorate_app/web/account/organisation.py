"""Sign-in by OpenID Connect at one's organisation: what its provider said, and whom that lets in."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

#: Values of ``amr`` (RFC 8176) that say a second factor was used: several factors, a one-time code, a hardware key.
SECOND_FACTORS = frozenset({"mfa", "otp", "hwk", "sms", "swk", "sc"})


def claims_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the provider says of the person: the ID token above all, and the user information where it is of the same.

    OpenID Connect Core 5.3.2: user information of another subject must not be used.
    """
    token, information = said.get("id_token") or {}, said.get("userinfo") or {}
    if not token or not token.get("sub") or token["sub"] != information.get("sub", token["sub"]):
        return {}
    return {**information, **token}


def issuer() -> str:
    """The issuer of the provider that this installation has."""
    return str(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"])


def email_of(claims: Mapping[str, Any]) -> str:
    """The address of the claims, if the provider has verified it; blank otherwise."""
    email = claims.get("email")
    return email.strip() if _verified(claims) and isinstance(email, str) else ""


def _verified(claims: Mapping[str, Any]) -> bool:
    """Whether the provider says so: ``email_verified``, or where that is not sent at all, Microsoft's ``xms_edov``.

    Entra ID sends no ``email_verified``. Its optional claim ``xms_edov`` says that the owner of the address's domain is
    the organisation whose administrator gave the address; it comes as a boolean, as 1 or as either in a string.
    """
    if "email_verified" in claims:
        return claims["email_verified"] is True
    return str(claims.get("xms_edov")).lower() in {"true", "1"}


def asked_second_factor(claims: Mapping[str, Any]) -> bool:
    """Whether the provider asked for a second factor, where this installation trusts it to (settings)."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    methods = claims.get("amr")
    used = set(methods) if isinstance(methods, list) else set()
    return bool(used & SECOND_FACTORS) or claims.get("acr") in settings.OIDC_SECOND_FACTOR_ACR
