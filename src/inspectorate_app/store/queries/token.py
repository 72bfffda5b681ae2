"""Tokens of programs: whose a presented one is, and which a person has."""

import datetime
import hashlib
import hmac
from dataclasses import dataclass

from django.utils import timezone

from inspectorate_app.store.models import Token
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class TokenFacts:
    """One token as its person sees it; the token itself was told once and is not kept."""

    id: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime.datetime
    expires_at: datetime.datetime
    revoked_at: datetime.datetime | None

    @property
    def works(self) -> bool:
        """Whether it was neither revoked nor has expired."""
        return self.revoked_at is None and self.expires_at > timezone.now()


@dataclass(frozen=True)
class Bearer:
    """For whom a token acts, and how far."""

    token: int
    person: int
    name: str
    office: str
    scopes: frozenset[str]


def hash_of(secret: str) -> str:
    """What is kept of a token. It is 256 random bits, so that one round of SHA-256 suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


_BEARER = Read(
    lambda: Token.objects.filter(sha256=Given("sha256"), revoked_at=None, person__is_active=True).values_list(
        "sha256", "expires_at", "pk", "person_id", "person__name", "person__office", "scopes"
    )
)


def bearer(secret: str) -> Bearer | None:
    """Whoever a token acts for; None where it is unknown, revoked or expired, or its person may not sign in.

    One query, by the hash: how long it takes tells nothing of the token.
    """
    presented = hash_of(secret)
    found = _BEARER.row(sha256=presented)
    if found is None:
        return None
    sha256, expires_at, token, person, name, office, scopes = found
    if not hmac.compare_digest(sha256, presented) or expires_at <= timezone.now():
        return None
    return Bearer(token, person, name, office, frozenset(scopes))


def of_person(person: int) -> list[TokenFacts]:
    """All tokens that a person ever had, the latest first."""
    return [
        TokenFacts(row.pk, row.name, tuple(row.scopes), row.created_at, row.expires_at, row.revoked_at)
        for row in Token.objects.filter(person_id=person).order_by("-created_at", "-id")
    ]
