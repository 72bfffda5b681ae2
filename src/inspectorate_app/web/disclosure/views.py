"""Answering for a text in which a person could be recognised."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import disclosure as actions
from inspectorate_app.actions import letter, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import disclosure_answer as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.disclosure.forms import Answering
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.ANSWER_DISCLOSURE, FORM)
def answer(request: HttpRequest, actor: Actor, inspection: str, fingerprint: str) -> HttpResponse:
    """Say why one text can be published though it tells much of a person, or take that back."""
    facts = inspection_of(inspection)
    told = query.told(facts, letter.evidence(actor, facts))
    places = [each for each in told if each.may_be_answered and each.found.fingerprint == fingerprint]
    if not places:
        raise NotThere
    given = places[0].answer
    form = Answering(
        request.POST if request.method == "POST" else None, initial={"reason": given.reason if given else ""}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.answer(actor, inspection, fingerprint, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Answer saved") if form.cleaned_data["reason"] else _("Answer taken back"))
            return redirect("publication", inspection=inspection)
    return render(
        request, "disclosure/answering.html", {"inspection": facts, "places": places, "given": given, "form": form}
    )


def may_answer(actor: Actor, facts: InspectionFacts) -> bool:
    """Whether someone may answer for a text here now."""
    action = Action.ANSWER_DISCLOSURE
    if not (may(actor, action, facts.slug) and policy.now(action, facts.phase)):
        return False
    return not policy.stands_published(facts)
