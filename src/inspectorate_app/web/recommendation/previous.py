"""The recommendations of the last inspection: listed with what came of them, entered, read from a file, taken over."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import BadInput, Fault
from inspectorate.recommendation.progress import product_statuses, progress_in_words
from inspectorate.recommendation.reading import COLUMNS
from inspectorate.tabular import csv_text
from inspectorate_app.actions import policy
from inspectorate_app.actions import previous_recommendation as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import action_plan
from inspectorate_app.store.queries import previous_recommendation as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page
from inspectorate_app.web.recommendation.forms import Entering, Uploading
from inspectorate_app.web.recommendation.room import COLOURS, allows, found_previous, ground_mark
from inspectorate_app.web.recommendation.views import shown

#: So many faults of a file are shown.
FAULTS_SHOWN = 200


@page(Action.SEE_RECOMMENDATIONS)
def listed(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Each recommendation of the last inspection with its progress, and what was found."""
    facts = inspection_of(inspection)
    found = query.previous(facts)
    judged = [one.status for one in found if one.status in product_statuses().by_id]
    may_enter = allows(actor, Action.ENTER_PREVIOUS, facts)
    content = {
        "found": found,
        "summary": progress_in_words(judged) if judged and len(judged) == len(found) else "",
        "left": sum(not one.status for one in found),
        "statuses": product_statuses(),
        "colours": COLOURS,
        "ground_mark": ground_mark,
        "reported": action_plan.reported(found),
        "earlier": query.earlier(facts) if may_enter and not found else [],
        "may_enter": may_enter,
        "may_judge": allows(actor, Action.JUDGE_PROGRESS, facts),
    }
    return shown(request, facts, "previous_recommendations", **content)


@page(Action.ENTER_PREVIOUS, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Enter one, as it was published."""
    facts = inspection_of(inspection)
    policy.require(Action.ENTER_PREVIOUS, facts.phase)
    following = max((one.printed for one in query.previous(facts)), default=0) + 1
    form = Entering(sent(request), initial={"number": following, "version": 0})
    if form.is_bound and form.is_valid():
        try:
            actions.enter(actor, inspection, form.given)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The recommendation was entered"))
            return redirect("previous_new" if "another" in request.POST else "previous_recommendations", inspection)
    return _entering(request, {"inspection": facts, "form": form, "one": None, "theirs": None})


@page(Action.ENTER_PREVIOUS, FORM)
def edit(request: HttpRequest, actor: Actor, inspection: str, previous: int) -> HttpResponse:
    """Correct how one was entered."""
    facts = inspection_of(inspection)
    one = found_previous(facts, previous)
    policy.require(Action.ENTER_PREVIOUS, facts.phase)
    start = {"number": one.printed, "addressee": one.addressed_as, "recommendation": one.text, "unit": one.unit}
    form = Entering(sent(request), initial={**start, "version": one.version})
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        try:
            actions.correct(actor, inspection, previous, form.given, version=form.cleaned_data["version"] or 0)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = Entering({**request.POST.dict(), "version": theirs["version"]})
        else:
            messages.success(request, _("The recommendation was corrected"))
            return redirect("previous_recommendations", inspection=inspection)
    return _entering(request, {"inspection": facts, "form": form, "one": one, "theirs": theirs})


def _entering(request: HttpRequest, content: Mapping[str, Any]) -> HttpResponse:
    return render(request, "recommendation/entering.html", content, status=409 if content["theirs"] else 200)


@page(Action.ENTER_PREVIOUS, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, previous: int) -> HttpResponse:
    """Ask before one that was entered by mistake is taken out."""
    facts = inspection_of(inspection)
    one = found_previous(facts, previous)
    policy.require(Action.ENTER_PREVIOUS, facts.phase)
    if request.method == "POST":
        given = request.POST.get("version", "")
        try:
            version = int(given) if given.isdecimal() and len(given) < 9 else 0
            actions.remove(actor, inspection, previous, version=version)
        except Overtaken:
            messages.warning(request, _("Someone else changed it meanwhile. Read it again before you take it out."))
            return redirect("previous_remove", inspection=inspection, previous=previous)
        messages.success(request, _("The recommendation was taken out"))
        return redirect("previous_recommendations", inspection=inspection)
    return render(request, "recommendation/removing.html", {"inspection": facts, "one": one})


@page(Action.ENTER_PREVIOUS, FORM)
def upload(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Enter every recommendation of a file, or none of them where one row is wrong."""
    facts = inspection_of(inspection)
    policy.require(Action.ENTER_PREVIOUS, facts.phase)
    form = Uploading(sent(request), request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            count = actions.enter_file(actor, inspection, content=file.read(), file_name=file.name)
        except BadInput as error:
            faults = error.faults
            form.add_error("file", _summary(faults))
        else:
            text = ngettext("{count} recommendation was entered", "{count} recommendations were entered", count)
            messages.success(request, text.format(count=count))
            return redirect("previous_recommendations", inspection=inspection)
    about = {
        "inspection": facts,
        "form": form,
        "faults": [_told(each) for each in faults[:FAULTS_SHOWN] if each.line],
        "columns": [[name, ", ".join(others)] for name, others in COLUMNS.items()],
    }
    return render(request, "recommendation/upload.html", about)


@page(Action.ENTER_PREVIOUS)
def to_fill_in(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """A CSV file with the columns, to be filled in and uploaded."""
    answer = HttpResponse(csv_text(tuple(COLUMNS), []), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recommendations-to-fill-in.csv"'
    return answer


@page(Action.ENTER_PREVIOUS, POST_ONLY)
def take(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Take over what an earlier inspection of the unit recommended."""
    try:
        count = actions.take(actor, inspection, request.POST.get("earlier", ""))
    except BadInput as error:
        messages.warning(request, _summary(error.faults))
    else:
        text = ngettext("{count} recommendation was taken over", "{count} recommendations were taken over", count)
        messages.success(request, text.format(count=count))
    return redirect("previous_recommendations", inspection=inspection)


def _told(fault: Fault) -> list[str | int]:
    return [fault.line, fault.field, _sentence(fault.problem), _sentence(fault.mend)]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _summary(faults: tuple[Fault, ...]) -> str:
    first = faults[0]
    if len(faults) == 1 and not first.line:
        return f"{_sentence(first.problem)}: {first.mend}"
    text = ngettext(
        "The file has {faults:,} problem, and nothing of it was kept",
        "The file has {faults:,} problems, and nothing of it was kept",
        len(faults),
    )
    return text.format(faults=len(faults))
