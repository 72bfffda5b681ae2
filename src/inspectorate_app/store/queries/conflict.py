"""Conflicts of interest: which organisations a person may not inspect.

The letter of a regional review tells of the units that it covers, so that a conflict with one of them counts as one
with its region does.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from inspectorate.organisation.directory import product_directory
from inspectorate_app.store.models import ConflictOfInterest, Inspection, Letter


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


def closed_to(person: int) -> frozenset[str]:
    """The slugs of the inspections from which a conflict of interest keeps a person off."""
    return closed_to_all([person])[person]


def closed_to_all(people: Iterable[int]) -> dict[int, frozenset[str]]:
    """``closed_to`` for several people: in one query where none of them has a conflict."""
    organisations = organisations_of_all(people)
    every = frozenset[str]().union(*organisations.values())
    if not every:
        return dict.fromkeys(organisations, frozenset())
    inspected = dict(Inspection.objects.filter(organisation__in=every).values_list("slug", "organisation"))
    letters = list(Letter.objects.values_list("inspection__slug", "units"))
    closed = {}
    for person, off in organisations.items():
        own = {slug for slug, organisation in inspected.items() if organisation in off}
        closed[person] = frozenset(own | {slug for slug, units in letters if not own.isdisjoint(units)})
    return closed


def organisations_covered(inspections: Collection[int]) -> Mapping[int, frozenset[str]]:
    """The organisations of which the letter of an inspection tells, by the inspection; none of one without a letter."""
    letters = dict(Letter.objects.filter(inspection__in=inspections).values_list("inspection_id", "units"))
    slugs = {slug for units in letters.values() for slug in units}
    known = dict(Inspection.objects.filter(slug__in=slugs).values_list("slug", "organisation")) if slugs else {}
    return {key: frozenset(known[slug] for slug in units if slug in known) for key, units in letters.items()}


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
