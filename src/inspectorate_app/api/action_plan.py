"""Action plans on the side of the team: decided, judged, made public; and open recommendations across inspections."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from inspectorate_app.actions import action_plan_decision as decision_action
from inspectorate_app.actions import action_progress
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.action_plan_told import (
    ActionIn,
    ActionNumber,
    ActionPlanDecisionIn,
    ActionPlanOut,
    ActionReportIn,
    DeadlineIn,
    FollowUpIn,
    OpenRecommendations,
    PlanSaved,
    PlanSeen,
    RecommendationAnswerIn,
    RecommendationNumber,
    added,
    answered,
    saved,
    told,
)
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries import open_recommendation
from inspectorate_app.store.queries.open_recommendation import Filter

router = Router(tags=["Action plans"])
across = Router(tags=["Action plans"])


@operation(router, "GET", "", Action.SEE_ACTION_PLAN, ActionPlanOut, "See an action plan")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every recommendation with its answer."""
    plan = query.plan(found(inspection))
    return told(plan, plan.answers, judged=True)


@operation(router, "PUT", "/deadline", Action.SET_PLAN_DEADLINE, PlanSaved, "Set the deadline of an action plan")
def set_deadline(request: HttpRequest, inspection: InspectionSlug, body: DeadlineIn, key: Key = "") -> dict[str, Any]:
    """Give the day by which the plan is due."""

    def do() -> dict[str, Any]:
        decision_action.set_deadline(actor_of(request), inspection, body.due_on)
        return saved(inspection, 1)

    return once_for(request, key, do)


@operation(router, "POST", "/decision", Action.DECIDE_ACTION_PLAN, PlanSaved, "Decide on an action plan")
def decide(
    request: HttpRequest, inspection: InspectionSlug, body: ActionPlanDecisionIn, key: Key = ""
) -> dict[str, Any]:
    """Accept the plan, or send it back with remarks."""

    def do() -> dict[str, Any]:
        decision_action.decide(actor_of(request), inspection, **body.model_dump())
        return saved(inspection, 1)

    return once_for(request, key, do)


@operation(router, "POST", "/publication", Action.PUBLISH_ACTION_PLAN, PlanSaved, "Publish an action plan", 201)
def publish(request: HttpRequest, inspection: InspectionSlug, body: PlanSeen, key: Key = "") -> dict[str, Any]:
    """Make public what was answered, how far it is and what was judged, as it stands."""

    def do() -> dict[str, Any]:
        return saved(inspection, decision_action.publish(actor_of(request), inspection, version=body.version))

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/recommendations/{int:recommendation}/judgement",
    Action.JUDGE_FOLLOW_UP,
    PlanSaved,
    "Judge what was done about a recommendation",
)
def judge(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: RecommendationNumber,
    body: FollowUpIn,
    key: Key = "",
) -> dict[str, Any]:
    """Say how much progress was made, what you found and on what it rests."""

    def do() -> dict[str, Any]:
        action_progress.judge(actor_of(request), inspection, recommendation, **body.model_dump())
        return saved(inspection, recommendation)

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/recommendations/{int:recommendation}/answer",
    Action.RECORD_ANSWER,
    PlanSaved,
    "Record what someone answered who does not answer here",
)
def record(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: RecommendationNumber,
    body: RecommendationAnswerIn,
    key: Key = "",
) -> dict[str, Any]:
    """Record the answer of HM Prison and Probation Service, say."""
    return answered(request, inspection, recommendation, body, key)


@operation(
    router,
    "POST",
    "/recommendations/{int:recommendation}/actions",
    Action.RECORD_ANSWER,
    PlanSaved,
    "Record an action of someone who does not answer here",
    201,
)
def record_action(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: RecommendationNumber,
    body: ActionIn,
    key: Key = "",
) -> dict[str, Any]:
    """Record what they will do."""
    return added(request, inspection, recommendation, body, key)


@operation(
    router,
    "POST",
    "/actions/{int:action}/reports",
    Action.RECORD_ANSWER,
    PlanSaved,
    "Record how far an action of someone is who does not report here",
    201,
)
def record_report(
    request: HttpRequest, inspection: InspectionSlug, action: ActionNumber, body: ActionReportIn, key: Key = ""
) -> dict[str, Any]:
    """Record what they told. What was recorded before stays."""

    def do() -> dict[str, Any]:
        action_progress.report(actor_of(request), inspection, action, **body.model_dump())
        return saved(inspection, action)

    return once_for(request, key, do)


@operation(across, "GET", "/open", Action.SEE_OPEN_RECOMMENDATIONS, OpenRecommendations, "List open recommendations")
def list_open(
    request: HttpRequest,
    region: Annotated[str, Query("", max_length=200, description="Of one region alone")],
    addressee: Annotated[str, Query("", max_length=20, description="To one kind of addressee alone")],
    overdue: Annotated[bool, Query(False, description="Those that are overdue alone")],
) -> dict[str, Any]:
    """What published inspections recommended, and is not yet judged to be sufficiently followed."""
    rows = open_recommendation.open_recommendations(Filter(region, addressee, overdue), timezone.localdate())
    return {
        "recommendations": [
            {
                "inspection": each.inspection.slug,
                "unit": each.inspection.unit,
                "region": each.inspection.region,
                "printed": each.answer.printed,
                "addressed_as": each.answer.recommendation.to.name,
                "recommendation": each.answer.recommendation.text,
                "response": each.answer.response,
                "actions": len(each.answer.actions),
                "done": each.done,
                "status": each.answer.status,
                "overdue": each.overdue,
                "next_on": each.next_on,
            }
            for each in rows
        ]
    }
