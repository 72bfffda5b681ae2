"""The inspections beside each other: what is planned when, and what is in the way of another."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate_app.store.models import ConflictOfInterest, Inspection, Membership
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries.conflict import organisations_covered
from inspectorate_app.store.queries.membership import concerned


def overlapping(
    organisation: str, fieldwork_from: datetime.date, fieldwork_to: datetime.date, but: int = 0
) -> tuple[datetime.date, datetime.date] | None:
    """The fieldwork of an inspection of the same organisation that overlaps with these dates, ``but`` one's own."""
    rows = Inspection.objects.filter(
        organisation=organisation, fieldwork_from__lte=fieldwork_to, fieldwork_to__gte=fieldwork_from
    ).exclude(pk=but)
    return rows.values_list("fieldwork_from", "fieldwork_to").first()


def slugs_beginning(with_: str) -> frozenset[str]:
    """The slugs in use that begin with a word."""
    return frozenset(Inspection.objects.filter(slug__startswith=with_).values_list("slug", flat=True))


@dataclass(frozen=True)
class Planned:
    """One inspection in the calendar. ``leads`` are names; ``clashes`` says who of its team is in the way, and why."""

    slug: str
    organisation: str
    unit: str
    region: str
    kind: str
    edition: str
    phase: Phase
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    leads: tuple[str, ...]
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """A month of the calendar: its first day, and the inspections whose fieldwork lies in it, by region and unit."""

    first: datetime.date
    planned: tuple[Planned, ...]


def calendar(first: datetime.date, months: int, readers: Collection[str], region: str = "") -> tuple[Month, ...]:
    """The months from one on; ``first`` is the first day of a month, ``readers`` the roles that read cases.

    An inspection stands in each month in which its fieldwork lies. Without ``region``, those of all regions.
    """
    begins = [add_months(first, count) for count in range(months + 1)]
    rows = Inspection.objects.filter(fieldwork_from__lt=begins[-1], fieldwork_to__gte=first)
    if region:
        rows = rows.filter(region=region)
    rows = rows.select_related("edition").defer("edition__files").order_by("region", "unit", "fieldwork_from")
    planned = _planned(list(rows), readers)
    return tuple(
        Month(begin, tuple(each for each in planned if each.fieldwork_from < end and each.fieldwork_to >= begin))
        for begin, end in pairwise(begins)
    )


def add_months(first: datetime.date, count: int) -> datetime.date:
    """The first day of the month so many months after one; of a month outside the calendar, the nearest there is."""
    month = min(max(first.year * 12 + first.month - 1 + count, 12), 9999 * 12 + 11)
    return datetime.date(month // 12, month % 12 + 1, 1)


def _planned(rows: Sequence[Inspection], readers: Collection[str]) -> list[Planned]:
    team: dict[int, list[Membership]] = defaultdict(list)
    members = Membership.objects.filter(inspection__in=rows, person__is_active=True).exclude(role__in=OF_THE_INSPECTED)
    for member in members.select_related("person"):
        team[member.inspection_id].append(member)
    elsewhere = _elsewhere(rows, {member.person_id for members in team.values() for member in members}, readers)
    off: dict[str, set[int]] = defaultdict(set)
    for organisation, person in ConflictOfInterest.objects.filter(ended_at=None).values_list("organisation", "person"):
        off[organisation].add(person)
    covered = organisations_covered([row.pk for row in rows]) if off else {}
    return [
        Planned(
            slug=row.slug,
            organisation=row.organisation,
            unit=row.unit,
            region=row.region,
            kind=row.kind,
            edition=row.edition.name,
            phase=Phase(row.phase),
            fieldwork_from=row.fieldwork_from,
            fieldwork_to=row.fieldwork_to,
            leads=tuple(sorted(each.person.name for each in team[row.pk] if each.role == "lead_inspector")),
            clashes=tuple(_clashes(row, team[row.pk], elsewhere, _kept_off(row, covered, off), readers)),
        )
        for row in rows
    ]


def _elsewhere(
    rows: Sequence[Inspection], people: Collection[int], readers: Collection[str]
) -> dict[int, list[Inspection]]:
    """Each person's inspections in the time of these, whichever region they are in."""
    if not rows:
        return {}
    found = Membership.objects.filter(
        person_id__in=people,
        role__in=readers,
        inspection__fieldwork_from__lte=max(row.fieldwork_to for row in rows),
        inspection__fieldwork_to__gte=min(row.fieldwork_from for row in rows),
    ).select_related("inspection")
    engaged: dict[int, list[Inspection]] = defaultdict(list)
    for member in found:
        engaged[member.person_id].append(member.inspection)
    return engaged


def _kept_off(row: Inspection, covered: Mapping[int, Iterable[str]], off: Mapping[str, Collection[int]]) -> set[int]:
    """Whom a conflict of interest keeps off an inspection: ``off`` says whom off which organisation.

    ``covered`` are the organisations of which the letters of inspections tell.
    """
    near = concerned(row.organisation).union(*map(concerned, covered.get(row.pk, ())))
    return {person for organisation in near for person in off.get(organisation, ())}


def _clashes(
    row: Inspection,
    team: Sequence[Membership],
    elsewhere: Mapping[int, Sequence[Inspection]],
    kept_off: Collection[int],
    readers: Collection[str],
) -> Iterator[str]:
    """Who of a team is needed elsewhere at the same time, or kept off by a conflict of interest."""
    for member in {each.person_id: each for each in team if each.role in readers}.values():
        for other in elsewhere.get(member.person_id, ()):
            apart = other.fieldwork_from > row.fieldwork_to or other.fieldwork_to < row.fieldwork_from
            if other.pk != row.pk and not apart:
                yield _("{name} is also in {unit}").format(name=member.person.name, unit=other.unit)
    for member in {each.person_id: each for each in team if each.person_id in kept_off}.values():
        yield _("{name} has a conflict of interest").format(name=member.person.name)


def regions() -> tuple[str, ...]:
    """The regions in which there is an inspection."""
    found = Inspection.objects.exclude(region="").order_by("region").values_list("region", flat=True)
    return tuple(found.distinct())


def next_from(day: datetime.date, region: str = "") -> datetime.date | None:
    """When the next fieldwork from a day on begins, in a region or any; None where none is planned."""
    return (
        _of(region)
        .filter(fieldwork_from__gte=day)
        .order_by("fieldwork_from")
        .values_list("fieldwork_from", flat=True)
        .first()
    )


def last_before(day: datetime.date, region: str = "") -> datetime.date | None:
    """When the last fieldwork before a day began, in a region or any; None where there was none."""
    return (
        _of(region)
        .filter(fieldwork_from__lt=day)
        .order_by("-fieldwork_from")
        .values_list("fieldwork_from", flat=True)
        .first()
    )


def _of(region: str) -> QuerySet[Inspection]:
    return Inspection.objects.filter(region=region) if region else Inspection.objects.all()
