"""The names of people: shown one at a time and never without a trace, and deleted for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate_app.actions import name as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import name as query
from inspectorate_app.store.queries.case import CaseFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.page import FORM, POST_ONLY, page
from inspectorate_app.web.sample.views import found


def may_see(actor: Actor, facts: InspectionFacts, case: CaseFacts) -> bool:
    """Whether the name of a case is there, and someone may ask for it."""
    is_theirs = case.allocated_to is not None and case.allocated_to == actor.person
    return case.has_name and (may(actor, Action.SEE_NAMES, facts.slug) or is_theirs)


@page(Action.SEE_INSPECTION, POST_ONLY)
def see(request: HttpRequest, actor: Actor, inspection: str, case: int) -> HttpResponse:
    """Who a case is about. Asked for by a button, since each look is written down; the action says who may."""
    facts = found(inspection)
    identity = action.see_name(actor, inspection, case)
    about = {
        "inspection": facts,
        "case": case,
        "identity": identity,
        "sees_sample": may(actor, Action.SEE_SAMPLE, inspection),
    }
    return render(request, "sample/name.html", about)


@page(Action.DELETE_NAMES, FORM)
def delete(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask, and then delete the names of people in the cases of an inspection."""
    facts = found(inspection)
    sees_sample = may(actor, Action.SEE_SAMPLE, inspection)
    back = reverse("sample", kwargs={"inspection": inspection}) if sees_sample else reverse("home")
    if request.method == "POST":
        deleted = action.delete_names(actor, inspection)
        messages.success(
            request, _("The names of {identities} people were deleted").format(identities=deleted.identities)
        )
        return redirect(back)
    identities, caseloads = query.held(facts.id)
    about = {
        "inspection": facts,
        "identities": identities,
        "caseloads": caseloads,
        "published": facts.phase in query.PUBLISHED,
        "back": back,
    }
    return render(request, "sample/delete_names.html", about)
