"""What is open in an inspection, with the days by which it is due."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspectorate.inspection import Phase
from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.store.models import (
    ActionPlan,
    ActionReport,
    BlindReading,
    Case,
    EvidenceRequest,
    Identity,
    Inspection,
    Interview,
    Meeting,
    Membership,
    Milestone,
    Panel,
    Quotation,
    Survey,
)
from inspectorate_app.store.queries.action_plan import WRITABLE, published_on
from inspectorate_app.store.queries.blind_reading import UNDER_WAY
from inspectorate_app.store.queries.published_recommendation import addressed

#: States of a request in which the service is still to answer it.
OPEN_REQUESTS = ("asked", "partly")
#: How long before its day a report on an action plan is told of, and counts as the report of that day.
REPORTED_BEFORE = datetime.timedelta(days=14)
Numbered = list[tuple[int, datetime.date]]


@dataclass(frozen=True)
class Underway:
    """An inspection in which someone has a role. ``names_due`` is when names are deleted, None where none are kept."""

    id: int
    slug: str
    unit: str
    phase: Phase
    fieldwork_to: datetime.date
    names_due: datetime.date | None


def under_way_for(person: int) -> list[Underway]:
    """The inspections in which someone has a role, but those that are closed."""
    rows = Inspection.objects.filter(pk__in=Membership.objects.filter(person_id=person).values("inspection"))
    return _facts(rows.exclude(phase=Phase.CLOSED))


def under_way() -> list[Underway]:
    """Every inspection that is not closed."""
    return _facts(Inspection.objects.exclude(phase=Phase.CLOSED))


def _facts(rows: QuerySet[Inspection]) -> list[Underway]:
    found = list(rows.defer("cohort_weeks"))
    ids = [row.pk for row in found]
    kept = Identity.objects.filter(case__inspection__in=ids).order_by()
    named = set(kept.values_list("case__inspection", flat=True).distinct())
    return [
        Underway(
            row.pk,
            row.slug,
            f"{row.unit} {row.fieldwork_from.year}",
            Phase(row.phase),
            row.fieldwork_to,
            row.names_delete_on if row.pk in named else None,
        )
        for row in found
    ]


def cases_to_submit(inspection: int, person: int) -> int:
    """How many cases someone was given and has not submitted."""
    return _to_submit(inspection).filter(allocated_to_id=person).count()


def readers_with_cases(inspection: int) -> dict[int, int]:
    """How many cases each reader has not submitted."""
    found: dict[int, int] = {}
    for person in _to_submit(inspection).filter(allocated_to__isnull=False).values_list("allocated_to_id", flat=True):
        found[person] = found.get(person, 0) + 1
    return found


def _to_submit(inspection: int) -> QuerySet[Case]:
    rows = Case.objects.filter(inspection_id=inspection, role="main", sample__state="approved")
    return rows.filter(Q(assessment__isnull=True) | ~Q(assessment__state="submitted"))


def readings_to_submit(inspection: int, person: int) -> int:
    """How many blind readings someone has still to submit."""
    return BlindReading.objects.filter(inspection_id=inspection, reader_id=person, state__in=UNDER_WAY).count()


def requests_open(inspection: int) -> Numbered:
    """The requests for evidence that have a day and no answer yet."""
    rows = EvidenceRequest.objects.filter(inspection_id=inspection, state__in=OPEN_REQUESTS, due_on__isnull=False)
    return [(number, day) for number, day in rows.values_list("number", "due_on") if day is not None]


def interviews_asked(inspection: int) -> Numbered:
    """The interviews that wait to be arranged."""
    rows = Interview.objects.filter(inspection_id=inspection, state="asked")
    return list(rows.order_by("day", "number").values_list("number", "day"))


def milestone(inspection: int, phase: Phase) -> datetime.date | None:
    """By when a phase is due to end; None where it has ended or nobody said."""
    rows = Milestone.objects.filter(inspection_id=inspection, phase=phase.value, done_on=None)
    return rows.values_list("due_on", flat=True).first()


def panel_on(inspection: int) -> datetime.date | None:
    """The day of the ratings panel that is open; None where none is."""
    rows = Panel.objects.filter(inspection_id=inspection, state="open").order_by("-pk")
    return rows.values_list("held_on", flat=True).first()


def meetings_of(inspection: int, person: int, first: datetime.date, last: datetime.date) -> Numbered:
    """The planned meetings of some days that someone leads or takes notes in."""
    rows = Meeting.objects.filter(inspection_id=inspection, state="planned", day__range=(first, last))
    rows = rows.filter(pk__in=rows.filter(parts__person_id=person).values("pk"))
    return list(rows.order_by("day", "starts", "number").values_list("number", "day"))


def surveys_open(inspection: int) -> Numbered:
    """The surveys that are not closed, with their last days."""
    rows = Survey.objects.filter(inspection_id=inspection, closed=False)
    return list(rows.order_by("closes_on", "number").values_list("number", "closes_on"))


def surveys_to_check(inspection: int, person: int) -> list[int]:
    """The closed surveys with quotations that wait, which someone checks or nobody does."""
    waiting = Quotation.objects.filter(survey__inspection_id=inspection, state="waiting").values("survey")
    rows = Survey.objects.filter(pk__in=waiting, closed=True).filter(Q(checker=None) | Q(checker_id=person))
    return list(rows.order_by("number").values_list("number", flat=True))


@dataclass(frozen=True)
class PlanDays:
    """What is due of an action plan: the plan itself, or the report of a day of it; both None where nothing is.

    ``waits``: it was submitted, and waits for the lead inspector.
    """

    plan: datetime.date | None = None
    report: datetime.date | None = None
    waits: bool = False


def action_plan(inspection: int, today: datetime.date) -> PlanDays:
    """What is due of the action plan of a published inspection.

    Of the days of reports the last is due that has come or comes within ``REPORTED_BEFORE`` and on which, or in the
    days before it, nothing was reported yet.
    """
    row = ActionPlan.objects.filter(inspection_id=inspection).first()
    if row is None or row.state in WRITABLE:
        return PlanDays(plan=_plan_due(inspection, row))
    if row.state == "submitted":
        return PlanDays(waits=True)
    days = [datetime.date.fromisoformat(day) for day in row.report_on]
    near = [day for day in days if day <= today + REPORTED_BEFORE]
    if not near:
        return PlanDays()
    reports = ActionReport.objects.filter(action__answer__plan=row)
    told = reports.filter(on__gte=near[-1] - REPORTED_BEFORE).exists()
    return PlanDays(report=None if told else near[-1])


def _plan_due(inspection: int, row: ActionPlan | None) -> datetime.date | None:
    """The day that was set, or the assumed one; None where no recommendation is the service's to answer."""
    rules = product_rules()
    if not addressed([inspection]).get(inspection, frozenset()) & set(rules.answering.addressees):
        return None
    if row is not None and row.due_on is not None:
        return row.due_on
    published = published_on(inspection)
    return rules.due_on(published) if published else None
