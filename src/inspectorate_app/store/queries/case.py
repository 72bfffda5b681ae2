"""Cases of approved samples. ``identity_of`` alone gives names, and is for ``actions.name``."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inspectorate_app.store.models import Case, CaseAssessment, Identity, Replacement

NOT_STARTED = "not_started"


@dataclass(frozen=True)
class CaseFacts:
    """A case, and how far its assessment is. ``role`` is main, reserve or withdrawn, ``module`` blank for the main
    sample; ``state`` not_started, in_progress or submitted. ``has_name``: it is still kept who it is about.
    ``withheld`` says why whoever asks must not read it, where that is so.
    """

    id: int
    number: int
    reference: str
    sample: int
    module: str
    role: str
    order: int
    stratum: str
    area: str
    team: str
    practitioner: str
    characteristics: Mapping[str, str]
    allocated_to: int | None
    allocated_name: str
    state: str
    answered: int
    relevant: int
    submitted_at: datetime.datetime | None
    has_name: bool
    withheld: str = ""


@dataclass(frozen=True)
class ReplacementFacts:
    """A case withdrawn with a reason, and the number of the one that took its place, if one was left."""

    withdrawn: int
    by_case: int | None
    reason: str
    same_stratum: bool
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class IdentityFacts:
    """Who a case is about and who supervises it."""

    family_name: str
    first_name: str
    date_of_birth: datetime.date | None
    person_id: str
    practitioner: str


def find(inspection: int, number: int) -> CaseFacts | None:
    """The case of a number in an inspection."""
    row = _rows(inspection).filter(number=number).first()
    return _facts(row) if row else None


def cases_of(
    inspection: int, role: str = "", *, allocated: bool | None = None, offset: int = 0, limit: int | None = None
) -> tuple[CaseFacts, ...]:
    """The cases of an inspection by number: of one role, and allocated or not, where that is asked for."""
    rows = _chosen(inspection, role, allocated)
    return tuple(_facts(row) for row in rows[offset : None if limit is None else offset + limit])


def listed(inspection: int, reader: int | None = None, after: int = 0, limit: int = 50) -> tuple[CaseFacts, ...]:
    """Up to ``limit`` cases by number, after one: all of them, or those allocated to a ``reader``."""
    rows = _rows(inspection).filter(number__gt=after)
    if reader is not None:
        rows = rows.filter(allocated_to_id=reader)
    return tuple(map(_facts, rows[:limit]))


def count_of(inspection: int, role: str = "", *, allocated: bool | None = None) -> int:
    """How many there are of these."""
    return _chosen(inspection, role, allocated).count()


def counts_of(inspection: int) -> tuple[int, int]:
    """How many cases are in the main samples, and how many of these nobody has."""
    rows = Case.objects.filter(inspection_id=inspection, role="main")
    found = rows.aggregate(main=Count("id"), waiting=Count("id", filter=Q(allocated_to=None)))
    return found["main"], found["waiting"]


def replacement_of(inspection: int, number: int) -> ReplacementFacts | None:
    """How a case was withdrawn, or whose place it took."""
    rows = Replacement.objects.filter(withdrawn__inspection_id=inspection)
    which = Q(withdrawn__number=number) | Q(by_case__number=number)
    row = rows.filter(which).select_related("withdrawn", "by_case", "by").order_by("-id").first()
    if row is None:
        return None
    by_case = row.by_case.number if row.by_case else None
    return ReplacementFacts(row.withdrawn.number, by_case, row.reason, row.same_stratum, row.by.name, row.at)


def identity_of(inspection: int, number: int) -> IdentityFacts | None:
    """Who a case is about; None where there is no such case, or its names were deleted."""
    row = Identity.objects.filter(case__inspection_id=inspection, case__number=number).first()
    if row is None:
        return None
    return IdentityFacts(row.family_name, row.first_name, row.date_of_birth, row.person_id, row.practitioner)


def _chosen(inspection: int, role: str, allocated: bool | None) -> QuerySet[Case]:
    rows = _rows(inspection)
    if role:
        rows = rows.filter(role=role)
    if allocated is not None:
        rows = rows.filter(allocated_to__isnull=not allocated)
    return rows


def _rows(inspection: int) -> QuerySet[Case]:
    known = Identity.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(inspection_id=inspection).annotate(has_name=Exists(known)).order_by("number")
    return rows.select_related("sample", "allocated_to", "assessment").only(
        *("number", "reference", "role", "order", "stratum", "area", "team", "practitioner", "characteristics"),
        *("sample__module", "allocated_to__name"),
        *(f"assessment__{name}" for name in ("state", "answered", "relevant", "submitted_at")),
    )


def _facts(row: Case) -> CaseFacts:
    assessment: CaseAssessment | None = getattr(row, "assessment", None)
    return CaseFacts(
        row.pk,
        row.number,
        row.reference,
        row.sample_id,
        row.sample.module,
        row.role,
        row.order,
        row.stratum,
        row.area,
        row.team,
        row.practitioner,
        row.characteristics,
        row.allocated_to_id,
        row.allocated_to.name if row.allocated_to else "",
        *((assessment.state, assessment.answered, assessment.relevant) if assessment else (NOT_STARTED, 0, 0)),
        assessment.submitted_at if assessment else None,
        getattr(row, "has_name", False),
    )
