"""The recommendations of every published inspection that are not done with, beside each other."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.inspection import Phase
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.store.models import Inspection
from inspectorate_app.store.queries import action_plan
from inspectorate_app.store.queries.action_plan import PlanFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts

FOLLOWED = (Phase.PUBLISHED, Phase.FOLLOW_UP)


@dataclass(frozen=True)
class OpenRecommendation:
    """One recommendation, of which inspection, and what is done about it.

    ``overdue`` says what is late: the plan, an action, or nothing. ``next_on`` is the next day by which something is
    due of it: the plan, or its earliest action that is not done.
    """

    inspection: InspectionFacts
    answer: AnswerFacts
    overdue: str
    next_on: datetime.date | None

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(each.done for each in self.answer.actions)


@dataclass(frozen=True)
class Filter:
    """Which are wanted: of a region, to a kind of addressee, overdue alone; "" for all."""

    region: str = ""
    addressee: str = ""
    overdue: bool = False


def regions() -> list[str]:
    """The regions of inspections that are followed."""
    rows = Inspection.objects.filter(phase__in=FOLLOWED).exclude(region="")
    return list(rows.order_by("region").values_list("region", flat=True).distinct())


def open_recommendations(wanted: Filter, today: datetime.date) -> list[OpenRecommendation]:
    """Those that are not judged to be sufficiently followed, by region, unit and number as printed."""
    rows = Inspection.objects.filter(phase__in=FOLLOWED).select_related("edition").defer("edition__files")
    if wanted.region:
        rows = rows.filter(region=wanted.region)
    given = [facts_of(row) for row in rows.order_by("region", "unit", "pk")]
    plans = action_plan.plans(given)
    found = (each for one in given for each in _of(one, plans[one.id], today))
    return [each for each in found if _is_wanted(each, wanted)]


def is_open(answer: AnswerFacts) -> bool:
    """Whether the best status was not judged yet."""
    return answer.status != product_statuses().statuses[0].id


def _of(inspection: InspectionFacts, facts: PlanFacts, today: datetime.date) -> Iterator[OpenRecommendation]:
    for each in facts.answers:
        if is_open(each):
            overdue, next_on = _late(facts, each, today)
            yield OpenRecommendation(inspection, each, overdue, next_on)


def _late(facts: PlanFacts, each: AnswerFacts, today: datetime.date) -> tuple[str, datetime.date | None]:
    if not each.response or (each.own and facts.writable):
        late = facts.due_on is not None and facts.due_on < today
        return "plan" if late else "", facts.due_on
    left = [action for action in each.actions if not action.done]
    if any(action.is_overdue(today) for action in left):
        return "action", min(action.due_on for action in left)
    return "", min((action.due_on for action in left), default=None)


def _is_wanted(each: OpenRecommendation, wanted: Filter) -> bool:
    to = each.answer.recommendation.to.kind
    return (not wanted.addressee or to == wanted.addressee) and (not wanted.overdue or bool(each.overdue))
