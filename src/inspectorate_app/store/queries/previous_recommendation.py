"""The recommendations of the unit's last inspection, what this one found of them, and where they may be taken from."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate.recommendation import model
from inspectorate.recommendation.progress import product_statuses
from inspectorate.report.fact_base import Progress
from inspectorate_app.store.models import Inspection, PreviousRecommendation, ProgressFinding
from inspectorate_app.store.queries import recommendation
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.inspection import find as find_inspection
from inspectorate_app.store.queries.recommendation import Ground, ground_of
from inspectorate_app.store.statement import Given, Rows


@dataclass(frozen=True)
class PreviousFacts:
    """A recommendation of the last inspection; ``status`` is the id of one, "" until what came of it was judged."""

    number: int
    unit: str
    printed: int
    addressed_as: str
    text: str
    origin: str
    name: str
    status: str
    found: str
    version: int
    entered_by: str
    entered_at: datetime.datetime
    judged_by: str
    judged_at: datetime.datetime | None
    rests_on: tuple[Ground, ...]

    @property
    def title(self) -> str:
        """What it is called, as it was printed."""
        return f"{self.unit}, {self.printed}" if self.unit else str(self.printed)

    @property
    def label(self) -> str:
        """Its status in words; one that the library does not know any more is its id."""
        known = product_statuses().by_id.get(self.status)
        return _(known.label) if known else self.status


@dataclass(frozen=True)
class Earlier:
    """An inspection of the same unit in this installation that was published, with so many recommendations."""

    slug: str
    fieldwork_to: datetime.date
    recommendations: int


def previous(inspection: InspectionFacts) -> list[PreviousFacts]:
    """All of them, by the unit whose they were and their number as printed."""
    return [_facts_of(row) for row in _ALL.all(inspection=inspection.id)]


def listed(inspection: InspectionFacts, after: int = 0, limit: int = 50) -> list[PreviousFacts]:
    """Up to ``limit`` by their lasting number, after one."""
    rows = _rows().filter(inspection_id=inspection.id, number__gt=after)
    return [_facts_of(row) for row in rows.order_by("number")[:limit]]


def find(inspection: InspectionFacts, number: int) -> PreviousFacts | None:
    """The one of a lasting number; None where there is none."""
    row = _rows().filter(inspection_id=inspection.id, number=number).first()
    return _facts_of(row) if row else None


def earlier(inspection: InspectionFacts) -> list[Earlier]:
    """Inspections of the same unit before this one whose recommendations can be taken, the last first.

    Only of those published: what they recommended is then known to anyone.
    """
    public = (Phase.PUBLISHED, Phase.FOLLOW_UP, Phase.CLOSED)
    rows = Inspection.objects.filter(
        organisation=inspection.organisation, fieldwork_to__lt=inspection.fieldwork_from, phase__in=public
    )
    rows = rows.select_related("edition").defer("edition__files").order_by("-fieldwork_to", "slug")
    found = [facts_of(row) for row in rows]
    made = recommendation.published_of(found)
    return [Earlier(each.slug, each.fieldwork_to, len(made[each.id])) for each in found if made[each.id]]


def of_earlier(inspection: InspectionFacts, slug: str) -> tuple[model.Recommendation, ...]:
    """The recommendations of one of those, as it published them last; none of any other inspection."""
    if slug not in {each.slug for each in earlier(inspection)}:
        return ()
    facts = find_inspection(slug)
    return recommendation.as_published(facts)[0] if facts else ()


def progress(inspection: InspectionFacts) -> tuple[Progress, ...]:
    """What was found of those that were judged, as the report's annexe prints it."""
    return tuple(
        Progress(
            model.Recommendation(one.printed, "other", one.addressed_as, one.text, one.unit or None),
            one.label,
            one.found,
        )
        for one in previous(inspection)
        if one.status
    )


def _rows() -> QuerySet[PreviousRecommendation, PreviousRecommendation]:
    tied = Prefetch("rests_on", ProgressFinding.objects.select_related("finding").order_by("finding__number"))
    return PreviousRecommendation.objects.prefetch_related(tied).select_related("entered_by", "judged_by")


_ALL = Rows(lambda: _rows().filter(inspection_id=Given("inspection")))


def _facts_of(row: PreviousRecommendation) -> PreviousFacts:
    return PreviousFacts(
        number=row.number,
        unit=row.unit,
        printed=row.printed,
        addressed_as=row.addressed_as,
        text=row.text,
        origin=row.origin,
        name=row.name,
        status=row.status,
        found=row.found,
        version=row.version,
        entered_by=row.entered_by.name,
        entered_at=row.entered_at,
        judged_by=row.judged_by.name if row.judged_by else "",
        judged_at=row.judged_at,
        rests_on=tuple(ground_of(each.finding) for each in row.rests_on.all()),
    )
