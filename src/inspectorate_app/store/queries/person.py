"""People who may sign in, and invitations to become one."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from inspectorate_app.store.models import Invitation, Membership, Notification, Person
from inspectorate_app.store.queries.conflict import closed_to
from inspectorate_app.store.statement import Given, Read

#: How many people a page of the list holds.
PAGE = 25


@dataclass(frozen=True)
class PersonFacts:
    """One person. ``office`` is blank for someone who has roles in inspections alone; ``language`` is that of mail."""

    id: int
    name: str
    email: str
    office: str
    active: bool
    joined_at: datetime.datetime
    language: str = ""


@dataclass(frozen=True)
class PeoplePage:
    """A page of the list of people, with how many pages and people there are in all."""

    people: tuple[PersonFacts, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class MembershipFacts:
    """A role of a person in an inspection."""

    inspection: str
    unit: str
    role: str
    phase: str
    fieldwork_from: datetime.date
    kept_off: bool


@dataclass(frozen=True)
class InvitationFacts:
    """An invitation. ``state``: open, accepted, withdrawn or expired; ``anew`` where it is for someone already here."""

    id: int
    email: str
    name: str
    office: str
    state: str
    anew: bool
    invited_at: datetime.datetime
    expires_at: datetime.datetime


def find(person: int) -> PersonFacts | None:
    """The person of an id; None where there is none."""
    row = Person.objects.filter(pk=person).first()
    return _facts(row) if row else None


def people(*, state: str = "active", office: str = "", letter: str = "", page: int = 1) -> PeoplePage:
    """People by name, a page at a time.

    ``state``: active, deactivated, or blank for both; ``office``: one, ``none`` for those without, or blank for all;
    ``letter``: the first letter of the name.
    """
    rows = Person.objects.order_by("name", "pk")
    if state:
        rows = rows.filter(is_active=state == "active")
    if office:
        rows = rows.filter(office="" if office == "none" else office)
    if letter:
        rows = rows.filter(name__istartswith=letter)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    return PeoplePage(tuple(map(_facts, rows[(number - 1) * PAGE : number * PAGE])), number, pages, total)


def everyone() -> tuple[PersonFacts, ...]:
    """All people by name, for a command."""
    return tuple(map(_facts, Person.objects.order_by("name", "pk")))


def with_email(email: str) -> PersonFacts | None:
    """The person who signs in with an address, however it is capitalised."""
    row = Person.objects.filter(email__iexact=email.strip()).first()
    return _facts(row) if row else None


def who_signs_in(email: str) -> Person | None:
    """The row of the active person of an address, as Django signs people in; None where there is none."""
    return Person.objects.filter(email__iexact=email, is_active=True).first()


_PERSON = [field.attname for field in Person._meta.concrete_fields]


def _active() -> QuerySet[Any, Any]:
    """The person, and in the same statement how much they have not read: it is shown on every page."""
    theirs = Notification.objects.filter(person=OuterRef("pk"), read_at=None, shown=True).order_by()
    unread = theirs.values("person").annotate(number=Count("pk")).values("number")
    rows = Person.objects.filter(pk=Given("id"), is_active=True)
    return rows.annotate(unread=Coalesce(Subquery(unread), 0)).values_list(*_PERSON, "unread")


_ACTIVE = Read(_active)


def who_is_signed_in(person: int) -> Person | None:
    """The row of the active person of an id, as Django keeps it for a request; None where there is none.

    Its ``unread`` is how many notifications they have not read.
    """
    found = _ACTIVE.row(id=person)
    if found is None:
        return None
    row = Person.from_db("default", _PERSON, found[:-1])
    row.unread = found[-1]  # type: ignore[attr-defined]  # read by web.about for every page
    return row


def memberships(person: int) -> tuple[MembershipFacts, ...]:
    """The roles of a person in inspections, the latest fieldwork first; ``kept_off`` where a conflict closes it."""
    rows = Membership.objects.filter(person_id=person).select_related("inspection")
    off = closed_to(person)
    return tuple(
        MembershipFacts(
            each.inspection.slug,
            each.inspection.unit,
            each.role,
            each.inspection.phase,
            each.inspection.fieldwork_from,
            each.inspection.slug in off,
        )
        for each in rows.order_by("-inspection__fieldwork_from", "inspection__slug", "role")
    )


def invitations(limit: int = 200) -> tuple[InvitationFacts, ...]:
    """Invitations, the latest first, the open ones before all others."""
    facts = [_invited(row) for row in Invitation.objects.order_by("-invited_at", "-pk")[:limit]]
    return tuple(sorted(facts, key=lambda each: each.state != "open"))


def invitation(number: int) -> InvitationFacts | None:
    """The invitation of an id; None where there is none."""
    row = Invitation.objects.filter(pk=number).first()
    return _invited(row) if row else None


def invitation_with(token_sha256: str) -> InvitationFacts | None:
    """The open invitation of a token's hash; None where it expired, was used, was withdrawn, or never was."""
    row = open_invitations().filter(token_sha256=token_sha256).first()
    return _invited(row) if row else None


def open_invitations() -> QuerySet[Invitation]:
    """Invitations that can be accepted now."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def has_second_factor(person: int) -> bool:
    """Whether a person has an authenticator app set up."""
    from allauth.mfa.models import Authenticator

    return bool(Authenticator.objects.filter(user_id=person, type=Authenticator.Type.TOTP).exists())


def is_their_account(person: int, issuer: str, subject: str) -> bool | None:
    """Whether an account at the organisation's provider is bound to this person; None where it is free for them.

    False where they are bound to another account of that provider, or it is bound to another person.
    """
    from allauth.socialaccount.models import SocialAccount

    rows = SocialAccount.objects.filter(provider=issuer).filter(Q(user_id=person) | Q(uid=subject))
    found = set(rows.values_list("user_id", "uid"))
    return found == {(person, subject)} if found else None


def second_factors(person: int) -> dict[str, int]:
    """What a person has set up: ``totp``, ``recovery_codes`` or both, each with the id of its row."""
    from allauth.mfa.models import Authenticator

    return dict(Authenticator.objects.filter(user_id=person).values_list("type", "pk"))


def recovery_codes_left(person: int) -> int:
    """How many recovery codes of a person have not been used."""
    from allauth.mfa.models import Authenticator

    row = Authenticator.objects.filter(user_id=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def is_member_anywhere(person: int) -> bool:
    """Whether a person has a role in any inspection."""
    return Membership.objects.filter(person_id=person).exists()


def _facts(row: Person) -> PersonFacts:
    return PersonFacts(row.pk, row.name, row.email, row.office, row.is_active, row.joined_at, row.language)


def _invited(row: Invitation) -> InvitationFacts:
    expired = row.expires_at <= timezone.now()
    state = "accepted" if row.accepted_at else "withdrawn" if row.withdrawn_at else "expired" if expired else "open"
    anew = row.person_id is not None
    return InvitationFacts(row.pk, row.email, row.name, row.office, state, anew, row.invited_at, row.expires_at)


def in_offices(offices: Collection[str]) -> set[int]:
    """Everyone active who holds one of these offices."""
    return set(Person.objects.filter(office__in=offices, is_active=True).values_list("pk", flat=True))
