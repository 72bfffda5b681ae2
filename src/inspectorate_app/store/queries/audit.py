"""The audit trail as people read it: a page at a time, the newest first, or all of a chain in its order."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from inspectorate_app.store.models import AuditChain, AuditEntry, AuditOrigin, Person
from inspectorate_app.store.statement import Given, Read

#: The chain of all that happens in no inspection.
SERVICE = "service"
PAGE = 50
#: Facts of an entry that are the id of a person, or map something to such ids.
PEOPLE = frozenset({"person", "allocated_to", "allocated to", "allocated", "by", "checker"})
_PERSON = re.compile(r"(member|person) ([0-9]{1,18})")


@dataclass(frozen=True)
class EntryFacts:
    """One entry. ``actor`` is None for a command or a job; ``before`` and ``after`` are None where nothing stood.

    Where the inspection came in an archive, the ids of people are those here (``AuditOrigin``), and 0 for someone who
    is not known here; ``sha256`` is over the entry as it was written.
    """

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
    facts = _facts_in(chain)
    entries = [facts(row) for row in found[: limit + 1]]
    shown = tuple(entries[:limit])
    return Trail(shown, shown[-1].position if len(entries) > limit else None)


def every(chain: str, wanted: Wanted, up_to: int) -> Iterator[EntryFacts]:
    """The entries of a chain in order, as they are wanted, up to a position; a few thousand at a time in memory."""
    found = _narrowed(chain, wanted).filter(position__lte=up_to).order_by("position")
    return map(_facts_in(chain), found.iterator(chunk_size=2000))


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
    entries, found, first = AuditEntry.objects.filter(chain__name=chain).exclude(actor=None), set[int](), 0
    for last, people in _origins(chain):
        there = entries.filter(position__gt=first, position__lte=last).values_list("actor", flat=True).distinct()
        found |= {people[str(actor)] for actor in there if str(actor) in people}
        first = last
    here = entries.filter(position__gt=first).values_list("actor", flat=True).distinct()
    return names_of(found | {actor for actor in here if actor is not None})


def names_of(people: Iterable[int]) -> dict[int, str]:
    """The names of people by their ids."""
    return dict(Person.objects.filter(pk__in=set(people)).values_list("pk", "name"))


def _narrowed(chain: str, wanted: Wanted) -> Any:
    found = AuditEntry.objects.filter(chain__name=chain)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.person is not None:
        found = found.filter(_by(chain, wanted.person))
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


def _by(chain: str, person: int) -> Q:
    """Entries of someone, also under the ids that they had where parts of the trail were written."""
    found, first = Q(pk=None), 0
    for last, people in _origins(chain):
        there = [int(id_) for id_, here in people.items() if here == person]
        found |= Q(position__gt=first, position__lte=last, actor__in=there)
        first = last
    return found | Q(position__gt=first, actor=person)


def _origins(chain: str) -> list[tuple[int, Mapping[str, int]]]:
    """The parts of a trail that were written elsewhere, by their last entry, with who is meant by each id."""
    if chain == SERVICE:
        return []
    return list(AuditOrigin.objects.filter(inspection__slug=chain).values_list("entries", "people"))


def _facts_in(chain: str) -> Callable[[AuditEntry], EntryFacts]:
    return partial(_facts, _origins(chain))


def _facts(origins: Iterable[tuple[int, Mapping[str, int]]], row: AuditEntry) -> EntryFacts:
    found = {each.name: getattr(row, each.name) for each in fields(EntryFacts)}
    people = next((people for last, people in origins if row.position <= last), None)
    if people is not None:
        found |= {side: _here(found[side], people) for side in ("before", "after")}
        found["actor"] = found["actor"] and people.get(str(found["actor"]), 0)
        found["subject"] = _PERSON.sub(lambda it: f"{it[1]} {people.get(it[2], 0)}", row.subject)
    return EntryFacts(**found)


def _here(side: Mapping[str, Any] | None, people: Mapping[str, int]) -> Mapping[str, Any] | None:
    """One side of an entry with the ids that people have here."""
    return side and {key: _mapped(value, people) if key in PEOPLE else value for key, value in side.items()}


def _mapped(value: Any, people: Mapping[str, int]) -> Any:
    if isinstance(value, Mapping):
        return {key: _mapped(each, people) for key, each in value.items()}
    return people.get(str(value), 0) if type(value) is int else value


def people_named(entry: AuditEntry) -> set[int]:
    """The ids of people in an entry as it was written: who acted, and whom its subject and facts name."""
    found = {int(number) for _, number in _PERSON.findall(entry.subject)}
    found |= {entry.actor} if entry.actor is not None else set()
    for side in (entry.before, entry.after):
        for value in (value for key, value in (side or {}).items() if key in PEOPLE):
            found |= {each for each in (value.values() if isinstance(value, dict) else [value]) if type(each) is int}
    return found
