"""Second readings: drawing a dip sample, choosing a case, the two readings side by side, settling differences."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.assessment.difference import Difference
from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition, printed_code
from inspectorate_app.actions import second_reading as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.reader import require_unblinded, second_readers
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import second_reading as query
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.second_reading import OUTCOMES, Beside
from inspectorate_app.web.assessment.form import choices
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.quality.forms import ChooseForm, DipSampleForm, SettleForm, WithdrawForm
from inspectorate_app.web.quality.overview import STATES, can


@page(Action.CHOOSE_SECOND_READING, FORM)
def dip_sample(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Draw submitted cases for a second reading."""
    facts = inspection_of(inspection)
    candidates = query.assessors_of_candidates(facts.id)
    first = {"seed": f"{inspection}-{len(query.dip_samples(facts.id, {})) + 1}"}
    form = DipSampleForm(request.POST or None, readers=second_readers(facts), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            action.draw(actor, inspection, **form.cleaned_data)
        except BadInput as refused:
            add_faults(form, refused)
        else:
            size = form.cleaned_data["size"]
            messages.success(
                request,
                ngettext(
                    "{size} case drawn and given to second readers",
                    "{size} cases drawn and given to second readers",
                    size,
                ).format(size=size),
            )
            return redirect("quality", inspection=inspection)
    by: dict[str, int] = {}
    for _other, name in candidates.values():
        by[name] = by.get(name, 0) + 1
    content = {"inspection": facts, "form": form, "by": sorted(by.items()), "candidates": len(candidates)}
    return render(request, "quality/dip_sample.html", content, status=422 if form.errors else 200)


@page(Action.CHOOSE_SECOND_READING, FORM)
def choose(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Have one case read a second time."""
    facts = inspection_of(inspection)
    candidates = {number: name for number, (_other, name) in query.assessors_of_candidates(facts.id).items()}
    form = ChooseForm(request.POST or None, readers=second_readers(facts), candidates=candidates)
    if request.method == "POST" and form.is_valid():
        try:
            action.choose(actor, inspection, **form.cleaned_data)
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(
                request,
                _("Case {cleaned_data} given to a second reader").format(cleaned_data=form.cleaned_data["case"]),
            )
            return redirect("quality", inspection=inspection)
    content = {"inspection": facts, "form": form, "candidates": len(candidates)}
    return render(request, "quality/choose.html", content, status=422 if form.errors else 200)


@page(Action.SEE_QUALITY)
def reading(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> HttpResponse:
    """A second reading: how far it is, and, once it is submitted, the two readings side by side."""
    facts = inspection_of(inspection)
    found = second_of(facts, reading)
    require_unblinded(actor, facts, found)
    beside = query.beside(facts, found)
    words, colour = STATES[found.state]
    content = {
        "inspection": facts,
        "reading": found,
        "state": words,
        "colour": colour,
        "beside": beside,
        "sides": sides(edition_used(facts), beside) if beside else [],
        "may_settle": can(actor, Action.SETTLE_DIFFERENCE, facts),
        "may_withdraw": found.is_under_way and can(actor, Action.CHOOSE_SECOND_READING, facts),
        "may_reopen": can(actor, Action.REOPEN_ASSESSMENT, facts),
        "is_mine": found.reader == actor.person,
    }
    return render(request, "quality/second.html", content)


@page(Action.CHOOSE_SECOND_READING, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> HttpResponse:
    """Take a second reading back that was not submitted."""
    facts = inspection_of(inspection)
    found = second_of(facts, reading)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action.withdraw(actor, inspection, reading, **form.cleaned_data)
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(request, _("The second reading of case {case} was taken back").format(case=found.case))
            return redirect("quality", inspection=inspection)
    content = {"inspection": facts, "reading": found, "form": form}
    return render(request, "quality/withdraw.html", content, status=422 if form.errors else 200)


@page(Action.SETTLE_DIFFERENCE, FORM)
def settle(request: HttpRequest, actor: Actor, inspection: str, reading: int, question: str) -> HttpResponse:
    """Settle one difference, with both readings in sight."""
    facts = inspection_of(inspection)
    found = second_of(facts, reading)
    require_unblinded(actor, facts, found)
    beside = query.beside(facts, found)
    side = (
        next((each for each in sides(edition_used(facts), beside) if each["id"] == question), None) if beside else None
    )
    if beside is None or side is None:
        raise NotThere
    stands = beside.settled.get(question)
    initial: dict[str, Any] = {"version": 0}
    if stands:
        initial = {"outcome": stands.outcome, "reason": stands.reason, "version": stands.version}
    form = SettleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _settled(request, actor, inspection, reading, question, form):
        return redirect(
            f"{reverse('quality_second', kwargs={'inspection': inspection, 'reading': reading})}#differences"
        )
    content = {"inspection": facts, "reading": found, "side": side, "form": form}
    return render(request, "quality/settle.html", content, status=422 if form.errors else 200)


def _settled(
    request: HttpRequest, actor: Actor, inspection: str, reading: int, question: str, form: SettleForm
) -> bool:
    try:
        action.settle(actor, inspection, reading, question, **form.cleaned_data)
    except BadInput as refused:
        add_faults(form, refused)
    except Overtaken as overtaken:
        theirs = overtaken.theirs
        told = (
            _(": {outcomes}, by {theirs}").format(outcomes=OUTCOMES[theirs["outcome"]], theirs=theirs["by"])
            if theirs
            else ""
        )
        form.add_error(
            None, _("{overtaken}{told}. Open the page again to see it.").format(overtaken=overtaken, told=told)
        )
    else:
        messages.success(
            request,
            _("{question} settled: {outcomes}").format(
                question=printed_code(question) or "Difference", outcomes=OUTCOMES[form.cleaned_data["outcome"]].lower()
            ),
        )
        return True
    return False


def second_of(facts: InspectionFacts, reading: int) -> ReadingFacts:
    """A second reading of an inspection. Raises ``NotThere``."""
    found = readings.find(facts.id, reading)
    if found is None or found.purpose != "second":
        raise NotThere
    return found


def sides(edition: Edition, beside: Beside) -> list[dict[str, Any]]:
    """Each difference with both answers as people read them, their reasons, and how it was settled."""
    to_correct = {each.question for each in beside.to_correct}
    return [_side(edition, beside, each, each.question in to_correct) for each in beside.comparison.differences]


def _side(edition: Edition, beside: Beside, each: Difference, to_correct: bool) -> dict[str, Any]:
    question = edition.question_by_id[each.question]
    titles: Mapping[str, str] = dict(choices(edition, question))
    settled = beside.settled.get(each.question)
    return {
        "id": each.question,
        "code": question.code,
        "text": question.text,
        "first": titles.get(each.first, each.first),
        "first_reason": beside.first[each.question][1],
        "second": titles.get(each.second, each.second),
        "second_reason": beside.second[each.question][1],
        "settled": settled,
        "outcome": OUTCOMES[settled.outcome] if settled else "",
        "to_correct": to_correct,
    }
