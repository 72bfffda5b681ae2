"""Writing a finding, changing it, putting it in its place, choosing it to be shared, and withdrawing it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import finding as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries.finding import headings
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.finding.forms import KINDS, Withdrawing, Writing
from inspectorate_app.web.finding.room import heading_of, standing
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page


@page(Action.WRITE_FINDING, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Write a finding, under the heading and of the kind that led here."""
    facts = inspection_of(inspection)
    given = {"heading": request.GET.get("heading", ""), "kind": request.GET.get("kind", ""), "version": 0}
    form = Writing(_choices(facts), request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("heading", "kind", "text")}
        try:
            number = actions.write(actor, inspection, **wanted)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Finding {number} written. Now choose what it rests on.").format(number=number))
            return redirect("finding_sources", inspection=inspection, finding=number)
    return render(request, "finding/writing.html", {"inspection": facts, "form": form, "one": None, "theirs": None})


@page(Action.WRITE_FINDING, FORM)
def edit(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """Change a finding; who saved meanwhile is shown, and not overwritten unseen."""
    facts = inspection_of(inspection)
    one = standing(facts, finding)
    given = {"heading": one.heading, "kind": one.kind, "text": one.text, "version": one.version}
    form = Writing(_choices(facts), request.POST if request.method == "POST" else None, initial=given)
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        try:
            actions.change(actor, inspection, finding, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = {
                **overtaken.theirs,
                "heading": heading_of(facts, overtaken.theirs["heading"]).title,
                "kind": dict(KINDS)[overtaken.theirs["kind"]],
            }
            form = Writing(_choices(facts), {**request.POST.dict(), "version": overtaken.theirs["version"]})
        else:
            messages.success(request, _("Finding saved"))
            return redirect("finding", inspection=inspection, finding=finding)
    content = {"inspection": facts, "form": form, "one": one, "theirs": theirs}
    return render(request, "finding/writing.html", content, status=409 if theirs else 200)


@page(Action.WRITE_FINDING, POST_ONLY)
def move(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """One place up or down, and back to where it stands."""
    actions.move(actor, inspection, finding, "up" if request.POST.get("way") == "up" else "down")
    return redirect(reverse("findings", kwargs={"inspection": inspection}) + f"#finding-{finding}")


@page(Action.CHOOSE_FINDING, POST_ONLY)
def choose(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """Choose a finding to be told to the inspected service, or not any more."""
    chosen = request.POST.get("chosen") == "yes"
    try:
        actions.choose(actor, inspection, finding, chosen=chosen, version=_version(request))
    except Overtaken:
        messages.warning(request, _("Someone else changed this finding meanwhile. Read it again before you choose."))
    else:
        messages.success(request, _("Chosen to share with the service") if chosen else _("No longer chosen to share"))
    return redirect("finding", inspection=inspection, finding=finding)


@page(Action.WITHDRAW_FINDING, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """Ask why a finding no longer holds, and withdraw it."""
    facts = inspection_of(inspection)
    one = standing(facts, finding)
    form = Withdrawing(request.POST if request.method == "POST" else None, initial={"version": one.version})
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(actor, inspection, finding, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken:
            messages.warning(request, _("Someone else changed this finding meanwhile. Read it again before you go on."))
            return redirect("finding_withdraw", inspection=inspection, finding=finding)
        else:
            messages.success(request, _("Finding {finding} is withdrawn").format(finding=finding))
            return redirect("findings", inspection=inspection)
    return render(request, "finding/withdrawing.html", {"inspection": facts, "form": form, "one": one})


def _choices(facts: InspectionFacts) -> list[tuple[str, str]]:
    return [(each.id, each.title) for each in headings(facts)]


def _version(request: HttpRequest) -> int:
    """The version that was on the page; 0, which is none, where that is not told."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0
