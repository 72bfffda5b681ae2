"""Planning a meeting, changing or cancelling it, and saying that it was held."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import meeting as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.meeting import TAKES_PART, Plan
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.queries import membership
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.meeting import MeetingFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import inspection_of
from inspectorate_app.web.meeting.forms import CancelForm, HeldForm, PlanForm
from inspectorate_app.web.meeting.views import meeting_of
from inspectorate_app.web.page import FORM, page


@page(Action.PLAN_MEETING, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Plan a meeting; a clash of people is told before anything is kept."""
    found = inspection_of(inspection)
    policy.require(Action.PLAN_MEETING, found.phase)
    form = PlanForm(sent(request), team=_team(found), initial={"kind": "meeting", "day": found.fieldwork_from})
    if form.is_bound and form.is_valid():
        try:
            number = action.schedule(actor, inspection, _plan(form))
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The meeting is planned."))
            return redirect("meeting", inspection=inspection, meeting=number)
    return render(request, "meeting/plan.html", {"inspection": found, "form": form, "meeting": None})


@page(Action.PLAN_MEETING, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """Change a meeting."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    policy.require(Action.PLAN_MEETING, found.phase)
    form = PlanForm(sent(request), team=_team(found), initial=_initial(facts))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            action.change_plan(actor, inspection, meeting, _plan(form), version=version)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        except Overtaken as overtaken:
            form = PlanForm(_upon(request, overtaken), team=_team(found))
            form.add_error(
                None,
                _("{overtaken} What you typed stands below. If you save it now, it replaces theirs.").format(
                    overtaken=overtaken
                ),
            )
            status = 409
        else:
            messages.success(request, _("{name} was changed.").format(name=facts.name))
            return redirect("meeting", inspection=inspection, meeting=meeting)
    shown = {"inspection": found, "form": form, "meeting": facts}
    return render(request, "meeting/plan.html", shown, status=status)


@page(Action.PLAN_MEETING, FORM)
def cancel(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """Cancel a meeting, with the reason."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    form = CancelForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            action.cancel(actor, inspection, meeting, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("{name} is cancelled.").format(name=facts.name))
            return redirect("meeting", inspection=inspection, meeting=meeting)
    return render(request, "meeting/cancel.html", {"inspection": found, "form": form, "meeting": facts})


@page(Action.RECORD_MEETING, FORM)
def held(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """Say that a meeting was held, and who came."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    initial = {"attendees": [str(each) for each in facts.attendees], "version": facts.version}
    form = HeldForm(sent(request), initial=initial)
    overtaken = False
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            action.hold(actor, inspection, meeting, attendees=form.cleaned_data["attendees"], version=version)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        except Overtaken as refused:
            overtaken, facts = True, meeting_of(found, meeting)
            form = HeldForm(_upon(request, refused))
        else:
            messages.success(request, _("{name} was held.").format(name=facts.name))
            return redirect("meeting", inspection=inspection, meeting=meeting)
    shown = {"inspection": found, "form": form, "meeting": facts, "overtaken": overtaken}
    return render(request, "meeting/held.html", shown, status=409 if overtaken else 200)


def _plan(form: PlanForm) -> Plan:
    return Plan(**{name: value for name, value in form.cleaned_data.items() if name != "version"})


def _upon(request: HttpRequest, overtaken: Overtaken) -> Any:
    """What was typed, now upon the version that someone else saved."""
    typed = request.POST.copy()
    typed["version"] = str(overtaken.theirs.get("version", 0))
    return typed


def _initial(facts: MeetingFacts) -> dict[str, Any]:
    return {
        "kind": facts.kind.value,
        "title": facts.title,
        "day": facts.slot.day,
        "starts": facts.slot.starts,
        "ends": facts.slot.ends,
        "online": facts.online,
        "place": facts.place,
        "attendees": [str(each) for each in facts.attendees],
        "leads": [each.person for each in facts.leads],
        "takes_notes": [each.person for each in facts.takes_notes],
        "version": facts.version,
    }


def _team(found: InspectionFacts) -> list[tuple[int, str]]:
    """Everyone of the team who may lead a meeting or take notes, once each."""
    members = membership.team(found.id, found.organisation)
    able = {each.person: each.name for each in members if _is_able(each.role, each.active, each.kept_off)}
    return list(able.items())


def _is_able(role: str, active: bool, kept_off: bool) -> bool:
    return active and not kept_off and Role(role) in TAKES_PART
