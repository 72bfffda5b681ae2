"""The action plan of the inspected service: its answers, its actions, its submission, its reports."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from inspectorate_app.actions import action_plan as plan_action
from inspectorate_app.actions import action_progress
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.action_plan_told import (
    ActionChange,
    ActionIn,
    ActionNumber,
    ActionPlanOut,
    ActionReportIn,
    DaysIn,
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

router = Router(tags=["Inspected service"])


@operation(router, "GET", "", Action.SEE_SERVICE_PAGES, ActionPlanOut, "See the action plan of your service")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The recommendations that your service answers. What is judged of them you see once it is published."""
    plan = query.plan(found(inspection))
    return told(plan, plan.own, judged=False)


@operation(
    router,
    "PUT",
    "/recommendations/{int:recommendation}/answer",
    Action.WRITE_ACTION_PLAN,
    PlanSaved,
    "Answer a recommendation",
)
def answer(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: RecommendationNumber,
    body: RecommendationAnswerIn,
    key: Key = "",
) -> dict[str, Any]:
    """Say whether you agree, and why not."""
    return answered(request, inspection, recommendation, body, key)


@operation(
    router,
    "POST",
    "/recommendations/{int:recommendation}/actions",
    Action.WRITE_ACTION_PLAN,
    PlanSaved,
    "Add an action",
    201,
)
def add_action(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: RecommendationNumber,
    body: ActionIn,
    key: Key = "",
) -> dict[str, Any]:
    """Say what you will do about a recommendation."""
    return added(request, inspection, recommendation, body, key)


@operation(router, "PUT", "/actions/{int:action}", Action.WRITE_ACTION_PLAN, PlanSaved, "Change an action")
def change_action(
    request: HttpRequest, inspection: InspectionSlug, action: ActionNumber, body: ActionChange, key: Key = ""
) -> dict[str, Any]:
    """Change an action of a plan that is still written."""

    def do() -> dict[str, Any]:
        wanted = plan_action.Wanted(body.what, body.who, body.due_on, body.measure)
        plan_action.change_action(actor_of(request), inspection, action, wanted, version=body.version)
        return saved(inspection, action)

    return once_for(request, key, do)


@operation(router, "PUT", "/days", Action.WRITE_ACTION_PLAN, PlanSaved, "Name the days of reports")
def days(request: HttpRequest, inspection: InspectionSlug, body: DaysIn, key: Key = "") -> dict[str, Any]:
    """Give all of the days on which you report progress."""

    def do() -> dict[str, Any]:
        plan_action.report_on(actor_of(request), inspection, body.days, version=body.version)
        return saved(inspection, 1)

    return once_for(request, key, do)


@operation(router, "POST", "/submission", Action.SUBMIT_ACTION_PLAN, PlanSaved, "Submit the action plan", 201)
def submit(request: HttpRequest, inspection: InspectionSlug, body: PlanSeen, key: Key = "") -> dict[str, Any]:
    """Submit the plan as it stands. All that it lacks is told at once."""

    def do() -> dict[str, Any]:
        return saved(inspection, plan_action.submit(actor_of(request), inspection, version=body.version))

    return once_for(request, key, do)


@operation(
    router, "POST", "/actions/{int:action}/reports", Action.REPORT_ON_ACTION, PlanSaved, "Report on an action", 201
)
def report(
    request: HttpRequest, inspection: InspectionSlug, action: ActionNumber, body: ActionReportIn, key: Key = ""
) -> dict[str, Any]:
    """Say how far an action of the accepted plan is. What was reported before stays."""

    def do() -> dict[str, Any]:
        action_progress.report(actor_of(request), inspection, action, **body.model_dump())
        return saved(inspection, action)

    return once_for(request, key, do)
