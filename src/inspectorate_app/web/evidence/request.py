"""One request: what came for it, and asking for it, again or no more."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import BadInput
from inspectorate.evidence.catalogue import proposals
from inspectorate_app.actions import evidence as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.evidence import RequestFacts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.web.evidence.forms import ProposalsForm, RemarkForm, RequestForm
from inspectorate_app.web.evidence.views import about
from inspectorate_app.web.evidence.wording import names
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_EVIDENCE)
def one(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """What is asked for, by whom it is answered, and every document that came."""
    facts = inspection_of(inspection)
    return render(request, "evidence/request.html", about(facts, actor) | {"asked": found(facts, number)})


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def propose(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Choose from what is usually asked for under the standards of the edition."""
    facts = inspection_of(inspection)
    policy.require(Action.EDIT_EVIDENCE_REQUESTS, facts.phase)
    before = {each.origin for each in query.requests(facts, withdrawn=True)}
    proposed = [each for each in proposals(edition_used(facts), facts.service) if each.origin not in before]
    titles = names(edition_used(facts))
    choices = [(each.origin, each.title) for each in proposed]
    form = ProposalsForm(sent(request), choices=choices, initial={"origins": [origin for origin, _other in choices]})
    if request.method == "POST" and form.is_valid():
        try:
            added = action.propose(actor, inspection, form.cleaned_data["origins"], form.cleaned_data["due_on"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(
                request, ngettext("{added} request added.", "{added} requests added.", added).format(added=added)
            )
            return redirect("evidence", inspection=inspection)
    hints = {
        each.origin: f"{', '.join(titles[one] for one in each.standards)}. {each.why} {each.certainty.capitalize()}."
        for each in proposed
    }
    shown = about(facts, actor) | {"form": form, "proposed": proposed, "hints": hints}
    return render(request, "evidence/propose.html", shown)


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def add(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask for something that nobody proposed."""
    facts = inspection_of(inspection)
    policy.require(Action.EDIT_EVIDENCE_REQUESTS, facts.phase)
    form = RequestForm(sent(request), standards=standards_of(facts))
    if request.method == "POST" and form.is_valid():
        try:
            number = action.add(actor, inspection, _asked(form))
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Request {number} added.").format(number=number))
            return redirect("evidence", inspection=inspection)
    return render(request, "evidence/request_form.html", about(facts, actor) | {"form": form, "asked": None})


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Change what is asked for, why, by when, and who answers."""
    facts = inspection_of(inspection)
    asked = found(facts, number)
    names = ("title", "why", "due_on", "answered_by", "version")
    initial = {name: getattr(asked, name) for name in names} | {"standards": list(asked.standards)}
    form = RequestForm(sent(request), standards=standards_of(facts), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            action.change(actor, inspection, number, _asked(form), form.cleaned_data["version"])
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            form.add_error(
                None, _("{overtaken} Open the request again to see what it is now.").format(overtaken=overtaken)
            )
        else:
            messages.success(request, _("The request was changed."))
            return redirect("evidence_request", inspection=inspection, number=number)
    return render(request, "evidence/request_form.html", about(facts, actor) | {"form": form, "asked": asked})


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask before something is asked for no more."""
    words = (
        _("Withdraw the request?"),
        _("The service is not asked for it any more. What came for it stays."),
        _("Withdraw"),
    )
    return _confirmed(request, actor, inspection, number, words, action.withdraw, _("The request was withdrawn."))


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def accept(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask before what came is accepted."""
    words = (
        _("Accept what came?"),
        _("The service is told that nothing more is needed for this request."),
        _("Accept"),
    )
    return _confirmed(request, actor, inspection, number, words, action.accept, _("What came was accepted."))


@page(Action.EDIT_EVIDENCE_REQUESTS, FORM)
def ask_again(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Say what is missing of what came."""
    facts = inspection_of(inspection)
    asked = found(facts, number)
    form = RemarkForm(sent(request), initial={"remark": asked.remark})
    if request.method == "POST" and form.is_valid():
        action.ask_again(actor, inspection, number, remark=form.cleaned_data["remark"])
        messages.success(request, _("The service was asked again."))
        return redirect("evidence_request", inspection=inspection, number=number)
    return render(request, "evidence/ask_again.html", about(facts, actor) | {"form": form, "asked": asked})


def found(facts: InspectionFacts, number: int) -> RequestFacts:
    """The request that an address names. Raises ``NotThere``."""
    asked = query.request(facts, number)
    if asked is None or asked.state == "withdrawn":
        raise NotThere
    return asked


def standards_of(facts: InspectionFacts) -> list[tuple[str, str]]:
    """The standards of an inspection as a form offers them."""
    standards = edition_used(facts).standards
    here = [each for each in standards if each.service in (None, facts.service or None)]
    return [(each.id, names(edition_used(facts))[each.id]) for each in here]


def _asked(form: RequestForm) -> Asked:
    given: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    return Asked(**(given | {"standards": tuple(given["standards"])}))


def _confirmed(
    request: HttpRequest,
    actor: Actor,
    inspection: str,
    number: int,
    words: tuple[str, str, str],
    do: Callable[[Actor, str, int], None],
    done: str,
) -> HttpResponse:
    facts = inspection_of(inspection)
    asked = found(facts, number)
    if request.method == "POST":
        do(actor, inspection, number)
        messages.success(request, done)
        return redirect("evidence", inspection=inspection)
    return render(request, "evidence/confirm.html", about(facts, actor) | {"asked": asked, "words": words})
