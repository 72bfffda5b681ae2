"""Following what is done about recommendations: reports on actions, and what the inspectorate judges."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.recommendation.action_plan import product_rules
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.actions.action_plan_change import (
    answer_of,
    changed,
    find_action,
    plan_row,
    published,
    reporting_side,
    require_side,
    require_version,
)
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import ActionReport, RecommendationAnswer

#: The longest words of a report or a judgement, in characters.
LONGEST = 4_000


def report(actor: Actor, inspection: str, action: int, *, state: str, words: str, on: datetime.date) -> None:
    """Report how far an action was on a day. What was reported stays; a later report follows it.

    Raises ``BadInput``, ``NotThere``, ``NotAllowed`` for an action that is others' to report on, and ``NotNow`` before
    the plan was accepted.
    """
    with change_in(actor, reporting_side(actor, inspection), inspection) as under_way:
        row = find_action(under_way, action)
        own = require_side(under_way, published(under_way, row.answer.recommendation.number))
        plan = row.answer.plan
        if own and plan.state != "accepted":
            raise NotNow(_("Progress is reported once the lead inspector has accepted the plan."))
        log = FaultLog("report")
        if state not in product_rules().state_by_id:
            log.add(_("no state is chosen"), _("Select how far it is"), field="state")
        words = check_text(log, words.replace("\r\n", "\n"), "words", LONGEST, _("what was done"))
        if on > timezone.localdate():
            log.add(_("this day is still to come"), _("enter today or an earlier day"), field="on")
        last = row.reports.order_by("-pk").first()
        if last is not None and on < last.on:
            log.add(_("there is a report of a later day"), _("enter that day or a later one"), field="on")
        log.raise_if_any()
        ActionReport.objects.create(action=row, state=state, words=words, on=on, reported_by_id=under_way.person)
        after = {"state": state, "on": on.isoformat(), "words": kept_out(words)}
        under_way.note(f"report on action {action}", after=after)
        changed(under_way, plan)
        if own:
            tell(under_way, "progress_reported", number=action)


def judge(actor: Actor, inspection: str, number: int, *, status: str, found: str, evidence: str, version: int) -> int:
    """Judge what was done about the recommendation of a lasting number; a blank status takes a judgement back.

    ``found`` becomes public when the plan is published next, ``evidence`` (on what it rests) never. Gives the new
    version of the answer. Raises ``BadInput``, ``NotThere``, ``Overtaken``.
    """
    with change_in(actor, Action.JUDGE_FOLLOW_UP, inspection) as under_way:
        published(under_way, number)
        plan = plan_row(under_way)
        row = answer_of(under_way, plan, number)
        log = FaultLog("judgement")
        if status and status not in product_statuses().by_id:
            log.add(_("no progress is chosen"), _("Select how much progress was made"), field="status")
        found, evidence = found.replace("\r\n", "\n"), evidence.replace("\r\n", "\n")
        found = check_text(log, found, "found", LONGEST, _("what you found"), needed=bool(status))
        rests = _("what it rests on")
        evidence = check_text(log, evidence, "evidence", LONGEST, rests, needed=bool(status))
        log.raise_if_any()
        require_version(row, version, {"status": row.status, "found": row.found})
        before = _recorded(row) if row.version else None
        row.status, row.found, row.evidence = status, found if status else "", evidence if status else ""
        row.judged_by_id = under_way.person if status else None
        row.judged_at = timezone.now() if status else None
        row.version += 1
        row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"progress on recommendation {number}", before=before, after=_recorded(row))
        changed(under_way, plan)
        return row.version


def _recorded(row: RecommendationAnswer) -> dict[str, Any]:
    return {
        "status": row.status,
        "found": kept_out(row.found),
        "evidence": kept_out(row.evidence),
        "version": row.version,
    }
