"""Conflicts of interest: which organisations a person may not inspect."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from inspectorate.organisation.directory import product_directory
from inspectorate_app.store.models import ConflictOfInterest


@dataclass(frozen=True)
class ConflictFacts:
    """A conflict of interest; ``name`` is what the directory calls it, ``ended_at`` None while it holds."""

    id: int
    organisation: str
    name: str
    reason: str
    declared_at: datetime.datetime
    ended_at: datetime.datetime | None


def organisations_of(person: int) -> frozenset[str]:
    """Ids of the organisations that a person is kept off: those declared, what they became, and a region's units."""
    return organisations_of_all([person])[person]


def organisations_of_all(people: Iterable[int]) -> dict[int, frozenset[str]]:
    """``organisations_of`` for several people, in one query."""
    people = list(people)
    declared: dict[int, set[str]] = {person: set() for person in people}
    rows = ConflictOfInterest.objects.filter(person_id__in=people, ended_at=None)
    for person, organisation in rows.values_list("person_id", "organisation"):
        declared[person] |= {organisation, *_within(organisation), *_became(organisation)}
    return {person: frozenset(found) for person, found in declared.items()}


def conflicts(person: int) -> tuple[ConflictFacts, ...]:
    """All that was ever declared of a person, what still holds first."""
    rows = ConflictOfInterest.objects.filter(person_id=person).order_by("-declared_at", "-pk")
    facts = [
        ConflictFacts(row.pk, row.organisation, name_of(row.organisation), row.reason, row.declared_at, row.ended_at)
        for row in rows
    ]
    return tuple(sorted(facts, key=lambda each: each.ended_at is not None))


def name_of(organisation: str) -> str:
    """What the directory calls an organisation, with its kind; its id where it is no longer there."""
    known = product_directory().by_id.get(organisation)
    return f"{known.name} ({known.kind})" if known else organisation


def _became(organisation: str) -> Iterable[str]:
    """What an organisation was made into, as ``membership.concerned`` sees it from the other side."""
    known = product_directory().by_id.get(organisation)
    return known.became if known else ()


def _within(organisation: str) -> Iterable[str]:
    """The units of a region; nothing for a unit."""
    directory = product_directory()
    region = directory.by_id.get(organisation)
    if region is None or region.kind != "region":
        return ()
    return (each.id for each in directory.organisations if each.region == region.name and each.id != region.id)
