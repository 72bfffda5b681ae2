"""The action plan of an inspection: answers with their actions and reports, versions, and what of it is public."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate.language import noted
from inspectorate.recommendation import action_plan as library
from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.store.models import (
    ActionPlan,
    ActionPlanVersion,
    Inspection,
    PhaseChange,
    PlannedAction,
    PublicActionPlan,
    Publication,
    RecommendationAnswer,
)
from inspectorate_app.store.queries import recommendation
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.inspection import facts_of as inspection_facts
from inspectorate_app.store.queries.planned_action import ActionFacts
from inspectorate_app.store.queries.previous_recommendation import PreviousFacts
from inspectorate_app.store.queries.recommendation import RecommendationFacts
from inspectorate_app.store.queries.recommendation_answer import (
    AnswerFacts,
    as_answered,
    facts_of,
)

#: States in which the service writes.
WRITABLE = ("writing", "sent_back")
_STATES = {
    "writing": noted("Being written"),
    "submitted": noted("Submitted"),
    "sent_back": noted("Sent back"),
    "accepted": noted("Accepted"),
}


@dataclass(frozen=True)
class VersionFacts:
    """A plan as it was submitted, and what was decided of it; ``decision`` is "" until then."""

    number: int
    content: Mapping[str, Any]
    by: str
    at: datetime.datetime
    decision: str
    remarks: str
    decided_by: str
    decided_at: datetime.datetime | None


@dataclass(frozen=True)
class PublicFacts:
    """When a plan was published, and by whom; ``content`` is what anyone may know since."""

    number: int
    content: Mapping[str, Any]
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class PlanFacts:
    """The plan of an inspection, also before anything was written of it: then its ``version`` is 0.

    ``due_on`` is None before publication; ``due_assumed`` says that nobody set it.
    """

    state: str
    due_on: datetime.date | None
    due_assumed: bool
    report_on: tuple[datetime.date, ...]
    version: int
    answers: tuple[AnswerFacts, ...]
    versions: tuple[VersionFacts, ...]
    published: tuple[PublicFacts, ...]

    @property
    def own(self) -> tuple[AnswerFacts, ...]:
        """The answers that the service writes."""
        return tuple(each for each in self.answers if each.own)

    @property
    def others(self) -> tuple[AnswerFacts, ...]:
        """The answers of others, which the team records."""
        return tuple(each for each in self.answers if not each.own)

    @property
    def writable(self) -> bool:
        """Whether the service may change its answers: until it submits them, and again once they are sent back."""
        return self.state in WRITABLE

    @property
    def accepted(self) -> bool:
        """Whether the lead inspector accepted it: from then on progress is reported."""
        return self.state == "accepted"

    @property
    def label(self) -> str:
        """How it stands, in words."""
        return _(_STATES[self.state])

    @property
    def lacking(self) -> tuple[tuple[int, str], ...]:
        """What it lacks before it can be submitted, by printed number."""
        return library.lacking([as_answered(each) for each in self.own])

    def next_report(self, today: datetime.date) -> datetime.date | None:
        """The first day from today on which progress is reported; None after the last."""
        return next((day for day in self.report_on if day >= today), None)


def plan(inspection: InspectionFacts) -> PlanFacts:
    """The plan as it stands, with every recommendation that is published: no draft of a correction."""
    return plans([inspection])[inspection.id]


def plans(inspections: Collection[InspectionFacts]) -> Mapping[int, PlanFacts]:
    """The plans of several inspections by their ids, for the same number of queries as of one."""
    ids = [each.id for each in inspections]
    rows = {row.inspection_id: row for row in _whole().filter(inspection__in=ids)}
    made, published = recommendation.published_of(inspections), _published(ids)
    return {each: _facts(rows.get(each), made[each], published.get(each)) for each in ids}


def find(inspection: InspectionFacts, number: int) -> AnswerFacts | None:
    """The answer to the recommendation of a lasting number; None where none was printed."""
    return next((each for each in plan(inspection).answers if each.recommendation.number == number), None)


def find_action(facts: PlanFacts, number: int) -> tuple[AnswerFacts, ActionFacts] | None:
    """The action of a number, with the answer that it belongs to; None where there is none."""
    found = ((each, action) for each in facts.answers for action in each.actions)
    return next((both for both in found if both[1].number == number), None)


def published_on(inspection: int) -> datetime.date | None:
    """The day on which an inspection was first published; None before that."""
    return _published([inspection]).get(inspection)


def reported(previous: Iterable[PreviousFacts]) -> Mapping[int, AnswerFacts]:
    """What was answered and done about recommendations that were taken over from earlier inspections here.

    By the number that each has in the inspection that took it over, for its team; nothing of one that was typed or
    read from a file, nor where that inspection is not here.
    """
    taken = [each for each in previous if each.origin == "inspection"]
    slugs = {each.name for each in taken}
    rows = Inspection.objects.filter(slug__in=slugs, action_plan__isnull=False)
    rows = rows.select_related("edition").defer("edition__files")
    earlier = [inspection_facts(row) for row in rows]
    found_plans = plans(earlier) if earlier else {}
    known = {each.slug: {one.printed: one for one in found_plans[each.id].answers} for each in earlier}
    found = {each.number: (each, known.get(each.name, {}).get(each.printed)) for each in taken}
    return {
        number: answer
        for number, (each, answer) in found.items()
        # before, a number was given again: what was written after it was taken over is another recommendation
        if answer is not None and answer.version and answer.recommendation.written_at <= each.entered_at
    }


def _published(inspections: Collection[int]) -> dict[int, datetime.date]:
    """The days on which some inspections were first published: of a publication, or else of the move to that phase."""
    moved = PhaseChange.objects.filter(inspection__in=inspections, after=Phase.PUBLISHED.value)
    made = Publication.objects.filter(inspection__in=inspections, published_at__isnull=False)
    # the first of each comes last, and stays; a publication goes before a move
    found = [
        *moved.order_by("-pk").values_list("inspection_id", "at"),
        *made.order_by("-number").values_list("inspection_id", "published_at"),
    ]
    return {inspection: timezone.localtime(at).date() for inspection, at in found if at}


def _whole() -> QuerySet[ActionPlan, ActionPlan]:
    """Plans with all that belongs to them."""
    actions = Prefetch("actions", PlannedAction.objects.prefetch_related("reports__reported_by").order_by("number"))
    answers = RecommendationAnswer.objects.select_related("recommendation", "changed_by", "judged_by")
    return ActionPlan.objects.prefetch_related(
        Prefetch("answers", answers.prefetch_related(actions)),
        Prefetch("versions", ActionPlanVersion.objects.select_related("submitted_by", "decided_by")),
        Prefetch("published", PublicActionPlan.objects.select_related("published_by")),
    )


def _facts(row: ActionPlan | None, made: Iterable[RecommendationFacts], published: datetime.date | None) -> PlanFacts:
    assumed = product_rules().due_on(published) if published else None
    if row is None:
        return PlanFacts("writing", assumed, True, (), 0, tuple(facts_of(each, None) for each in made), (), ())
    answers = {each.recommendation.number: each for each in row.answers.all()}
    return PlanFacts(
        state=row.state,
        due_on=row.due_on or assumed,
        due_assumed=row.due_on is None,
        report_on=tuple(datetime.date.fromisoformat(day) for day in row.report_on),
        version=row.version,
        answers=tuple(facts_of(each, answers.get(each.number)) for each in made),
        versions=tuple(_version(each) for each in row.versions.all()),
        published=tuple(
            PublicFacts(each.number, each.content, each.published_by.name, each.published_at)
            for each in row.published.all()
        ),
    )


def _version(row: Any) -> VersionFacts:
    day = datetime.date.fromisoformat
    answers = {
        number: {**each, "actions": [{**act, "due_on": day(act["due_on"])} for act in each["actions"]]}
        for number, each in row.content["answers"].items()
    }
    return VersionFacts(
        row.number,
        {**row.content, "answers": answers},
        row.submitted_by.name,
        row.submitted_at,
        row.decision,
        row.remarks,
        row.decided_by.name if row.decided_by else "",
        row.decided_at,
    )
