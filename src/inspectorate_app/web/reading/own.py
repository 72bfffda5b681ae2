"""One's own blind readings: the list of them, and, once submitted, what others answered beside one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store.queries import blind_reading as query
from inspectorate_app.store.queries import exercise as exercises
from inspectorate_app.store.queries import second_reading, training
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.web.quality.exercise import told as told_of_exercise
from inspectorate_app.web.quality.overview import STATES
from inspectorate_app.web.quality.second import sides
from inspectorate_app.web.quality.training import told as told_of_training
from inspectorate_app.wording import later

PURPOSES = {
    "second": later("Second reading"),
    "exercise": later("Benchmarking exercise"),
    "reference": later("Reference answers of an exercise"),
}


@page(Action.SEE_OWN_READINGS)
def readings(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What was given to whoever asks, with how far it is; and what is recorded of their training."""
    facts = inspection_of(inspection)
    found = query.of_reader(facts.id, actor.person)
    person = actor.person or 0
    content = {
        "inspection": facts,
        "rows": [
            {
                "reading": each,
                "name": name_of(each),
                "purpose": PURPOSES[each.purpose],
                "state": STATES[each.state],
                "beside": may_look(each),
            }
            for each in found
        ],
        "may_see_pattern": may(actor, Action.SEE_OWN_PATTERN, inspection),
        "training": told_of_training(facts, training.records(facts.edition, [person]), person),
        "required": training.required(),
    }
    return render(request, "reading/readings.html", content)


@page(Action.SEE_OWN_READINGS)
def beside(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> HttpResponse:
    """What was answered before, or by others, beside one's own: after submission, and after an exercise is closed."""
    facts = inspection_of(inspection)
    found = own_reading(actor, facts, reading)
    if not may_look(found):
        raise NotThere
    content = {"inspection": facts, "reading": found, "name": name_of(found), **_shown(facts, found)}
    return render(request, "reading/beside.html", content)


def may_look(reading: ReadingFacts) -> bool:
    """Whether its reader may see what others answered."""
    return reading.state == "submitted" and reading.exercise_state in ("", "closed")


def name_of(reading: ReadingFacts) -> str:
    """What a reading is called: its case, or the title of its exercise."""
    return reading.title or _("Case {case}").format(case=reading.case)


def own_reading(actor: Actor, facts: InspectionFacts, reading: int) -> ReadingFacts:
    """A reading that was given to whoever asks. Raises ``NotThere``, or ``NotAllowed`` for that of someone else."""
    found = query.find(facts.id, reading)
    if found is None or found.state == "withdrawn":
        raise NotThere
    if found.reader != actor.person:
        raise NotAllowed(_("This reading was given to someone else."))
    return found


def _shown(facts: InspectionFacts, found: ReadingFacts) -> dict[str, Any]:
    edition = edition_used(facts)
    if found.exercise is not None:
        return {"questions": told_of_exercise(edition, exercises.answered(found.exercise), found.reader)}
    beside = second_reading.beside(facts, found)
    return {"sides": sides(edition, beside) if beside else [], "beside": beside}
