"""What is told of action plans and sent for them, on the side of the team and of the inspected service."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path
from pydantic import Field

from inspectorate_app.actions import action_plan as action
from inspectorate_app.actions import action_plan_decision as decision_action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import once_for
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.action_plan import PlanFacts
from inspectorate_app.store.queries.planned_action import ActionFacts
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts

RecommendationNumber = Annotated[
    int, Path(description="The lasting number of a recommendation within its inspection", ge=0, le=2**31 - 1)
]
ActionNumber = Annotated[int, Path(description="The number of an action within its plan", ge=0, le=2**31 - 1)]
_VERSION = Field(ge=0, le=2**31 - 1, description="The version that you saw")
_LONG = Field(max_length=action.LONGEST)


class ReportOut(Schema):
    """How far an action was on a day."""

    state: str = Field(description="not_started, under_way or done")
    words: str
    on: datetime.date


class PlannedActionOut(Schema):
    """What is done about a recommendation."""

    number: int
    what: str
    who: str = Field(description="By role")
    due_on: datetime.date
    measure: str = Field(description="How success is measured")
    state: str
    version: int = Field(description="Send it back with your change")
    reports: list[ReportOut]


class RecommendationAnswerOut(Schema):
    """A recommendation with its answer."""

    number: int = Field(description="Names the recommendation for good")
    printed: int
    addressed_as: str
    recommendation: str
    own: bool = Field(description="Whether the inspected service answers it; else the team records the answer")
    response: str = Field(description="agreed, partly or not_agreed; blank until it is answered")
    reasons: str
    actions: list[PlannedActionOut]
    status: str = Field(description="sufficient, some or none, as the inspectorate judged; blank where you may not see")
    found: str = Field(description="What the inspectorate found; blank where you may not see it")
    version: int = Field(description="Send it back with your change")


class ActionPlanOut(Schema):
    """An action plan as it stands."""

    state: str = Field(description="writing, submitted, sent_back or accepted")
    due_on: datetime.date | None
    due_assumed: bool = Field(description="Whether nobody set the day")
    report_on: list[datetime.date]
    remarks: str = Field(description="What the lead inspector remarked on the last submission")
    submissions: int
    published: int = Field(description="How many times the plan was made public")
    version: int = Field(description="Send it back with what you decide")
    answers: list[RecommendationAnswerOut]


class RecommendationAnswerIn(Body):
    """An answer to a recommendation."""

    response: str = Field(max_length=20, examples=["partly"])
    reasons: str = Field("", max_length=action.LONGEST)
    version: int = _VERSION


class ActionIn(Body):
    """What will be done."""

    what: str = _LONG
    who: str = Field(max_length=action.LONGEST_WHO, examples=["Head of the PDU"])
    due_on: datetime.date
    measure: str = _LONG


class ActionChange(ActionIn):
    """The same as it is to be, and the version that you saw."""

    version: int = _VERSION


class DaysIn(Body):
    """All the days on which progress is reported."""

    days: list[datetime.date] = Field(max_length=action.MOST_DAYS)
    version: int = _VERSION


class ActionReportIn(Body):
    """How far an action is."""

    state: str = Field(max_length=20, examples=["under_way"])
    words: str = _LONG
    on: datetime.date


class DeadlineIn(Body):
    """By when the plan is due."""

    due_on: datetime.date


class ActionPlanDecisionIn(Body):
    """What is decided of a submitted plan."""

    decision: Literal["accepted", "sent_back"]
    remarks: str = Field("", max_length=decision_action.LONGEST)
    version: int = _VERSION


class FollowUpIn(Body):
    """What was done about a recommendation, as the inspectorate judges it; a blank status takes it back."""

    status: str = Field(max_length=30, examples=["some"])
    found: str = Field("", max_length=action.LONGEST)
    evidence: str = Field("", max_length=action.LONGEST)
    version: int = _VERSION


class PlanSeen(Body):
    """The version of the plan that you saw."""

    version: int = _VERSION


class PlanSaved(Schema):
    """Something of a plan was saved: the number of what, and the version of the plan."""

    number: int
    version: int


class OpenOut(Schema):
    """An open recommendation."""

    inspection: str
    unit: str
    region: str
    printed: int
    addressed_as: str
    recommendation: str
    response: str
    actions: int
    done: int
    status: str
    overdue: str = Field(description="plan or action, whichever is late; blank where nothing is")
    next_on: datetime.date | None


class OpenRecommendations(Schema):
    """The open recommendations of every inspection that is followed."""

    recommendations: list[OpenOut]


def answered(
    request: HttpRequest, inspection: str, number: int, body: RecommendationAnswerIn, key: str
) -> dict[str, Any]:
    """Answer a recommendation, by whom it is to answer."""

    def do() -> dict[str, Any]:
        action.respond(actor_of(request), inspection, number, **body.model_dump())
        return saved(inspection, number)

    return once_for(request, key, do)


def added(request: HttpRequest, inspection: str, number: int, body: ActionIn, key: str) -> dict[str, Any]:
    """Add an action, by whom it is to add."""

    def do() -> dict[str, Any]:
        wanted = action.Wanted(**body.model_dump())
        return saved(inspection, action.add_action(actor_of(request), inspection, number, wanted))

    return once_for(request, key, do)


def saved(inspection: str, number: int) -> dict[str, Any]:
    """What is told of something saved: its number, and the version of the plan."""
    return {"number": number, "version": query.plan(found(inspection)).version}


def told(plan: PlanFacts, answers: tuple[AnswerFacts, ...], *, judged: bool) -> dict[str, Any]:
    """A plan as it is told; ``judged`` where whoever asks may see what was judged."""
    return {
        "state": plan.state,
        "due_on": plan.due_on,
        "due_assumed": plan.due_assumed,
        "report_on": list(plan.report_on),
        "remarks": plan.versions[-1].remarks if plan.versions else "",
        "submissions": len(plan.versions),
        "published": len(plan.published),
        "version": plan.version,
        "answers": [_answer(each, judged=judged) for each in answers],
    }


def _answer(each: AnswerFacts, *, judged: bool) -> dict[str, Any]:
    return {
        "number": each.recommendation.number,
        "printed": each.printed,
        "addressed_as": each.recommendation.to.name,
        "recommendation": each.recommendation.text,
        "own": each.own,
        "response": each.response,
        "reasons": each.reasons,
        "actions": [_action(act) for act in each.actions],
        "status": each.status if judged else "",
        "found": each.found if judged else "",
        "version": each.version,
    }


def _action(act: ActionFacts) -> dict[str, Any]:
    return {
        "number": act.number,
        "what": act.what,
        "who": act.who,
        "due_on": act.due_on,
        "measure": act.measure,
        "state": act.state,
        "version": act.version,
        "reports": [{"state": each.state, "words": each.words, "on": each.on} for each in act.reports],
    }
