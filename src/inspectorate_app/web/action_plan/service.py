"""The action plan as the inspected service writes it, submits it, and reports on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import action_plan as actions
from inspectorate_app.actions import action_plan_export, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries import public_progress
from inspectorate_app.store.queries.action_plan_check import warnings
from inspectorate_app.web.action_plan import answering
from inspectorate_app.web.action_plan.forms import ReportDays
from inspectorate_app.web.action_plan.room import (
    SERVICE,
    about,
    formats,
    given_out,
    overtaken,
    told,
    version_of,
)
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page


@page(Action.SEE_SERVICE_PAGES)
def plan(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every recommendation that the service answers, with what it wrote and reported; then those to others."""
    facts = inspection_of(inspection)
    found = query.plan(facts)
    shown = about(request, facts, SERVICE) | {
        "plan": found,
        "published": query.published_on(facts.id),
        "public": public_progress.of_inspection(inspection),
        "formats": formats(),
        "may_write": policy.now(Action.WRITE_ACTION_PLAN, facts.phase) and found.writable,
        "may_submit": may(actor, Action.SUBMIT_ACTION_PLAN, inspection),
        "may_report": policy.now(Action.REPORT_ON_ACTION, facts.phase) and found.accepted,
        "may_take": policy.now(Action.TAKE_ACTION_PLAN, facts.phase),
    }
    return render(request, "action_plan/service.html", shown)


@page(Action.WRITE_ACTION_PLAN, FORM)
def answer(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """The response to a recommendation."""
    return answering.answer(request, actor, inspection, recommendation, SERVICE)


@page(Action.WRITE_ACTION_PLAN, FORM)
def new_action(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """An action more."""
    return answering.new_action(request, actor, inspection, recommendation, SERVICE)


@page(Action.WRITE_ACTION_PLAN, FORM)
def edit_action(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """An action changed."""
    return answering.edit_action(request, actor, inspection, action, SERVICE)


@page(Action.WRITE_ACTION_PLAN, FORM)
def remove_action(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """An action taken out."""
    return answering.remove_action(request, actor, inspection, action, SERVICE)


@page(Action.REPORT_ON_ACTION, FORM)
def report(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """How far an action is."""
    return answering.report(request, actor, inspection, action, SERVICE)


@page(Action.WRITE_ACTION_PLAN, FORM)
def days(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The days on which progress is reported."""
    facts = inspection_of(inspection)
    policy.require(Action.WRITE_ACTION_PLAN, facts.phase)
    found = query.plan(facts)
    form = ReportDays(sent(request), initial={"days": found.report_on, "version": found.version})
    if form.is_bound and form.is_valid():
        try:
            actions.report_on(actor, inspection, form.cleaned_data["days"], version=form.cleaned_data["version"])
        except BadInput as error:
            add_faults(form, error)
        except Overtaken:
            overtaken(request)
            return redirect("service_plan_days", inspection=inspection)
        else:
            messages.success(request, _("Days saved"))
            return redirect("service_plan", inspection=inspection)
    return render(request, "action_plan/days.html", about(request, facts, SERVICE) | {"form": form})


@page(Action.SUBMIT_ACTION_PLAN, FORM)
def submit(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask before the plan is submitted, with what it lacks and what may name someone."""
    facts = inspection_of(inspection)
    policy.require(Action.SUBMIT_ACTION_PLAN, facts.phase)
    found = query.plan(facts)
    faults: list[str] = []
    if request.method == "POST":
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() and len(given) < 9 else 0
        try:
            actions.submit(actor, inspection, version=version)
        except BadInput as error:
            faults = told(error)
        except Overtaken:
            overtaken(request)
            return redirect("service_plan_submit", inspection=inspection)
        else:
            messages.success(request, _("The plan was submitted. The lead inspector was told."))
            return redirect("service_plan", inspection=inspection)
    shown = {"plan": found, "faults": faults, "warnings": warnings(facts, found.own)}
    return render(request, "action_plan/submitting.html", about(request, facts, SERVICE) | shown)


@page(Action.SEE_SERVICE_PAGES)
def version(request: HttpRequest, actor: Actor, inspection: str, version: int) -> HttpResponse:
    """A plan as it was submitted, with what was decided of it."""
    facts = inspection_of(inspection)
    one = version_of(query.plan(facts), version)
    return render(request, "action_plan/version.html", about(request, facts, SERVICE) | {"one": one})


@page(Action.TAKE_ACTION_PLAN, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The service's own plan as a file."""
    form = request.POST.get("form", "")
    if form == "csv":
        return given_out(lambda: action_plan_export.table(actor, inspection))
    return given_out(lambda: action_plan_export.document(actor, inspection, form))
