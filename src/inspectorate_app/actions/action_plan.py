"""Action plans: what is answered to each recommendation, the actions, the days of reports, and submitting the whole.

The inspected service writes of what is addressed to it; what others answer, the team records.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.actions.action_plan_change import (
    action_row,
    answer_row,
    changed,
    plan_row,
    require_version,
    side,
)
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import ActionPlanVersion, PlannedAction, RecommendationAnswer
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.action_plan import PlanFacts
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts

#: The longest text of a plan, and the longest name of a role, in characters.
LONGEST, LONGEST_WHO = 4_000, 200
#: The most actions of one recommendation, and the most days of reports: more is no plan that anyone follows.
MOST_ACTIONS, MOST_DAYS = 30, 24


@dataclass(frozen=True)
class Wanted:
    """An action as it is to be: what, who by role, by when, how success is measured."""

    what: str
    who: str
    due_on: datetime.date
    measure: str


def respond(actor: Actor, inspection: str, number: int, *, response: str, reasons: str, version: int) -> int:
    """Answer the recommendation of a lasting number; ``version`` is that of the answer, 0 for the first.

    Gives the new version. Raises ``BadInput``, ``NotThere``, ``NotAllowed`` for one that is others' to answer,
    ``NotNow`` while a submitted plan waits or stands, ``Overtaken``.
    """
    with change_in(actor, side(actor, inspection), inspection) as under_way:
        row = answer_row(under_way, number)
        log, known = FaultLog("answer"), product_rules().response_by_id.get(response)
        if known is None:
            log.add(_("no response is chosen"), _("Select a response"), field="response")
        reasons = check_text(log, _lines(reasons), "reasons", LONGEST, _("the reasons"), needed=False)
        if known is not None and known.needs_reasons and not reasons:
            log.add(_("no reasons are given"), _("enter why you do not agree, or not with all"), field="reasons")
        log.raise_if_any()
        require_version(row, version, {"response": row.response, "reasons": row.reasons})
        before = _answer_recorded(row) if row.version else None
        row.response, row.reasons = response, reasons
        row.version += 1
        row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"answer to recommendation {number}", before=before, after=_answer_recorded(row))
        changed(under_way, row.plan)
        return row.version


def add_action(actor: Actor, inspection: str, number: int, wanted: Wanted) -> int:
    """Add an action to the answer to a recommendation. Gives its number in the plan. Raises as ``respond``."""
    with change_in(actor, side(actor, inspection), inspection) as under_way:
        answer = answer_row(under_way, number)
        wanted = _checked(wanted)
        if not answer.response:
            raise NotNow(_("Choose the response first, then add what will be done."))
        if answer.actions.count() >= MOST_ACTIONS:
            raise NotNow(_("A recommendation has {count} actions at most.").format(count=MOST_ACTIONS))
        rows = PlannedAction.objects.filter(answer__plan=answer.plan)
        last = rows.order_by("-number").values_list("number", flat=True).first() or 0
        row = PlannedAction(answer=answer, number=last + 1, version=0)
        return _save_action(under_way, row, wanted, None)


def change_action(actor: Actor, inspection: str, action: int, wanted: Wanted, *, version: int) -> int:
    """Change an action of the ``version`` that was read. Gives its number. Raises as ``respond``."""
    with change_in(actor, side(actor, inspection), inspection) as under_way:
        row = action_row(under_way, action)
        wanted = _checked(wanted)
        require_version(row, version, {"what": row.what, "who": row.who, "measure": row.measure})
        return _save_action(under_way, row, wanted, _action_recorded(row))


def remove_action(actor: Actor, inspection: str, action: int, *, version: int) -> None:
    """Take an action out of a plan that is still written. Raises as ``respond``, and ``NotNow`` once it was reported
    on: what was said of it stays.
    """
    with change_in(actor, side(actor, inspection), inspection) as under_way:
        row = action_row(under_way, action)
        require_version(row, version, {"what": row.what})
        if row.reports.exists():
            raise NotNow(_("Progress was reported on this action. Change it instead of taking it out."))
        under_way.note(f"action {action}", before=_action_recorded(row))
        plan = row.answer.plan
        row.delete()
        changed(under_way, plan)


def report_on(actor: Actor, inspection: str, days: Collection[datetime.date], *, version: int) -> int:
    """Set the days on which progress is reported; ``version`` is that of the plan. Gives the new one.

    Raises ``BadInput``, ``NotNow``, ``Overtaken``.
    """
    with change_in(actor, Action.WRITE_ACTION_PLAN, inspection) as under_way:
        plan = plan_row(under_way, writing=True)
        log, wanted = FaultLog("days"), sorted(set(days))
        published = query.published_on(under_way.inspection.pk)
        if not wanted:
            log.add(_("no day is given"), _("enter a day at least"), field="days")
        elif len(wanted) > MOST_DAYS:
            log.add(_("these are too many days"), _("enter {count} at most").format(count=MOST_DAYS), field="days")
        elif published and wanted[0] <= published:
            log.add(_("a day is before the report was published"), _("enter later days"), field="days")
        log.raise_if_any()
        require_version(plan, version, {"days": plan.report_on})
        before = {"report on": plan.report_on}
        plan.report_on = [day.isoformat() for day in wanted]
        under_way.note("action plan", before=before, after={"report on": plan.report_on})
        return changed(under_way, plan)


def submit(actor: Actor, inspection: str, *, version: int) -> int:
    """Submit the plan as it stands, for the lead inspector to accept or send back. Gives its number.

    ``version`` is that of the plan that was read. Raises ``BadInput`` with all that it lacks, ``NotNow``,
    ``Overtaken``.
    """
    with change_in(actor, Action.SUBMIT_ACTION_PLAN, inspection) as under_way:
        row = plan_row(under_way, writing=True)
        facts = query.plan(facts_of(under_way.inspection))
        _require_whole(facts)
        require_version(row, version, {})
        number = row.versions.count() + 1
        content = {"report_on": row.report_on, "answers": {str(each.printed): told(each) for each in facts.own}}
        ActionPlanVersion.objects.create(plan=row, number=number, content=content, submitted_by_id=under_way.person)
        before, row.state = {"state": row.state}, "submitted"
        under_way.note(f"action plan, submission {number}", before=before, after={"state": row.state})
        changed(under_way, row)
        tell(under_way, "plan_submitted")
        return number


def ask(under_way: InspectionChange) -> None:
    """Part of publishing, and of its transaction: tell the service that its recommendations wait for an answer."""
    plan = query.plan(facts_of(under_way.inspection))
    if plan.own and not plan.version:
        tell(under_way, "plan_asked")


def told(each: AnswerFacts) -> dict[str, Any]:
    """An answer as a version keeps it."""
    return {
        "lasting": each.recommendation.number,
        "to": each.recommendation.to.name,
        "recommendation": each.recommendation.text,
        "response": each.response,
        "reasons": each.reasons,
        "actions": [
            {
                "number": act.number,
                "what": act.what,
                "who": act.who,
                "due_on": act.due_on.isoformat(),
                "measure": act.measure,
            }
            for act in each.actions
        ],
    }


def _require_whole(facts: PlanFacts) -> None:
    log = FaultLog("action plan")
    if not facts.own:
        log.add(_("no recommendation is addressed to you"), _("nothing has to be submitted"))
    mends = {
        "response": (_("recommendation {number} has no response"), _("choose one")),
        "reasons": (_("the response to recommendation {number} has no reasons"), _("say why")),
        "actions": (_("recommendation {number} has no action"), _("say what will be done")),
    }
    for number, lack in facts.lacking:
        problem, mend = mends[lack]
        log.add(problem.format(number=number), mend, field=f"recommendation-{number}")
    if facts.own and not facts.report_on:
        log.add(_("the plan names no day on which you report"), _("enter a day at least"), field="days")
    log.raise_if_any()


def _checked(wanted: Wanted) -> Wanted:
    log = FaultLog("action")
    what = check_text(log, _lines(wanted.what), "what", LONGEST, _("what will be done"))
    who = check_text(log, wanted.who, "who", LONGEST_WHO, _("who does it"))
    measure = check_text(log, _lines(wanted.measure), "measure", LONGEST, _("how success is measured"))
    log.raise_if_any()
    return Wanted(what, who, wanted.due_on, measure)


def _save_action(under_way: InspectionChange, row: PlannedAction, wanted: Wanted, before: dict[str, Any] | None) -> int:
    row.what, row.who, row.due_on, row.measure = wanted.what, wanted.who, wanted.due_on, wanted.measure
    row.version += 1
    row.changed_by_id = under_way.person
    row.save()
    under_way.note(f"action {row.number}", before=before, after=_action_recorded(row))
    changed(under_way, row.answer.plan)
    return row.number


def _answer_recorded(row: RecommendationAnswer) -> dict[str, Any]:
    """What the audit trail keeps: of what was typed a digest, since someone may be named in it."""
    return {"response": row.response, "reasons": kept_out(row.reasons), "version": row.version}


def _action_recorded(row: PlannedAction) -> dict[str, Any]:
    return {
        "recommendation": row.answer.recommendation.number,
        "what": kept_out(row.what),
        "who": kept_out(row.who),
        "due on": row.due_on.isoformat(),
        "measure": kept_out(row.measure),
        "version": row.version,
    }


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
