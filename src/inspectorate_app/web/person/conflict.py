"""Conflicts of interest on pages: declared for oneself or for others, and ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import conflict as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import conflict as query
from inspectorate_app.store.queries import person as person_query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.person.forms import ConflictForm


@page(Action.USE_OWN_ACCOUNT, FORM)
def declare_own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Declare a conflict of one's own."""
    return _declare(request, actor, actor.person or 0, reverse("account"))


@page(Action.DECLARE_CONFLICT, FORM)
def declare(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """Declare someone's conflict."""
    return _declare(request, actor, person, reverse("person", kwargs={"person": person}))


@page(Action.DECLARE_CONFLICT, FORM)
def end(request: HttpRequest, actor: Actor, person: int, conflict: int) -> HttpResponse:
    """Ask, then end a conflict."""
    found = next((each for each in query.conflicts(person) if each.id == conflict and each.ended_at is None), None)
    if found is None:
        raise NotThere
    if request.method == "POST":
        action.end(actor, conflict)
        messages.success(request, _("The conflict of interest has ended."))
        return redirect("person", person=person)
    return render(request, "person/conflict_end.html", {"facts": person_query.find(person), "conflict": found})


def _declare(request: HttpRequest, actor: Actor, person: int, back: str) -> HttpResponse:
    facts = person_query.find(person)
    if facts is None:
        raise NotThere
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            action.declare(actor, person=person, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The conflict of interest has been declared."))
            return redirect(back)
    about = {"form": form, "facts": facts, "own": person == actor.person, "back_to": back}
    return render(request, "person/conflict.html", about)
