"""The list of people, one person, and what an administrator may change of them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from inspectorate.errors import BadInput
from inspectorate_app.actions import mail
from inspectorate_app.actions import person as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, Role, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import conflict as conflict_query
from inspectorate_app.store.queries import person as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.person.forms import OFFICE_HINTS, FilterForm, InviteForm, OfficeForm
from inspectorate_app.web.token.wording import ended as tokens_ended


@page(Action.SEE_PEOPLE)
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The people, a page at a time, filtered."""
    asked = FilterForm({"state": "active", **request.GET.dict()})
    chosen = asked.cleaned_data if asked.is_valid() else {"state": "active", "office": "", "letter": ""}
    number = request.GET.get("page", "1")
    found = query.people(**chosen, page=int(number) if number.isdecimal() and len(number) < 7 else 1)
    base = f"?{urlencode(chosen)}&page="
    manages = may(actor, Action.MANAGE_PEOPLE)
    about = {"filter": asked, "found": found, "base": base, "manages": manages}
    return render(request, "person/people.html", about)


@page(Action.SEE_PEOPLE)
def one(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """One person: account, roles in inspections, conflicts of interest."""
    about = {
        "facts": _found(person),
        "second_factor": query.has_second_factor(person),
        "memberships": query.memberships(person),
        "labels": {role.value: role.label for role in Role},
        "conflicts": conflict_query.conflicts(person),
        "manages": may(actor, Action.MANAGE_PEOPLE),
        "self_": person == actor.person,
    }
    return render(request, "person/person.html", about)


@page(Action.MANAGE_PEOPLE, FORM)
@never_cache
def invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Invite someone; the answer is the page with the link, which is shown this once."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            given = form.cleaned_data
            token = action.invite(actor, email=given["email"], name=given["name"], office=given["office"])
        except BadInput as error:
            add_faults(form, error)
        else:
            return _invited(request, token, given["email"], given["name"], given["language"])
    return render(request, "person/invite.html", {"form": form, "hints": OFFICE_HINTS})


@page(Action.MANAGE_PEOPLE)
def invitations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Invitations, the open ones first."""
    return render(request, "person/invitations.html", {"invitations": query.invitations()})


@page(Action.MANAGE_PEOPLE, FORM)
def withdraw(request: HttpRequest, actor: Actor, invitation: int) -> HttpResponse:
    """Ask, then withdraw an invitation."""
    found = query.invitation(invitation)
    if found is None:
        raise NotThere
    if request.method == "POST":
        action.withdraw(actor, invitation)
        messages.success(request, _("The invitation has been withdrawn: its link does not work any more."))
        return redirect("invitations")
    return render(request, "person/withdraw.html", {"invited": found})


@page(Action.MANAGE_PEOPLE, FORM)
def office(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """Another office for someone."""
    facts = _found(person)
    form = OfficeForm(request.POST if request.method == "POST" else None, initial={"office": facts.office})
    if form.is_valid():
        action.change_office(actor, person, form.cleaned_data["office"])
        messages.success(request, _("The office has been changed."))
        return redirect("person", person=person)
    return render(request, "person/office.html", {"form": form, "facts": facts, "hints": OFFICE_HINTS})


@page(Action.MANAGE_PEOPLE, FORM)
def deactivate(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """Ask, then let someone sign in no more."""
    facts = _found(person)
    if request.method == "POST":
        revoked = action.deactivate(actor, person)
        messages.success(
            request,
            _("{name} is signed out and cannot sign in any more.{revoked}").format(
                name=facts.name, revoked=tokens_ended(revoked)
            ),
        )
        return redirect("person", person=person)
    return render(request, "person/deactivate.html", {"facts": facts})


@page(Action.MANAGE_PEOPLE, FORM)
def reactivate(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """Ask, then let someone sign in again."""
    facts = _found(person)
    if request.method == "POST":
        action.reactivate(actor, person)
        messages.success(request, _("{name} can sign in again.").format(name=facts.name))
        return redirect("person", person=person)
    return render(request, "person/reactivate.html", {"facts": facts})


@page(Action.MANAGE_PEOPLE, FORM)
@never_cache
def invite_anew(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    """Ask, then make a link with which someone chooses a new password and sets up their app again."""
    facts = _found(person)
    if request.method == "POST":
        return _invited(request, action.invite_anew(actor, person), facts.email, facts.name, facts.language)
    return render(request, "person/invite_anew.html", {"facts": facts})


def _found(person: int) -> query.PersonFacts:
    facts = query.find(person)
    if facts is None:
        raise NotThere
    return facts


def _invited(request: HttpRequest, token: str, email: str, name: str, language: str) -> HttpResponse:
    from django.urls import reverse

    link = request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))
    until = timezone.localtime(timezone.now() + action.VALID_FOR)
    mailed = mail.invitation(email=email, name=name, link=link, until=timezone.localdate(until), language=language)
    about: dict[str, Any] = {"link": link, "until": until, "mailed": mailed, "email": email, "name": name}
    return render(request, "person/invited.html", about)
