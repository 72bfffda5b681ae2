"""The judgements on standards that rest on no cases, and how they came to be."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspectorate.framework.model import Edition, Standard
from inspectorate_app.store.models import AuditEntry, StandardJudgement
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.statement import Given, Rows

#: Under this name the overall rating is judged, in editions that compute none.
OVERALL = "overall"


@dataclass(frozen=True)
class Judged:
    """A standard as it is judged now. ``version`` is named by whoever changes it."""

    standard: str
    rating: str
    reason: str
    version: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Entry:
    """One change that was made: who, when, and what stood there before and after."""

    by: str
    at: datetime.datetime
    action: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


_JUDGED = Rows(lambda: StandardJudgement.objects.filter(inspection_id=Given("inspection")).select_related("judged_by"))


def judgements(inspection: InspectionFacts) -> dict[str, Judged]:
    """Every judgement of an inspection, by the id of its standard."""
    rows = _JUDGED.all(inspection=inspection.id)
    return {
        row.standard: Judged(row.standard, row.rating, row.reason, row.version, row.judged_by.name, row.judged_at)
        for row in rows
    }


def to_judge(edition: Edition, service: str = "") -> list[Standard]:
    """The standards that an inspection of a service judges, in the order of the framework."""
    return [
        standard
        for standard in edition.standards
        if standard.kind == "organisational" and standard.rated and standard.service in (None, service or None)
    ]


def judged_overall(edition: Edition) -> bool:
    """Whether the overall rating is judged, and not computed."""
    return edition.rating is not None and edition.rating.overall.rule == "judgement"


def standard_to_judge(inspection: InspectionFacts, name: str) -> Standard | None:
    """A standard of the inspection that is judged, by its id; None where there is none."""
    return next((one for one in to_judge(edition_used(inspection), inspection.service) if one.id == name), None)


def history(inspection: InspectionFacts, subject: str) -> list[Entry]:
    """What was done to one thing in an inspection, latest first, from its audit trail."""
    rows = AuditEntry.objects.filter(chain__name=inspection.slug, subject=subject).order_by("-position")[:100]
    return [Entry(row.actor_name, row.at, row.action, row.before, row.after) for row in rows]
