"""Action plans and recommendations as files: a document, and CSV for spreadsheets."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import timezone

from inspectorate.inspection import Phase
from inspectorate.report.action_plan import ActionPlanFacts, action_plan
from inspectorate.report.document import Document
from inspectorate.report.file_format import FORMATS
from inspectorate.report.house import product_house
from inspectorate.tabular import csv_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change, change_in
from inspectorate_app.actions.draft import Copy
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.actions.result import File
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries import open_recommendation, recommendation
from inspectorate_app.store.queries.action_plan import PlanFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.open_recommendation import Filter
from inspectorate_app.store.queries.recommendation_answer import AnswerFacts, as_answered

CSV = "text/csv; charset=utf-8"
#: A row for each action, and one for each recommendation without any.
COLUMNS = (
    *("inspection", "unit", "region", "phase", "number", "addressee", "recommendation", "response", "reasons"),
    *("action", "who", "due_on", "measure", "state", "reported_on", "status", "found"),
)
_RECOMMENDED = ("number", "state", "addressee", "addressed_as", "recommendation", "findings", "withdrawn_because")


def document(actor: Actor, inspection: str, form: str) -> Copy:
    """The plan as it stands as a document in a format; the service has its own part of it alone.

    Raises ``NotThere`` for a format that there is not, and ``BadInput`` where a text holds what it cannot carry.
    """
    with change_in(actor, _as(actor, inspection), inspection) as under_way:
        written_in = FORMATS.get(form)
        if written_in is None or not written_in.takes("action-plan"):
            raise NotThere
        facts = facts_of(under_way.inspection)
        plan = query.plan(facts)
        written = _document(facts, plan, _shown(under_way, plan))
        under_way.note("action plan", after={"format": form})
        return Copy(f"{facts.slug}-action-plan.{form}", written_in.content_type, written_in.write(written))


def table(actor: Actor, inspection: str) -> File:
    """The recommendations of an inspection with their answers and actions, as CSV; the service has its own alone."""
    with change_in(actor, _as(actor, inspection), inspection) as under_way:
        facts = facts_of(under_way.inspection)
        answers = _shown(under_way, query.plan(facts))
        rows = [row for each in answers for row in _rows(facts, each)]
        under_way.note("action plan", after={"format": "csv", "rows": len(rows)})
        return File(f"{facts.slug}-action-plan.csv", CSV, csv_text(COLUMNS, rows))


def open_table(actor: Actor, wanted: Filter) -> File:
    """The open recommendations of every inspection, as CSV."""
    with change(actor, Action.EXPORT_OPEN_RECOMMENDATIONS) as under_way:
        found = open_recommendation.open_recommendations(wanted, timezone.localdate())
        rows = [row | {"overdue": each.overdue} for each in found for row in _rows(each.inspection, each.answer)]
        under_way.note("open recommendations", after={"format": "csv", "rows": len(rows)})
        return File("open-recommendations.csv", CSV, csv_text((*COLUMNS, "overdue"), rows))


def recommendations(actor: Actor, inspection: str) -> File:
    """Every recommendation of an inspection, those proposed and withdrawn among them, as CSV."""
    with change_in(actor, Action.EXPORT_RECOMMENDATIONS, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        found = [
            *(("printed", each) for each in recommendation.standing(facts)),
            *(("proposed", each) for each in recommendation.proposed(facts)),
            *(("withdrawn", each) for each in recommendation.withdrawn(facts)),
        ]
        rows = [
            {
                "number": each.printed,
                "state": state,
                "addressee": each.to.kind,
                "addressed_as": each.to.name,
                "recommendation": each.text,
                "findings": "; ".join(str(ground.number) for ground in each.rests_on if not ground.withdrawn),
                "withdrawn_because": each.withdrawn_reason,
            }
            for state, each in found
        ]
        under_way.note("recommendations", after={"format": "csv", "rows": len(rows)})
        return File(f"{facts.slug}-recommendations.csv", CSV, csv_text(_RECOMMENDED, rows))


def _as(actor: Actor, inspection: str) -> Action:
    """By which action someone takes a plan away: as the team, or as the inspected service."""
    own = may(actor, Action.TAKE_ACTION_PLAN, inspection)
    return Action.TAKE_ACTION_PLAN if own else Action.EXPORT_ACTION_PLAN


def _shown(under_way: InspectionChange, facts: PlanFacts) -> tuple[AnswerFacts, ...]:
    """What whoever takes it away may see: the service its own, without judgements that may not be public yet."""
    if under_way.action is Action.TAKE_ACTION_PLAN:
        return tuple(replace(each, status="", found="", evidence="") for each in facts.own)
    return facts.answers


def _document(facts: InspectionFacts, plan: PlanFacts, answers: Iterable[AnswerFacts]) -> Document:
    given = ActionPlanFacts(
        unit=facts.unit,
        publisher=product_house().publisher.name,
        published=query.published_on(facts.id),
        state=plan.label.lower(),
        as_of=timezone.localdate(),
        answers=[as_answered(each) for each in answers],
        report_on=plan.report_on,
    )
    return action_plan(given)


def _rows(facts: InspectionFacts, each: AnswerFacts) -> list[dict[str, Any]]:
    one = each.recommendation
    about = {
        "inspection": facts.slug,
        "unit": facts.unit,
        "region": facts.region,
        "phase": Phase(facts.phase).value,
        "number": each.printed,
        "addressee": one.to.name,
        "recommendation": one.text,
        "response": each.response,
        "reasons": each.reasons,
        "status": each.status,
        "found": each.found,
    }
    if not each.actions:
        blank = dict.fromkeys(("action", "who", "due_on", "measure", "state", "reported_on"), "")
        return [about | blank]
    return [
        about
        | {
            "action": act.what,
            "who": act.who,
            "due_on": act.due_on.isoformat(),
            "measure": act.measure,
            "state": act.state,
            "reported_on": act.reported_on.isoformat() if act.reported_on else "",
        }
        for act in each.actions
    ]
