"""Who may read cases and how many they have, and what the library's allocation would give whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from inspectorate.framework.model import SamplingSpecification
from inspectorate_app.store.models import Case, Identity, Membership
from inspectorate_app.store.queries import withheld
from inspectorate_app.store.queries.blind_reading import references_read_blind
from inspectorate_app.store.queries.case import CaseFacts, cases_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.membership import conflicted_in
from inspectorate_app.store.queries.sample import specification_of
from inspectorate_app.store.queries.training import not_ready
from inspectorate_app.store.queries.withheld import folded

if TYPE_CHECKING:
    from inspectorate.sampling.inspectors import Inspector
    from inspectorate.sampling.record import RecordedCase

#: Roles that read cases.
READING = ("lead_inspector", "inspector", "local_assessor")


@dataclass(frozen=True)
class Reader:
    """Someone who may read cases: at most ``capacity``; ``load`` is how many of the main samples they have.

    ``conflicts`` are all that they must not read: conflicts of interest, their ``own`` place in the inspected service,
    and the references of cases that they are to read blind.
    """

    person: int
    name: str
    roles: tuple[str, ...]
    capacity: int
    skills: frozenset[str]
    conflicts: tuple[str, ...]
    load: int
    own: tuple[str, ...] = ()

    @property
    def is_unplaced(self) -> bool:
        """Whether they are of the inspected service and it is not said where: then they are given no case."""
        return "local_assessor" in self.roles and not self.own

    def as_inspector(self, capacity: int) -> "Inspector":
        """The library's value, named by the person's id: two people may have one name."""
        from inspectorate.sampling.inspectors import Inspector

        return Inspector(str(self.person), max(0, capacity), self.skills, self.conflicts)


@dataclass(frozen=True)
class Left:
    """A case that nobody can be given, and why."""

    number: int
    reference: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """Person by number of the case, what is left over, and conflicts that match nothing in the sample."""

    person_of: Mapping[int, int]
    left: tuple[Left, ...]
    unmatched: tuple[str, ...]


def readers_of(inspection: InspectionFacts, roles: Collection[str] = READING) -> tuple[Reader, ...]:
    """The people with one of some ``roles``, who may read cases of an inspection, by name.

    Whom a conflict of interest keeps off the unit is not among them.
    """
    kept_off = conflicted_in(inspection.id, inspection.organisation)
    members = Membership.objects.filter(inspection_id=inspection.id, role__in=roles, person__is_active=True)
    rows = members.exclude(person__in=kept_off).select_related("person").order_by("id")
    loads, blind = _loads(inspection.id), references_read_blind(inspection.id)
    found: dict[int, Reader] = {}
    for row in rows:
        before = found.get(row.person_id)
        found[row.person_id] = Reader(
            row.person_id,
            row.person.name,
            (*(before.roles if before else ()), row.role),
            max(row.capacity, before.capacity if before else 0),
            frozenset(row.skills) | (before.skills if before else frozenset()),
            tuple(sorted({*row.conflicts, *row.own, *(before.conflicts if before else blind.get(row.person_id, ()))})),
            loads.get(row.person_id, 0),
            tuple(sorted({*row.own, *(before.own if before else ())})),
        )
    return tuple(sorted(found.values(), key=lambda reader: (reader.name, reader.person)))


def _loads(inspection: int) -> dict[int, int]:
    rows = Case.objects.filter(inspection_id=inspection, role="main", allocated_to__isnull=False)
    return dict(rows.values_list("allocated_to").annotate(Count("id")).order_by())


def proposal_for(inspection: InspectionFacts, readers: Sequence[Reader]) -> Proposal:
    """Who could be given the cases that nobody has, by the library's allocation, a module at a time.

    Cases that someone has stay with them and count to their workload.
    """
    cases = cases_of(inspection.id, "main")
    names = practitioners_of(inspection.id)
    spare = {each.person: 0 if each.is_unplaced else each.capacity - each.load for each in readers}
    person_of: dict[int, int] = {}
    left: list[Left] = []
    unmatched: set[str] | None = None
    edition = edition_used(inspection)
    for module in dict.fromkeys(case.module for case in cases):
        group = [case for case in cases if case.module == module]
        specification = specification_of(edition, module)
        if specification is None:  # an edition that an inspection uses never changes
            continue
        unready = not_ready([reader.person for reader in readers], edition.id, module)
        free = {person: 0 if person in unready else number for person, number in spare.items()}
        given, over, unknown = _allocated(group, names, readers, free, specification)
        person_of |= given
        left += over
        for person in given.values():
            spare[person] -= 1
        unmatched = unknown if unmatched is None else unmatched & unknown
    return Proposal(person_of, tuple(sorted(left, key=lambda each: each.number)), tuple(sorted(unmatched or ())))


def _allocated(
    cases: Sequence[CaseFacts],
    names: Mapping[int, str],
    readers: Sequence[Reader],
    spare: Mapping[int, int],
    specification: SamplingSpecification,
) -> tuple[dict[int, int], list[Left], set[str]]:
    """What is given of one module, what is left over, and the conflicts that match none of its cases."""
    from inspectorate.sampling.allocation import allocate

    waiting = {case.reference: case.number for case in cases if case.allocated_to is None}
    held = [case for case in cases if case.allocated_to is not None]
    inspectors = [_with_what_they_have(reader, held, spare[reader.person]) for reader in readers]
    found = allocate([as_recorded(case, names) for case in cases], inspectors, specification)
    settled = {case.reference for case in held}
    if settled & {each.reference for each in found.unallocated}:
        # What someone has does not fit any more (a skill, a conflict, a capacity was changed): it stays with them all
        # the same, and the others are allocated beside it.
        inspectors = [reader.as_inspector(spare[reader.person]) for reader in readers]
        free = [as_recorded(case, names) for case in cases if case.allocated_to is None]
        found = replace(allocate(free, inspectors, specification), unmatched_conflicts=found.unmatched_conflicts)
    given = {waiting[name]: int(person) for name, person in found.inspector_of.items() if name in waiting}
    left = [Left(waiting[each.reference], each.reference, each.reason) for each in found.unallocated]
    return given, left, set(found.unmatched_conflicts)


def _with_what_they_have(reader: Reader, held: Sequence[CaseFacts], spare: int) -> "Inspector":
    """A reader who must be given the cases that they have: to everyone else these are a conflict by reference."""
    own = [case for case in held if case.allocated_to == reader.person]
    others = tuple(case.reference for case in held if case.allocated_to != reader.person)
    return replace(reader.as_inspector(spare + len(own)), conflicts=(*reader.conflicts, *others))


def as_recorded(case: CaseFacts, names: Mapping[int, str]) -> "RecordedCase":
    """A case as the library allocates it, with the practitioner's name where it is still kept."""
    from inspectorate.sampling.record import RecordedCase

    return RecordedCase(
        reference=case.reference,
        role="main",
        order=case.order,
        stratum=case.stratum,
        area=case.area,
        team=case.team,
        practitioner=names.get(case.number, case.practitioner),
        inclusion_probability=0,
        reason="",
        characteristics=case.characteristics,
    )


def practitioners_of(inspection: int, number: int | None = None) -> dict[int, str]:
    """The practitioners' names by number of the case, for comparing with conflicts alone: no page shows them."""
    rows = Identity.objects.filter(case__inspection_id=inspection, case__role="main").exclude(practitioner="")
    if number is not None:
        rows = rows.filter(case__number=number)
    return dict(rows.values_list("case__number", "practitioner"))


def places_of(inspection: int) -> frozenset[str]:
    """The areas and teams of the cases, folded as conflicts are compared."""
    rows = Case.objects.filter(inspection_id=inspection).order_by()
    return frozenset(folded(name) for pair in rows.values_list("area", "team").distinct() for name in pair)


def no_names(inspection: int) -> frozenset[str]:
    """What a conflict may hold that is nobody's name: the areas, teams and references of the cases, folded."""
    references = Case.objects.filter(inspection_id=inspection).order_by().values_list("reference", flat=True)
    return places_of(inspection) | frozenset(map(folded, references))


def conflict_with(case: CaseFacts, practitioner: str, conflicts: Iterable[str]) -> str:
    """With what of a case some conflicts are, in words that name nobody; blank for none."""
    return withheld.conflict_with(case.reference, case.area, case.team, practitioner, set(map(folded, conflicts)))
