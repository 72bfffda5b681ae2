"""The guide of a meeting: on a page to print, as a file to take along, made from standards, and changed."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.model import Standard
from inspectorate.meeting.guide import GuideQuestion, of_service
from inspectorate_app.actions import meeting_guide as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.meeting import MeetingFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import inspection_of, may_now
from inspectorate_app.web.meeting.forms import GuideForm, StandardsForm
from inspectorate_app.web.meeting.views import meeting_of
from inspectorate_app.web.page import FORM, page


@page(Action.SEE_MEETINGS)
def guide(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """The guide, to read and to print."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    may_change = facts.state != "cancelled" and may_now(actor, Action.PREPARE_GUIDE, found)
    return render(request, "meeting/guide.html", {**_shown(found, facts), "may_change": may_change})


@page(Action.SEE_MEETINGS)
def file(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """The guide as one file of plain HTML, which opens where there is no network."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    answer = HttpResponse(render_to_string("meeting/guide_file.html", _shown(found, facts)))
    answer["Content-Disposition"] = f'attachment; filename="guide-{facts.number}.html"'
    return answer


@page(Action.PREPARE_GUIDE, FORM)
def standards(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """Choose the standards whose questions the guide gets."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    policy.require(Action.PREPARE_GUIDE, found.phase)
    form = StandardsForm(sent(request), standards=_standards(found), initial={"version": facts.guide_version})
    status = 200
    if form.is_bound and form.is_valid():
        try:
            action.add_standards(actor, inspection, meeting, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except (NotNow, Overtaken) as error:
            form.add_error(None, _("{error} Open the guide again.").format(error=error))
            status = 409
        else:
            messages.success(request, _("The questions were added. Change or take out what you will not ask."))
            return redirect("meeting_guide_change", inspection=inspection, meeting=meeting)
    shown = {"inspection": found, "meeting": facts, "form": form}
    return render(request, "meeting/guide_standards.html", shown, status=status)


@page(Action.PREPARE_GUIDE, FORM)
def change(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """Change the questions of a guide, take some out, add one's own."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    policy.require(Action.PREPARE_GUIDE, found.phase)
    form = GuideForm(
        sent(request), guide=facts.guide, standards=_standards(found), initial={"version": facts.guide_version}
    )
    status = 200
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            action.change_guide(actor, inspection, meeting, questions=form.questions, version=version)
        except BadInput as error:
            add_faults(form, error)
        except (NotNow, Overtaken) as error:
            form.add_error(None, _("{error} Copy what you changed, and open the guide again.").format(error=error))
            status = 409
        else:
            messages.success(request, _("The guide was saved."))
            return redirect("meeting_guide", inspection=inspection, meeting=meeting)
    shown = {"inspection": found, "meeting": facts, "form": form, "parts": _parts(found, facts)}
    return render(request, "meeting/guide_change.html", shown, status=status)


def _shown(found: InspectionFacts, facts: MeetingFacts) -> dict[str, Any]:
    return {"inspection": found, "meeting": facts, "parts": _parts(found, facts)}


def _parts(found: InspectionFacts, facts: MeetingFacts) -> list[tuple[str, list[tuple[int, GuideQuestion, bool]]]]:
    """The guide in parts, a standard each: its title, then its questions with their places, and which are prompts."""
    edition = edition_used(found)
    prompts = {prompt.id for one in edition.standards for question in one.key_questions for prompt in question.prompts}
    titles = {one.id: one.heading for one in edition.standards}
    placed = [(place, each, each.source in prompts) for place, each in enumerate(facts.guide)]
    return [
        (titles.get(standard, _("Other questions")), list(questions))
        for standard, questions in groupby(placed, key=lambda one: one[1].standard)
    ]


def _standards(found: InspectionFacts) -> tuple[Standard, ...]:
    return of_service(edition_used(found), found.service)
