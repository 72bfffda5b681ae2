"""The team of an inspection: who has which role, and what allocation must know of them."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.model import Skill
from inspectorate_app.actions import membership as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.team import READERS
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries import membership as team_query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.membership import Member
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import AddForm, ChangeForm, sent
from inspectorate_app.web.inspection.views import inspection_of, may_now
from inspectorate_app.web.page import FORM, page


@page(Action.SEE_INSPECTION)
def team(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Everyone with a role; conflicts inside the organisation for those alone who build the team."""
    found = inspection_of(inspection)
    shown = {
        "inspection": found,
        "members": team_query.team(found.id, found.organisation),
        "labels": {role.value: role.label for role in Role},
        "readers": READERS,
        "skill_titles": {skill.id: skill.title for skill in _skills(found)},
        "may_manage": may_now(actor, Action.MANAGE_TEAM, found),
    }
    return render(request, "inspection/team.html", shown)


@page(Action.MANAGE_TEAM, FORM)
def add(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Give someone a role."""
    found = inspection_of(inspection)
    form = AddForm(sent(request), candidates=team_query.candidates(), skills=_skills(found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            action.add(actor, inspection, **(given | {"role": Role(given["role"])}))
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Added to the team."))
            return redirect("team", inspection=inspection)
    shown = {"inspection": found, "form": form, "panel_apart": settings.PANEL_APART}
    return render(request, "inspection/team_add.html", shown)


@page(Action.MANAGE_TEAM, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, membership: int) -> HttpResponse:
    """Change someone's role, capacity, skills or conflicts."""
    found = inspection_of(inspection)
    member = _member(found, membership)
    form = ChangeForm(sent(request), member=member, skills=_skills(found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            taken = action.change(actor, inspection, membership, **(given | {"role": Role(given["role"])}))
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("{name}’s place in the team was changed.").format(name=member.name))
            if taken:
                numbers = ", ".join(map(str, taken))
                messages.warning(
                    request,
                    _("Cases taken from {name}, to be allocated to someone else: {numbers}.").format(
                        name=member.name, numbers=numbers
                    ),
                )
            return redirect("team", inspection=inspection)
    return render(request, "inspection/team_change.html", {"inspection": found, "member": member, "form": form})


@page(Action.MANAGE_TEAM, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, membership: int) -> HttpResponse:
    """Ask before someone is taken out of the team."""
    found = inspection_of(inspection)
    member = _member(found, membership)
    form = forms.Form(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            action.remove(actor, inspection, membership)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("{name} is no longer {label}.").format(name=member.name, label=Role(member.role).label.lower()),
            )
            return redirect("team", inspection=inspection)
    shown = {"inspection": found, "member": member, "role": Role(member.role).label.lower(), "form": form}
    return render(request, "inspection/team_remove.html", shown)


def _member(found: InspectionFacts, membership: int) -> Member:
    members = team_query.team(found.id, found.organisation)
    member = next((each for each in members if each.id == membership), None)
    if member is None:
        raise NotThere
    return member


def _skills(found: InspectionFacts) -> tuple[Skill, ...]:
    sampling = query.edition_used(found).sampling
    return sampling.skills if sampling else ()
