"""Interviews that the service is asked to arrange: its answers, and what the team asks for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import interview as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.service import InterviewFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.service.forms import ArrangeForm, AskForm, DeclineForm
from inspectorate_app.web.service.views import about


@page(Action.SEE_SERVICE_PAGES)
def interviews(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The interviews that the service is asked to arrange."""
    facts = inspection_of(inspection)
    may_answer = policy.now(Action.ANSWER_INTERVIEW, facts.phase)
    shown = about(request, facts) | {"interviews": query.interviews(facts), "may_answer": may_answer}
    return render(request, "service/interviews.html", shown)


@page(Action.ANSWER_INTERVIEW, FORM)
def arrange(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Say when and where an interview will be."""
    facts = inspection_of(inspection)
    wanted = _found(facts, number)
    form = ArrangeForm(sent(request), initial=_initial(wanted))
    overtaken = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            said = {"place": given["place"], "answer": given["answer"], "version": given["version"] or 0}
            action.arrange(actor, inspection, number, held_at=form.held_at(), **said)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as refused:
            overtaken, wanted = True, _found(facts, number)
            form = ArrangeForm(_upon(request, refused))
        else:
            messages.success(request, _("The inspection team was told when and where."))
            return redirect("service_interviews", inspection=inspection)
    shown = about(request, facts) | {"form": form, "wanted": wanted, "overtaken": overtaken}
    return render(request, "service/interview.html", shown, status=409 if overtaken else 200)


@page(Action.ANSWER_INTERVIEW, FORM)
def decline(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Say why an interview cannot be arranged."""
    facts = inspection_of(inspection)
    wanted = _found(facts, number)
    form = DeclineForm(sent(request), initial={"answer": wanted.answer, "version": wanted.version})
    overtaken = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            action.decline(actor, inspection, number, answer=given["answer"], version=given["version"] or 0)
        except Overtaken as refused:
            overtaken, wanted = True, _found(facts, number)
            form = DeclineForm(_upon(request, refused))
        else:
            messages.success(request, _("The inspection team was told why it cannot be arranged."))
            return redirect("service_interviews", inspection=inspection)
    shown = about(request, facts) | {"form": form, "wanted": wanted, "overtaken": overtaken}
    return render(request, "service/decline.html", shown, status=409 if overtaken else 200)


@page(Action.ASK_FOR_INTERVIEWS, FORM)
def ask(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask the service to arrange an interview."""
    facts = inspection_of(inspection)
    policy.require(Action.ASK_FOR_INTERVIEWS, facts.phase)
    form = AskForm(sent(request), initial={"day": facts.fieldwork_from})
    if request.method == "POST" and form.is_valid():
        try:
            action.ask(actor, inspection, Wanted(**form.cleaned_data))
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The service is asked to arrange it."))
            return redirect("inspected_service", inspection=inspection)
    return render(request, "service/ask.html", {"inspection": facts, "form": form})


@page(Action.ASK_FOR_INTERVIEWS, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask before an interview is asked for no more."""
    facts = inspection_of(inspection)
    wanted = _found(facts, number)
    if request.method == "POST":
        action.withdraw(actor, inspection, number)
        messages.success(request, _("The service is not asked for it any more."))
        return redirect("inspected_service", inspection=inspection)
    words = (
        _("Withdraw the interview?"),
        _("{whom}: the service is not asked for it any more.").format(whom=wanted.whom),
        _("Withdraw"),
    )
    which = _("Interview %(number)s") % {"number": number}
    return render(request, "service/confirm.html", {"inspection": facts, "words": words, "which": which})


def _found(facts: InspectionFacts, number: int) -> InterviewFacts:
    wanted = query.interview(facts, number)
    if wanted is None:
        raise NotThere
    return wanted


def _initial(wanted: InterviewFacts) -> dict[str, object]:
    at = timezone.localtime(wanted.held_at) if wanted.held_at else None
    return {
        "day": at.date() if at else wanted.day,
        "time": at.time() if at else "",
        "place": wanted.place,
        "answer": wanted.answer,
        "version": wanted.version,
    }


def _upon(request: HttpRequest, overtaken: Overtaken) -> Any:
    """What was typed, now upon the answer that someone else gave: sending it again replaces theirs, on purpose."""
    return {**request.POST.dict(), "version": overtaken.theirs["version"]}
