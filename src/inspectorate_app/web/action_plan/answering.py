"""Writing an answer, its actions and reports: by the inspected service, and by the team for others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import action_plan as actions
from inspectorate_app.actions import action_progress, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.action_plan.forms import Acting, Answering, Reporting
from inspectorate_app.web.action_plan.room import SERVICE, Side, about, action_of, answer_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import inspection_of


@dataclass(frozen=True)
class Kept:
    """A form that is saved: its template, what saves it, what its page knows, and where it leads with which words."""

    template: str
    form: forms.Form
    save: Callable[[], None]
    shown: Mapping[str, Any]
    done: str
    words: str


def answer(request: HttpRequest, actor: Actor, inspection: str, number: int, side: Side) -> HttpResponse:
    """The response to a recommendation, with its reasons."""
    facts = _open(inspection, side)
    one = answer_of(facts, number)
    form = Answering(sent(request), initial={"response": one.response, "reasons": one.reasons, "version": one.version})

    def save() -> None:
        actions.respond(actor, inspection, number, **form.cleaned_data)

    shown = about(request, facts, side) | {"one": one}
    done = reverse(side.first, kwargs={"inspection": inspection}) + f"#recommendation-{number}"
    return _saved(request, Kept("answering", form, save, shown, done, _("Answer saved")))


def new_action(request: HttpRequest, actor: Actor, inspection: str, number: int, side: Side) -> HttpResponse:
    """An action more."""
    facts = _open(inspection, side)
    one = answer_of(facts, number)
    form = Acting(sent(request), initial={"version": 0})

    def save() -> None:
        actions.add_action(actor, inspection, number, form.wanted)

    shown = about(request, facts, side) | {"one": one, "action": None}
    done = reverse(side.first, kwargs={"inspection": inspection}) + f"#recommendation-{number}"
    return _saved(request, Kept("acting", form, save, shown, done, _("Action added")))


def edit_action(request: HttpRequest, actor: Actor, inspection: str, action: int, side: Side) -> HttpResponse:
    """An action changed; who saved meanwhile is not overwritten unseen."""
    facts = _open(inspection, side)
    one, act = action_of(query.plan(facts), action)
    start = {"what": act.what, "who": act.who, "due_on": act.due_on, "measure": act.measure, "version": act.version}
    form = Acting(sent(request), initial=start)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change_action(actor, inspection, action, form.wanted, version=version)

    shown = about(request, facts, side) | {"one": one, "action": act}
    done = reverse(side.first, kwargs={"inspection": inspection}) + f"#recommendation-{one.recommendation.number}"
    return _saved(request, Kept("acting", form, save, shown, done, _("Action saved")))


def remove_action(request: HttpRequest, actor: Actor, inspection: str, action: int, side: Side) -> HttpResponse:
    """Ask before an action is taken out."""
    facts = _open(inspection, side)
    one, act = action_of(query.plan(facts), action)
    if request.method == "POST":
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() and len(given) < 9 else 0
        try:
            actions.remove_action(actor, inspection, action, version=version)
        except Overtaken:
            messages.warning(request, _("Someone else changed it meanwhile. Read it again before you take it out."))
            return redirect(side.route("action_remove"), inspection=inspection, action=action)
        messages.success(request, _("The action was taken out"))
        return redirect(side.first, inspection=inspection)
    return render(request, "action_plan/removing.html", about(request, facts, side) | {"one": one, "action": act})


def report(request: HttpRequest, actor: Actor, inspection: str, action: int, side: Side) -> HttpResponse:
    """How far an action is."""
    facts = inspection_of(inspection)
    policy.require(Action.REPORT_ON_ACTION if side is SERVICE else Action.RECORD_ANSWER, facts.phase)
    one, act = action_of(query.plan(facts), action)
    form = Reporting(sent(request), initial={"on": timezone.localdate()})

    def save() -> None:
        action_progress.report(actor, inspection, action, **form.cleaned_data)

    shown = about(request, facts, side) | {"one": one, "action": act}
    done = reverse(side.first, kwargs={"inspection": inspection}) + f"#recommendation-{one.recommendation.number}"
    return _saved(request, Kept("reporting", form, save, shown, done, _("Report saved")))


def _saved(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page of a form, or the way on once it was saved; what someone else saved meanwhile is shown beside it."""
    form, theirs = kept.form, None
    if form.is_bound and form.is_valid():
        try:
            kept.save()
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as refused:
            theirs = refused.theirs
            form = type(form)({**request.POST.dict(), "version": theirs["version"]})
        else:
            messages.success(request, kept.words)
            return redirect(kept.done)
    shown = {**kept.shown, "form": form, "theirs": theirs}
    return render(request, f"action_plan/{kept.template}.html", shown, status=409 if theirs else 200)


def _open(inspection: str, side: Side) -> InspectionFacts:
    """The inspection, while its recommendations are answered. Raises ``NotNow``."""
    facts = inspection_of(inspection)
    policy.require(Action.WRITE_ACTION_PLAN if side is SERVICE else Action.RECORD_ANSWER, facts.phase)
    return facts
