"""Writing or proposing a recommendation, its findings, its place; taking one on, withdrawing it, bringing it back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import recommendation as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.recommendation import addressees_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page
from inspectorate_app.web.recommendation.forms import OTHER, Choosing, Withdrawing, Writing
from inspectorate_app.web.recommendation.room import finding_choices, open_to


@page(Action.PROPOSE_RECOMMENDATION, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Write a recommendation, or propose one, to the addressee that led here."""
    facts = inspection_of(inspection)
    form = Writing(_names(facts), sent(request), initial={"to": request.GET.get("to", ""), "version": 0})
    if form.is_bound and form.is_valid():
        try:
            number = actions.write(actor, inspection, **form.wanted)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Recommendation kept. Now choose the findings that it rests on."))
            return redirect("recommendation_findings", inspection=inspection, recommendation=number)
    content = {"form": form, "one": None, "theirs": None, "writes": _writes(actor, inspection)}
    return render(request, "recommendation/writing.html", {"inspection": facts, **content})


@page(Action.PROPOSE_RECOMMENDATION, FORM)
def edit(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """Change a recommendation; who saved meanwhile is shown, and not overwritten unseen."""
    facts = inspection_of(inspection)
    one = open_to(actor, facts, recommendation)
    names = _names(facts)
    known = one.to.name in names
    start = {"to": one.to.name if known else OTHER, "other": "" if known else one.to.name}
    form = Writing(names, sent(request), initial={**start, "text": one.text, "version": one.version})
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change(actor, inspection, recommendation, **form.wanted, version=version)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = Writing(names, {**request.POST.dict(), "version": theirs["version"]})
        else:
            messages.success(request, _("Recommendation saved"))
            return redirect("recommendation", inspection=inspection, recommendation=recommendation)
    content = {"form": form, "one": one, "theirs": theirs, "writes": _writes(actor, inspection)}
    about = {"inspection": facts, **content}
    return render(request, "recommendation/writing.html", about, status=409 if theirs else 200)


@page(Action.PROPOSE_RECOMMENDATION, FORM)
def findings(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """Choose the findings that a recommendation rests on."""
    facts = inspection_of(inspection)
    one = open_to(actor, facts, recommendation)
    choices, hints = finding_choices(facts, one.rests_on)
    start = {"findings": [str(each.number) for each in one.rests_on], "version": one.version}
    form = Choosing(choices, sent(request), initial=start)
    if form.is_bound and form.is_valid():
        given = {"findings": form.numbers, "version": form.cleaned_data["version"]}
        try:
            actions.rest_on(actor, inspection, recommendation, **given)
        except Overtaken:
            messages.warning(
                request, _("Someone else saved this recommendation meanwhile. Read it again, then choose.")
            )
            return redirect("recommendation_findings", inspection=inspection, recommendation=recommendation)
        messages.success(request, _("Findings saved"))
        return redirect("recommendation", inspection=inspection, recommendation=recommendation)
    content = {"inspection": facts, "form": form, "one": one, "hints": hints}
    return render(request, "recommendation/findings.html", content)


@page(Action.WRITE_RECOMMENDATION, POST_ONLY)
def move(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """One place up or down, and back to where it stands."""
    actions.move(actor, inspection, recommendation, "up" if request.POST.get("way") == "up" else "down")
    return redirect(reverse("recommendations", kwargs={"inspection": inspection}) + f"#to-{recommendation}")


@page(Action.WRITE_RECOMMENDATION, POST_ONLY)
def accept(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """Take on what an inspector proposed."""
    try:
        actions.accept(actor, inspection, recommendation, version=_version(request))
    except Overtaken:
        messages.warning(
            request, _("Someone else changed this proposal meanwhile. Read it again before you take it on.")
        )
        return redirect("recommendation", inspection=inspection, recommendation=recommendation)
    except NotNow as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The proposal is now a recommendation, the last to its addressee"))
    return redirect("recommendations", inspection=inspection)


@page(Action.WRITE_RECOMMENDATION, POST_ONLY)
def bring_back(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """Put one back as it is published."""
    try:
        actions.bring_back(actor, inspection, recommendation, version=_version(request))
    except Overtaken:
        messages.warning(
            request, _("Someone else changed this recommendation meanwhile. Read it again before you go on.")
        )
    except NotNow as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The recommendation stands as it is published"))
    return redirect("recommendation", inspection=inspection, recommendation=recommendation)


@page(Action.PROPOSE_RECOMMENDATION, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, recommendation: int) -> HttpResponse:
    """Ask why a recommendation no longer holds, and withdraw it."""
    facts = inspection_of(inspection)
    one = open_to(actor, facts, recommendation)
    form = Withdrawing(sent(request), initial={"version": one.version})
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(actor, inspection, recommendation, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken:
            messages.warning(
                request, _("Someone else changed this recommendation meanwhile. Read it again before you go on.")
            )
            return redirect("recommendation_withdraw", inspection=inspection, recommendation=recommendation)
        else:
            messages.success(request, _("The recommendation is withdrawn"))
            return redirect("recommendations", inspection=inspection)
    return render(request, "recommendation/withdrawing.html", {"inspection": facts, "form": form, "one": one})


def _version(request: HttpRequest) -> int:
    """The version that a button of a page names."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def _names(facts: InspectionFacts) -> list[str]:
    return [each.name for each in addressees_of(facts)]


def _writes(actor: Actor, inspection: str) -> bool:
    """Whether it is a recommendation at once; else a proposal."""
    return may(actor, Action.WRITE_RECOMMENDATION, inspection)
