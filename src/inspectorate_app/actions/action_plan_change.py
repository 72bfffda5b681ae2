"""What the changes of an action plan share: whose an answer is to write, the rows that are written, and versions."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import ActionPlan, PlannedAction, Recommendation, RecommendationAnswer
from inspectorate_app.store.queries import recommendation
from inspectorate_app.store.queries.action_plan import WRITABLE
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.recommendation import RecommendationFacts


def side(actor: Actor, inspection: str) -> Action:
    """By which action someone writes: as the inspected service, or as the team for others."""
    own = may(actor, Action.WRITE_ACTION_PLAN, inspection)
    return Action.WRITE_ACTION_PLAN if own else Action.RECORD_ANSWER


def reporting_side(actor: Actor, inspection: str) -> Action:
    """The same for reports on actions."""
    own = may(actor, Action.REPORT_ON_ACTION, inspection)
    return Action.REPORT_ON_ACTION if own else Action.RECORD_ANSWER


def plan_row(under_way: InspectionChange, *, writing: bool = False) -> ActionPlan:
    """The plan of the inspection, made with the first thing that is written of it.

    With ``writing``, raises ``NotNow`` where the service submitted it and it was not sent back.
    """
    row = ActionPlan.objects.filter(inspection=under_way.inspection).first()
    row = row or ActionPlan.objects.create(inspection=under_way.inspection, version=0)
    if writing and row.state not in WRITABLE:
        if row.state == "accepted":
            raise NotNow(_("The plan was accepted. The lead inspector can send it back to be changed."))
        raise NotNow(_("The plan was submitted. It can be changed if the lead inspector sends it back."))
    return row


def answer_row(under_way: InspectionChange, number: int) -> RecommendationAnswer:
    """The answer to a recommendation that whoever acts may write; not saved yet where it is the first.

    Raises ``NotThere``, ``NotAllowed``, ``NotNow``.
    """
    own = require_side(under_way, published(under_way, number))
    return answer_of(under_way, plan_row(under_way, writing=own), number)


def answer_of(under_way: InspectionChange, plan: ActionPlan, number: int) -> RecommendationAnswer:
    """The answer to a recommendation that is published; not saved yet where it is the first."""
    row = RecommendationAnswer.objects.filter(plan=plan, recommendation__number=number).first()
    if row is not None:
        return row
    one = Recommendation.objects.get(inspection=under_way.inspection, number=number)
    return RecommendationAnswer(plan=plan, recommendation=one, version=0)


def action_row(under_way: InspectionChange, action: int) -> PlannedAction:
    """The action of a number that whoever acts may change. Raises as ``answer_row``."""
    row = find_action(under_way, action)
    own = require_side(under_way, published(under_way, row.answer.recommendation.number))
    plan_row(under_way, writing=own)
    return row


def find_action(under_way: InspectionChange, action: int) -> PlannedAction:
    """The action of a number. Raises ``NotThere``."""
    rows = PlannedAction.objects.filter(answer__plan__inspection=under_way.inspection, number=action)
    row = rows.select_related("answer__plan", "answer__recommendation").first()
    if row is None:
        raise NotThere
    return row


def published(under_way: InspectionChange, number: int) -> RecommendationFacts:
    """The recommendation of a lasting number as it is published, whatever a correction on its way changes of it.

    Raises ``NotThere`` for one that is not published, or not any more.
    """
    found = recommendation.published(facts_of(under_way.inspection))
    one = next((each for each in found if each.number == number), None)
    if one is None:
        raise NotThere
    return one


def require_side(under_way: InspectionChange, one: RecommendationFacts) -> bool:
    """Whether the service answers a recommendation itself. Raises ``NotAllowed`` for whoever else writes of it."""
    own = product_rules().answers_itself(one.to.kind)
    team = under_way.action is Action.RECORD_ANSWER
    if own and team:
        raise NotAllowed(_("The inspected service answers this recommendation itself."))
    if not own and not team:
        raise NotAllowed(
            _("This recommendation is not addressed to your service. The inspection team records its answer.")
        )
    return own


def require_version(row: Any, version: int, theirs: Mapping[str, Any]) -> None:
    """Raise ``Overtaken`` where a row is not the version that was read."""
    if version != row.version:
        by = row.changed_by.name if row.changed_by_id else ""
        message = _("Someone else changed this part of the plan after you opened it.")
        raise Overtaken(message, {**theirs, "version": row.version, "by": by})


def changed(under_way: InspectionChange, plan: ActionPlan) -> int:
    """Count a change of anything in a plan: who decides or publishes names what they read. Gives the new version."""
    plan.version += 1
    plan.changed_by_id = under_way.person
    plan.save()
    return plan.version
