"""The action plan as the team sees it: answers, decisions, judgements, and what is made public."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.actions import action_plan_decision as decisions
from inspectorate_app.actions import action_plan_export, action_progress, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.action_plan_check import warnings
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.action_plan import answering
from inspectorate_app.web.action_plan.forms import Deciding, JudgingFollowUp, PlanDeadline
from inspectorate_app.web.action_plan.room import (
    TEAM,
    about,
    answer_of,
    formats,
    given_out,
    overtaken,
    version_of,
)
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page


@page(Action.SEE_ACTION_PLAN)
def plan(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every recommendation with its answer, actions, reports and judgement."""
    facts = inspection_of(inspection)
    found = query.plan(facts)
    shown = about(request, facts, TEAM) | {
        "plan": found,
        "published": query.published_on(facts.id),
        "formats": formats(),
        "may_set_deadline": _allows(actor, Action.SET_PLAN_DEADLINE, facts) and not found.accepted,
        "may_record": _allows(actor, Action.RECORD_ANSWER, facts),
        "may_decide": _allows(actor, Action.DECIDE_ACTION_PLAN, facts) and found.state in ("submitted", "accepted"),
        "may_judge": _allows(actor, Action.JUDGE_FOLLOW_UP, facts),
        "may_publish": _allows(actor, Action.PUBLISH_ACTION_PLAN, facts) and found.accepted,
        "not_now": policy.correction_under_way(facts.id),
        "may_export": _allows(actor, Action.EXPORT_ACTION_PLAN, facts),
    }
    return render(request, "action_plan/action_plan.html", shown)


@page(Action.RECORD_ANSWER, FORM)
def answer(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """What someone answered who does not answer here."""
    return answering.answer(request, actor, inspection, recommendation, TEAM)


@page(Action.RECORD_ANSWER, FORM)
def new_action(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """An action more of someone who does not answer here."""
    return answering.new_action(request, actor, inspection, recommendation, TEAM)


@page(Action.RECORD_ANSWER, FORM)
def edit_action(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """An action changed."""
    return answering.edit_action(request, actor, inspection, action, TEAM)


@page(Action.RECORD_ANSWER, FORM)
def remove_action(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """An action taken out."""
    return answering.remove_action(request, actor, inspection, action, TEAM)


@page(Action.RECORD_ANSWER, FORM)
def report(request: HttpRequest, actor: Actor, inspection: str, action: int) -> HttpResponse:
    """How far an action is, as someone told who does not report here."""
    return answering.report(request, actor, inspection, action, TEAM)


@page(Action.SET_PLAN_DEADLINE, FORM)
def deadline(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """By when the plan is due."""
    facts = inspection_of(inspection)
    policy.require(Action.SET_PLAN_DEADLINE, facts.phase)
    found = query.plan(facts)
    form = PlanDeadline(sent(request), initial={"due_on": found.due_on})
    if form.is_bound and form.is_valid():
        try:
            decisions.set_deadline(actor, inspection, form.cleaned_data["due_on"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Deadline saved"))
            return redirect("action_plan", inspection=inspection)
    return render(request, "action_plan/deadline.html", about(request, facts, TEAM) | {"form": form, "plan": found})


@page(Action.DECIDE_ACTION_PLAN, FORM)
def decide(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Accept the plan, or send it back with remarks."""
    facts = inspection_of(inspection)
    policy.require(Action.DECIDE_ACTION_PLAN, facts.phase)
    found = query.plan(facts)
    start = {"version": found.version, "decision": "sent_back" if found.accepted else ""}
    form = Deciding(sent(request), initial=start)
    if form.is_bound and form.is_valid():
        try:
            decisions.decide(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken:
            overtaken(request)
            return redirect("plan_decide", inspection=inspection)
        else:
            is_accepted = form.cleaned_data["decision"] == "accepted"
            words = _("The plan was accepted. The service was told.")
            messages.success(
                request, words if is_accepted else _("The plan was sent back. The service reads your remarks.")
            )
            return redirect("action_plan", inspection=inspection)
    shown = {"form": form, "plan": found, "warnings": warnings(facts, found.own)}
    return render(request, "action_plan/deciding.html", about(request, facts, TEAM) | shown)


@page(Action.JUDGE_FOLLOW_UP, FORM)
def judge(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """What was done about a recommendation, as the inspectorate judges it."""
    facts = inspection_of(inspection)
    policy.require(Action.JUDGE_FOLLOW_UP, facts.phase)
    one = answer_of(facts, recommendation)
    start = {"status": one.status, "found": one.found, "evidence": one.evidence, "version": one.version}
    form, theirs = JudgingFollowUp(sent(request), initial=start), None
    if form.is_bound and form.is_valid():
        try:
            action_progress.judge(actor, inspection, recommendation, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as refused:
            theirs = refused.theirs
            form = JudgingFollowUp({**request.POST.dict(), "version": theirs["version"]})
        else:
            messages.success(request, _("Judgement saved"))
            return redirect(
                reverse("action_plan", kwargs={"inspection": inspection}) + f"#recommendation-{recommendation}"
            )
    shown = {"form": form, "one": one, "theirs": theirs, "statuses": product_statuses()}
    content = about(request, facts, TEAM) | shown
    return render(request, "action_plan/judging.html", content, status=409 if theirs else 200)


@page(Action.PUBLISH_ACTION_PLAN, FORM)
def publish(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What anyone will read, and what of it may name someone, before it is published."""
    facts = inspection_of(inspection)
    policy.require(Action.PUBLISH_ACTION_PLAN, facts.phase)
    policy.require_no_correction(facts.id)
    found = query.plan(facts)
    if request.method == "POST":
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() and len(given) < 9 else 0
        try:
            decisions.publish(actor, inspection, version=version)
        except Overtaken:
            overtaken(request)
            return redirect("plan_publish", inspection=inspection)
        messages.success(request, _("The plan and its progress are public now."))
        return redirect("action_plan", inspection=inspection)
    shown = {"plan": found, "warnings": warnings(facts, found.answers)}
    return render(request, "action_plan/publishing.html", about(request, facts, TEAM) | shown)


@page(Action.SEE_ACTION_PLAN)
def version(request: HttpRequest, actor: Actor, inspection: str, version: int) -> HttpResponse:
    """A plan as it was submitted, with what was decided of it."""
    facts = inspection_of(inspection)
    one = version_of(query.plan(facts), version)
    return render(request, "action_plan/version.html", about(request, facts, TEAM) | {"one": one})


@page(Action.EXPORT_ACTION_PLAN, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The plan as a file."""
    form = request.POST.get("form", "")
    if form == "csv":
        return given_out(lambda: action_plan_export.table(actor, inspection))
    return given_out(lambda: action_plan_export.document(actor, inspection, form))


def _allows(actor: Actor, action: Action, facts: InspectionFacts) -> bool:
    return may(actor, action, facts.slug) and policy.now(action, facts.phase)
