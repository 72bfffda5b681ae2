"""The audit trail as people read it: a page at a time, the newest first, or all of a chain in its order."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from inspectorate_app.store.models import AuditChain, AuditEntry, Person
from inspectorate_app.store.statement import Given, Read

#: The chain of all that happens in no inspection.
SERVICE = "service"
PAGE = 50


@dataclass(frozen=True)
class EntryFacts:
    """One entry. ``actor`` is None for a command or a job; ``before`` and ``after`` are None where nothing stood."""

    position: int
    at: datetime.datetime
    actor: int | None
    actor_name: str
    via: str
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    request_id: str
    sha256: str


@dataclass(frozen=True)
class Wanted:
    """Which entries to show; what is blank or None narrows nothing.

    ``person`` is an id, ``by_nobody`` asks for what a command or a job did. Days are days in the service's time zone.
    """

    action: str = ""
    person: int | None = None
    by_nobody: bool = False
    subject: str = ""
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


@dataclass(frozen=True)
class Trail:
    """A page of entries; ``before`` is the position to ask for next, None where there is no older entry."""

    entries: tuple[EntryFacts, ...]
    before: int | None


def page_of(chain: str, wanted: Wanted, before: int | None = None, limit: int = PAGE) -> Trail:
    """The newest entries of a chain that are older than a position, as they are wanted."""
    found = _narrowed(chain, wanted).order_by("-position")
    if before is not None:
        found = found.filter(position__lt=before)
    entries = [_facts(row) for row in found[: limit + 1]]
    shown = tuple(entries[:limit])
    return Trail(shown, shown[-1].position if len(entries) > limit else None)


def every(chain: str, wanted: Wanted, up_to: int) -> Iterator[EntryFacts]:
    """The entries of a chain in order, as they are wanted, up to a position; a few thousand at a time in memory."""
    found = _narrowed(chain, wanted).filter(position__lte=up_to).order_by("position")
    return (_facts(row) for row in found.iterator(chunk_size=2000))


_OF_CHAIN = ["id", "name", "position", "sha256"]
_LOCKED = Read(lambda: AuditChain.objects.filter(name=Given("name")).select_for_update().values_list(*_OF_CHAIN))


def lock_chain(name: str) -> AuditChain | None:
    """The chain of a name, its row locked until the transaction ends; None where there is none."""
    found = _LOCKED.row(name=name)
    return AuditChain.from_db("default", _OF_CHAIN, found) if found else None


def find_chain(name: str) -> AuditChain | None:
    """The chain of an inspection's slug, or of the service; None where there is none."""
    return AuditChain.objects.filter(name=name).first()


def chain_names() -> list[str]:
    """Every chain: that of the service first, then those of inspections by slug."""
    return sorted(AuditChain.objects.values_list("name", flat=True), key=lambda name: (name != SERVICE, name))


def links(chain: AuditChain) -> Iterator[AuditEntry]:
    """The entries of a chain in order, up to the end that it names, to be checked."""
    found = AuditEntry.objects.filter(chain_id=chain.pk, position__lte=chain.position).order_by("position")
    return found.iterator(chunk_size=2000)


def last_position(chain: AuditChain) -> int:
    """The highest position of an entry of a chain; 0 for none."""
    found = AuditEntry.objects.filter(chain_id=chain.pk).aggregate(last=Max("position"))["last"]
    return int(found or 0)


def actors_in(chain: str) -> dict[int, str]:
    """The people who did something in a chain, by id. Of the service: everyone, for it has the entries of years."""
    if chain == SERVICE:
        return dict(Person.objects.values_list("pk", "name"))
    found = AuditEntry.objects.filter(chain__name=chain).values_list("actor", flat=True).distinct()
    return names_of(actor for actor in found if actor is not None)


def names_of(people: Iterable[int]) -> dict[int, str]:
    """The names of people by their ids."""
    return dict(Person.objects.filter(pk__in=set(people)).values_list("pk", "name"))


def _narrowed(chain: str, wanted: Wanted) -> Any:
    found = AuditEntry.objects.filter(chain__name=chain)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.person is not None:
        found = found.filter(actor=wanted.person)
    if wanted.by_nobody:
        found = found.filter(actor=None)
    if wanted.subject:
        found = found.filter(_about(wanted.subject))
    if wanted.first_day:
        found = found.filter(at__gte=_midnight(wanted.first_day))
    if wanted.last_day:
        found = found.filter(at__lt=_midnight(wanted.last_day + datetime.timedelta(days=1)))
    return found


def _about(subject: str) -> Q:
    """Entries about something or a part of it; ``case 7 question 2.1.1`` is a part of each save of it."""
    whole, _, question = subject.partition(" question ")
    found = Q(subject__iexact=subject) | Q(subject__istartswith=f"{subject} ")
    return found | Q(subject__iexact=f"{whole} answers", after__has_key=question) if question else found


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _facts(row: AuditEntry) -> EntryFacts:
    return EntryFacts(**{each.name: getattr(row, each.name) for each in fields(EntryFacts)})
