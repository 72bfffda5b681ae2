"""Who has which role in which inspection, and what keeps a person from one."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspectorate.organisation.directory import product_directory
from inspectorate_app.store.models import Case, ConflictOfInterest, Inspection, Membership, Person
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries.conflict import organisations_covered
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class Member:
    """One role of one person in an inspection. ``cases`` counts those of theirs that are still to be submitted."""

    id: int
    person: int
    name: str
    active: bool
    role: str
    capacity: int
    skills: tuple[str, ...]
    conflicts: tuple[str, ...]
    own: tuple[str, ...]
    cases: int
    kept_off: bool


@dataclass(frozen=True)
class Candidate:
    """Someone who could join a team."""

    id: int
    name: str
    email: str


_ROLES = Read(
    lambda: Membership.objects.filter(
        person_id=Given("person"), inspection__slug=Given("inspection"), person__is_active=True
    ).values_list(
        "role",
        "inspection_id",
        "inspection__organisation",
        "person__conflicts__organisation",
        "person__conflicts__ended_at",
    )
)


def roles_of(person: int, inspection: str) -> frozenset[str]:
    """The roles of a person in the inspection of a slug: none while a conflict of interest keeps them off it.

    A conflict that was declared after they joined the team counts as much as one before.
    """
    rows = _ROLES.rows(person=person, inspection=inspection)
    declared = {organisation for *_, organisation, ended in rows if organisation and ended is None}
    if declared and not declared.isdisjoint(_concerned_in(*rows[0][1:3])):
        return frozenset()
    return frozenset(role for role, *_ in rows)


_DECLARED = Read(
    lambda: ConflictOfInterest.objects.filter(person_id=Given("person"), ended_at=None).values_list("organisation")
)
_ORGANISATION = Read(lambda: Inspection.objects.filter(slug=Given("inspection")).values_list("pk", "organisation"))


def is_kept_off(person: int, inspection: str) -> bool:
    """Whether a conflict of interest keeps a person off the inspection of a slug, whatever role or office they have."""
    declared = {organisation for (organisation,) in _DECLARED.rows(person=person)}
    inspected = _ORGANISATION.rows(inspection=inspection) if declared else ()
    return any(not declared.isdisjoint(_concerned_in(*found)) for found in inspected)


_ROLES_IN = Read(
    lambda: Membership.objects.filter(inspection__slug=Given("inspection"), person__is_active=True).values_list(
        "person_id", "role", "inspection_id", "inspection__organisation"
    )
)


def roles_in(inspection: str) -> dict[int, set[str]]:
    """The roles of everyone active in the inspection of a slug; nobody whom a conflict of interest keeps off it."""
    found: dict[int, set[str]] = {}
    inspections: set[tuple[int, str]] = set()
    for person, role, *one in _ROLES_IN.rows(inspection=inspection):
        found.setdefault(person, set()).add(role)
        inspections.add((one[0], one[1]))
    off = frozenset[int]().union(*(conflicted_in(*one) for one in inspections))
    return {person: roles for person, roles in found.items() if person not in off}


def team(inspection: int, organisation: str) -> tuple[Member, ...]:
    """Everyone with a role in the team of an inspection, by name.

    ``kept_off`` where a conflict of interest was declared since they joined it.
    """
    rows = Membership.objects.filter(inspection_id=inspection).exclude(role__in=OF_THE_INSPECTED)
    rows = rows.select_related("person").order_by("person__name", "pk")
    open_cases: dict[int, int] = {}
    for person in _still_to_submit(inspection).values_list("allocated_to_id", flat=True):
        open_cases[person] = open_cases.get(person, 0) + 1
    off = conflicted_in(inspection, organisation)
    return tuple(
        Member(
            id=row.pk,
            person=row.person_id,
            name=row.person.name,
            active=row.person.is_active,
            role=row.role,
            capacity=row.capacity,
            skills=tuple(row.skills),
            conflicts=tuple(row.conflicts),
            own=tuple(row.own),
            cases=open_cases.get(row.person_id, 0),
            kept_off=row.person_id in off,
        )
        for row in rows
    )


def candidates() -> tuple[Candidate, ...]:
    """Everyone who may be given a role, by name."""
    rows = Person.objects.filter(is_active=True).order_by("name", "email")
    return tuple(Candidate(pk, name, email) for pk, name, email in rows.values_list("pk", "name", "email"))


def of_the_service(inspection: int) -> tuple[Member, ...]:
    """Everyone of the inspected service with a role in an inspection, by name."""
    rows = Membership.objects.filter(inspection_id=inspection, role__in=OF_THE_INSPECTED).select_related("person")
    return tuple(
        Member(row.pk, row.person_id, row.person.name, row.person.is_active, row.role, 0, (), (), (), 0, False)
        for row in rows.order_by("person__name", "pk")
    )


def on_the_other_side(person: int, organisation: str, inspected: bool) -> bool:
    """Whether someone inspects an organisation, or is of the service that is inspected there.

    ``inspected`` asks whether they are in a team that inspects it; otherwise whether they are of that service. Its
    region and those it was made of count as much.
    """
    rows = Membership.objects.filter(person_id=person)
    rows = rows.exclude(role__in=OF_THE_INSPECTED) if inspected else rows.filter(role__in=OF_THE_INSPECTED)
    others = set(rows.values_list("inspection__organisation", flat=True))
    near = concerned(organisation)
    return any(other in near or organisation in concerned(other) for other in others)


def concerned(organisation: str) -> frozenset[str]:
    """An organisation, its region, and those it was made of: a conflict of interest with one of them counts."""
    directory = product_directory()
    found = directory.by_id.get(organisation)
    if found is None:
        return frozenset({organisation})
    region = directory.find(found.region, kind="region") if found.region else None
    before = {other.id for other in directory.organisations if organisation in other.became}
    return frozenset({organisation, *before, *([region.id] if region else [])})


def conflicted(organisation: str) -> frozenset[int]:
    """The people whom a conflict of interest keeps off an organisation."""
    found = ConflictOfInterest.objects.filter(organisation__in=concerned(organisation), ended_at=None)
    return frozenset(found.values_list("person_id", flat=True))


_ALL_DECLARED = Read(lambda: ConflictOfInterest.objects.filter(ended_at=None).values_list("person_id", "organisation"))


def conflicted_in(inspection: int, organisation: str) -> frozenset[int]:
    """The people whom a conflict of interest keeps off an inspection, by its id; ``organisation`` is what it inspects.

    So does one with a unit of which its letter tells.
    """
    declared = _ALL_DECLARED.rows()
    near = _concerned_in(inspection, organisation) if declared else frozenset()
    return frozenset(person for person, with_ in declared if with_ in near)


def _concerned_in(inspection: int, organisation: str) -> frozenset[str]:
    """The same as ``concerned`` for an inspection, with the units of which its letter tells."""
    covered = organisations_covered([inspection]).get(inspection, ())
    return concerned(organisation).union(*map(concerned, covered))


def engagements(
    people: Collection[int],
    roles: Collection[str],
    fieldwork_from: datetime.date,
    fieldwork_to: datetime.date,
    but: int,
) -> list[tuple[int, str, datetime.date, datetime.date]]:
    """Who of these people has one of these roles in an inspection whose fieldwork overlaps; ``but`` one inspection.

    Gives their id, name and the dates, and never which inspection it is: not everyone may know of it.
    """
    rows = Membership.objects.filter(
        person_id__in=people,
        role__in=roles,
        inspection__fieldwork_from__lte=fieldwork_to,
        inspection__fieldwork_to__gte=fieldwork_from,
    ).exclude(inspection_id=but)
    fields = ("person_id", "person__name", "inspection__fieldwork_from", "inspection__fieldwork_to")
    return list(rows.values_list(*fields).distinct().order_by("inspection__fieldwork_from", "person__name"))


def cases_to_submit(inspection: int, person: int) -> int:
    """How many cases of the sample a person was given and has not submitted."""
    return _still_to_submit(inspection).filter(allocated_to_id=person).count()


def _still_to_submit(inspection: int) -> QuerySet[Case]:
    rows = Case.objects.filter(inspection_id=inspection, role="main", allocated_to__isnull=False)
    return rows.filter(Q(assessment__isnull=True) | ~Q(assessment__state="submitted"))
