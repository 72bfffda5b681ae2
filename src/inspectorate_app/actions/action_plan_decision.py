"""What the team decides of an action plan: its deadline, whether it is accepted, and what of it is made public."""

import datetime
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import policy
from inspectorate_app.actions.action_plan_change import changed, plan_row, require_version
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.hold import require_none
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import PublicActionPlan
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts

#: The longest remarks on a plan, in characters.
LONGEST = 10_000
Decision = Literal["accepted", "sent_back"]


def set_deadline(actor: Actor, inspection: str, due_on: datetime.date) -> None:
    """Set the day by which the plan is due. Raises ``BadInput`` for a day before publication."""
    with change_in(actor, Action.SET_PLAN_DEADLINE, inspection) as under_way:
        log, published = FaultLog("deadline"), query.published_on(under_way.inspection.pk)
        if published and due_on <= published:
            log.add(_("this is not after publication"), _("enter a later day"), field="due_on")
        log.raise_if_any()
        row = plan_row(under_way)
        before = {"due on": row.due_on.isoformat() if row.due_on else None}
        row.due_on = due_on
        under_way.note("action plan", before=before, after={"due on": due_on.isoformat()})
        changed(under_way, row)


def decide(actor: Actor, inspection: str, *, decision: Decision, remarks: str, version: int) -> None:
    """Accept the plan that was submitted, or send it back with remarks; an accepted one can be sent back too.

    ``version`` is that of the plan that was read. Raises ``BadInput``, ``NotNow`` where none waits, ``Overtaken``.
    """
    with change_in(actor, Action.DECIDE_ACTION_PLAN, inspection) as under_way:
        row, log = plan_row(under_way), FaultLog("decision")
        if decision not in ("accepted", "sent_back"):
            log.add(_("nothing is decided"), _("Select whether you accept the plan"), field="decision")
        needed = decision == "sent_back"
        remarks = remarks.replace("\r\n", "\n")
        remarks = check_text(log, remarks, "remarks", LONGEST, _("the remarks"), needed=needed)
        log.raise_if_any()
        allowed = ("submitted", "accepted") if needed else ("submitted",)
        if row.state not in allowed:
            raise NotNow(_("No plan waits for a decision."))
        require_version(row, version, {})
        last = row.versions.order_by("-number").first()
        if last is None:
            raise NotNow(_("No plan waits for a decision."))
        last.decision, last.remarks = decision, remarks
        last.decided_by_id, last.decided_at = under_way.person, timezone.now()
        last.save()
        before, row.state = {"state": row.state}, decision
        after = {"state": decision, "remarks": kept_out(remarks)}
        under_way.note(f"action plan, submission {last.number}", before=before, after=after)
        changed(under_way, row)
        tell(under_way, "plan_accepted" if decision == "accepted" else "plan_sent_back")


def publish(actor: Actor, inspection: str, *, version: int) -> int:
    """Make public what was answered, how far it is and what was judged, as it stands. Gives the number of this.

    What was public before is replaced, and kept. Raises ``NotNow`` before the plan was accepted, while a legal hold
    stands or a correction is on its way, and ``Overtaken``.
    """
    with change_in(actor, Action.PUBLISH_ACTION_PLAN, inspection) as under_way:
        require_none(under_way.inspection.pk)
        policy.require_no_correction(under_way.inspection.pk)
        row = plan_row(under_way)
        if row.state != "accepted":
            raise NotNow(_("Accept the plan before you publish it."))
        require_version(row, version, {})
        facts = query.plan(facts_of(under_way.inspection))
        content = {str(each.printed): public(each) for each in facts.answers if each.version}
        number = row.published.count() + 1
        PublicActionPlan.objects.create(plan=row, number=number, content=content, published_by_id=under_way.person)
        under_way.note(f"public action plan {number}", after={"recommendations": sorted(map(int, content))})
        changed(under_way, row)
        tell(under_way, "plan_published")
        return number


def public(each: AnswerFacts) -> dict[str, Any]:
    """What anyone may know of an answer: no role or measure, no words of reports, nor on what a judgement rests."""
    return {
        "lasting": each.recommendation.number,
        "response": each.response,
        "reasons": each.reasons,
        "actions": [
            {
                "what": act.what,
                "due_on": act.due_on.isoformat(),
                "state": act.state,
                "reported_on": act.reported_on.isoformat() if act.reported_on else None,
            }
            for act in each.actions
        ],
        "status": each.status,
        "found": each.found,
    }
