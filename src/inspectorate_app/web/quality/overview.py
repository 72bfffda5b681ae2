"""Quality assurance at a glance: second readings and exercises, with what is to be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.actions import permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import audit as names
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import exercise as exercises
from inspectorate_app.store.queries import second_reading as query
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.second_reading import Beside
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.wording import later

#: What a state of a reading is called, and the colour of its tag.
STATES = {
    "waiting": (later("Not yet started"), "blue"),
    "in_progress": (later("In progress"), "yellow"),
    "submitted": (later("Submitted"), ""),
    "withdrawn": (later("Taken back"), "grey"),
}


@page(Action.SEE_QUALITY)
def quality(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Second readings with how far they are, and exercises. Of a case that one read first, only that it is read."""
    facts = inspection_of(inspection)
    found = readings.of_purpose(facts.id, "second")
    beside = query.all_beside(facts, found)
    touched = readings.touched(facts.id, [each.case for each in found if each.case is not None])
    candidates = query.assessors_of_candidates(facts.id)
    rows = [_row(each, beside.get(each.id), actor.person in touched.get(each.case or 0, ())) for each in found]
    drawn = query.dip_samples(facts.id, names.names_of(person for person in _assessors(facts)))
    content = {
        "inspection": facts,
        "rows": rows,
        "to_settle": sum(row["open"] for row in rows),
        "to_correct": sum(row["to_correct"] for row in rows),
        "drawn": drawn,
        "exercises": exercises.of(facts.id),
        "candidates": len(candidates),
        **{name: can(actor, action, facts) for name, action in _MAY.items()},
    }
    return render(request, "quality/quality.html", content)


def can(actor: Actor, action: Action, inspection: InspectionFacts) -> bool:
    """Whether someone may do something in an inspection now."""
    return permission.may(actor, action, inspection.slug) and policy.now(action, inspection.phase)


_MAY = {
    "may_choose": Action.CHOOSE_SECOND_READING,
    "may_run": Action.RUN_EXERCISE,
    "may_see_patterns": Action.SEE_PATTERNS,
    "may_see_training": Action.SEE_TRAINING,
}


def _assessors(inspection: InspectionFacts) -> set[int]:
    return {int(who) for who in query.assessors_drawn(inspection.id)}


def _row(reading: ReadingFacts, beside: Beside | None, hidden: bool) -> dict[str, Any]:
    """``hidden``: whoever looks read the case first, and is told nothing of what came out."""
    words, colour = STATES[reading.state]
    shown = None if hidden else beside
    return {
        "reading": reading,
        "state": words,
        "colour": colour,
        "hidden": hidden,
        "words": shown.comparison.words if shown else "",
        "open": len(shown.open) if shown else 0,
        "to_correct": len(shown.to_correct) if shown else 0,
    }
