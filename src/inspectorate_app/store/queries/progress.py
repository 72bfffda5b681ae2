"""How far case assessments are: the list of cases, and counts by state, inspector and stratum.

From the counters that each save keeps up, never from the answers.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from inspectorate_app.store.models import Case as CaseRow
from inspectorate_app.store.models import Milestone

STATES = ("not_started", "in_progress", "submitted")


@dataclass(frozen=True)
class ListedCase:
    """A case in a list. ``relevant`` is 0 until something is saved."""

    number: int
    reference: str
    role: str
    stratum: str
    module: str
    state: str
    answered: int
    relevant: int
    allocated_name: str
    submitted_at: datetime.datetime | None


@dataclass(frozen=True)
class CaseList:
    """One page of a list of cases; ``total`` counts them on all pages."""

    cases: tuple[ListedCase, ...]
    total: int


@dataclass(frozen=True)
class Group:
    """Cases that have something in common, counted by state, and how many of their relevant questions are answered."""

    name: str
    not_started: int = 0
    in_progress: int = 0
    submitted: int = 0
    answered: int = 0
    relevant: int = 0
    #: The sample that the cases of a stratum are of; blank is the main one.
    module: str = ""

    @property
    def cases(self) -> int:
        """How many cases there are, in any state."""
        return self.not_started + self.in_progress + self.submitted


@dataclass(frozen=True)
class Progress:
    """How far an inspection is: all cases to be assessed, and by inspector and stratum. Blank is not allocated."""

    every: Group
    by_inspector: tuple[Group, ...]
    by_stratum: tuple[Group, ...]


def list_cases(
    inspection: int, *, person: int | None = None, state: str = "", page: int = 1, size: int = 25
) -> CaseList:
    """A page of the cases to be assessed, or those allocated to a person, in the order of their numbers."""
    found = _to_be_assessed(inspection)
    if person is not None:
        found = found.filter(allocated_to_id=person)
    if state in STATES:
        found = found.filter(assessment__state=None if state == "not_started" else state)
    total = found.count()
    start = (page - 1) * size
    rows = found.order_by("number").values(
        "number",
        "reference",
        "role",
        "stratum",
        "sample__module",
        "assessment__state",
        "assessment__answered",
        "assessment__relevant",
        "allocated_to__name",
        "assessment__submitted_at",
    )[start : start + size]
    return CaseList(tuple(_listed(row) for row in rows), total)


def has_cases(inspection: int, person: int) -> bool:
    """Whether any case to be assessed is allocated to a person."""
    return _to_be_assessed(inspection).filter(allocated_to_id=person).exists()


def progress_of(inspection: int) -> Progress:
    """How far the cases of an inspection are: one query, whose rows do not grow with what is stored."""
    rows = list(
        _to_be_assessed(inspection)
        .order_by()
        .values("allocated_to_id", "allocated_to__name", "sample__module", "stratum", "assessment__state")
        .annotate(
            cases=Count("id"),
            answered=Sum("assessment__answered", default=0),
            relevant=Sum("assessment__relevant", default=0),
        )
    )
    every = _group("", rows)
    people = {row["allocated_to_id"]: row["allocated_to__name"] or "" for row in rows}
    by_person = [_group(name, [row for row in rows if row["allocated_to_id"] == key]) for key, name in people.items()]
    strata: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        strata.setdefault((row["sample__module"], row["stratum"]), []).append(row)
    by_stratum = [_group(stratum, found, module) for (module, stratum), found in sorted(strata.items())]
    return Progress(every, tuple(sorted(by_person, key=lambda group: (not group.name, group.name))), tuple(by_stratum))


def fieldwork_due(inspection: int) -> datetime.date | None:
    """The day by which fieldwork is due to end by the timetable of an inspection; None where it says none."""
    found = Milestone.objects.filter(inspection_id=inspection, phase="fieldwork")
    return found.values_list("due_on", flat=True).first()


def _to_be_assessed(inspection: int) -> QuerySet[CaseRow]:
    return CaseRow.objects.filter(inspection_id=inspection, role="main")


def _listed(row: Mapping[str, Any]) -> ListedCase:
    return ListedCase(
        number=row["number"],
        reference=row["reference"],
        role=row["role"],
        stratum=row["stratum"],
        module=row["sample__module"],
        state=row["assessment__state"] or "not_started",
        answered=row["assessment__answered"] or 0,
        relevant=row["assessment__relevant"] or 0,
        allocated_name=row["allocated_to__name"] or "",
        submitted_at=row["assessment__submitted_at"],
    )


def _group(name: str, rows: Iterable[Mapping[str, Any]], module: str = "") -> Group:
    counts = dict.fromkeys((*STATES, "answered", "relevant"), 0)
    for row in rows:
        counts[row["assessment__state"] or "not_started"] += row["cases"]
        counts["answered"] += row["answered"]
        counts["relevant"] += row["relevant"]
    return Group(name, **counts, module=module)
