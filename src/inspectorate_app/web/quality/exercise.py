"""Benchmarking exercises: opened, watched without their answers, closed, and then read question by question."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.assessment.difference import compare
from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition
from inspectorate_app.actions import exercise as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.reader import second_readers
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import exercise as query
from inspectorate_app.store.queries.exercise import Answered, ExerciseFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.web.assessment.form import choices
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.quality.forms import ExerciseForm
from inspectorate_app.web.quality.overview import STATES, can


@page(Action.RUN_EXERCISE, FORM)
def opening(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Open an exercise for some of the team."""
    facts = inspection_of(inspection)
    standards = [(each.id, each.heading) for each in edition_used(facts).standards if each.kind == "case"]
    others = [each for each in second_readers(facts) if each.person != actor.person]
    form = ExerciseForm(request.POST or None, readers=others, standards=standards)
    if request.method == "POST" and form.is_valid():
        try:
            made = action.open_exercise(actor, inspection, **form.cleaned_data)
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(request, _("Exercise opened"))
            return redirect("exercise", inspection=inspection, exercise=made)
    content = {"inspection": facts, "form": form}
    return render(request, "quality/exercise_open.html", content, status=422 if form.errors else 200)


@page(Action.SEE_QUALITY)
def exercise(request: HttpRequest, actor: Actor, inspection: str, exercise: int) -> HttpResponse:
    """Who takes part and how far they are; once it is closed, what they answered, and how far they agree."""
    facts = inspection_of(inspection)
    found = _found(facts, exercise)
    answered = query.answered(exercise)
    taking_part = readings.of_exercise(exercise)
    by_person = may(actor, Action.SEE_PATTERNS, inspection)
    content = {
        "inspection": facts,
        "exercise": found,
        "people": [
            {
                "name": each.reader_name,
                "purpose": _("Reference answers") if each.purpose == "reference" else _("Takes part"),
                "state": STATES[each.state],
                "beside": _beside_reference(answered, each.reader) if by_person and each.purpose == "exercise" else "",
            }
            for each in taking_part
        ],
        "has_reference": any(each.reference for each in answered),
        "by_person": by_person and found.state == "closed",
        "questions": told(edition_used(facts), answered),
        "may_close": found.state == "open" and can(actor, Action.RUN_EXERCISE, facts),
        "mine": next((each for each in taking_part if each.reader == actor.person and each.is_under_way), None),
    }
    return render(request, "quality/exercise.html", content)


@page(Action.RUN_EXERCISE, FORM)
def close(request: HttpRequest, actor: Actor, inspection: str, exercise: int) -> HttpResponse:
    """Ask before an exercise is closed."""
    facts = inspection_of(inspection)
    found = _found(facts, exercise)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            action.close(actor, inspection, exercise)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Exercise closed"))
            return redirect("exercise", inspection=inspection, exercise=exercise)
    content = {"inspection": facts, "exercise": found, "form": form}
    return render(request, "quality/exercise_close.html", content, status=422 if form.errors else 200)


def told(edition: Edition, answered: tuple[Answered, ...], reader: int | None = None) -> list[dict[str, Any]]:
    """What was answered to each question, in the order of the edition; with the answer of one ``reader`` apart."""
    by_question = {each.question: each for each in answered}
    found = []
    for name, question in edition.question_by_id.items():
        each = by_question.get(name)
        if each is None:
            continue
        titles: Mapping[str, str] = dict(choices(edition, question))
        number = sum(each.answers.values())
        found.append(
            {
                "name": question.heading,
                "text": question.text,
                "answers": [f"{titles.get(answer, answer)}: {count}" for answer, count in sorted(each.answers.items())],
                "all_agree": number > 1 and len(each.answers) == 1,
                "compared": number,
                "reference": titles.get(each.reference, each.reference),
                "own": titles.get(each.by_reader.get(reader, ""), "") if reader is not None else "",
            }
        )
    return found


def _beside_reference(answered: tuple[Answered, ...], reader: int) -> str:
    reference = {each.question: each.reference for each in answered}
    own = {each.question: each.by_reader.get(reader, "") for each in answered}
    return compare(reference, reference, own).words


def _found(facts: InspectionFacts, exercise: int) -> ExerciseFacts:
    found = query.find(facts.id, exercise)
    if found is None:
        raise NotThere
    return found
