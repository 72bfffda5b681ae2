"""To whom a letter goes and which inspections it covers: seen by readers of drafts, said by the lead inspector."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.report.letter import is_letter
from inspectorate_app.actions import letter as actions
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import letter as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.membership import team
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.letter.forms import Addressing
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_DRAFTS)
def letter(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What was said of the letter, and the form to say it."""
    facts = _of_letter(inspection)
    said = query.letter_of(facts)
    names = ("to", "dear", "copies", "version")
    initial = {"units": list(said.units), **{name: getattr(said, name) for name in names}}
    return _shown(request, actor, facts, Addressing(_choices(actor, facts), initial=initial))


@page(Action.SET_LETTER, FORM)
def write(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Save it. Whoever comes here by an address sees the page."""
    facts = _of_letter(inspection)
    if request.method != "POST":
        return redirect("letter", inspection=inspection)
    form = Addressing(_choices(actor, facts), request.POST)
    theirs: Mapping[str, Any] | None = None
    if form.is_valid():
        try:
            actions.address(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            given = request.POST.copy()
            given["version"] = str(theirs["version"])
            form = Addressing(_choices(actor, facts), given)
        else:
            messages.success(request, _("Saved"))
            return redirect("letter", inspection=inspection)
    return _shown(request, actor, facts, form, theirs)


def _of_letter(inspection: str) -> InspectionFacts:
    """An inspection whose edition publishes a letter. Raises ``NotThere``."""
    facts = inspection_of(inspection)
    if not is_letter(edition_used(facts)):
        raise NotThere
    return facts


def _choices(actor: Actor, facts: InspectionFacts) -> tuple[query.Candidate, ...]:
    """The inspections that may be ticked: those that someone may choose, and those that were chosen before."""
    chosen = set(query.letter_of(facts).units)
    allowed = {each.slug for each in actions.may_be_covered(actor, facts)} | chosen
    return tuple(each for each in query.candidates(facts) if each.slug in allowed)


def _shown(
    request: HttpRequest,
    actor: Actor,
    facts: InspectionFacts,
    form: Addressing,
    theirs: Mapping[str, Any] | None = None,
) -> HttpResponse:
    found = query.candidates(facts)
    said = query.letter_of(facts)
    may_say = may(actor, Action.SET_LETTER, facts.slug) and policy.now(Action.SET_LETTER, facts.phase)
    stands = policy.letter_stands(facts) if may_say else ""
    kept_off = list(dict.fromkeys(each.name for each in team(facts.id, facts.organisation) if each.kept_off))
    content = {
        "inspection": facts,
        "form": form,
        "said": said,
        "covered": [each for each in found if each.slug in said.units],
        "choices": {each.slug: each for each in _choices(actor, facts)},
        "left_out": query.left_out(facts),
        "kept_off": kept_off if may_say or may(actor, Action.MANAGE_TEAM, facts.slug) else [],
        "theirs": theirs,
        "stands": stands,
        "may_write": may_say and not stands,
    }
    return render(request, "letter/letter.html", content)
