"""Checking a case before it is submitted, submitting it, and reopening it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.assessment.completeness import Remark
from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.answer import LONGEST
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.web.assessment.case import OUTCOMES, about, address
from inspectorate_app.web.assessment.room import Room, enter
from inspectorate_app.web.assessment.section import anchor, sections_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.wording import later


class ConfirmationForm(forms.Form):
    """That the answers which do not go together stand."""

    confirmed = forms.BooleanField(
        label=later("I have looked at these answers again and they stand"), required=False, widget=forms.CheckboxInput
    )


class ReasonForm(forms.Form):
    """Why an assessment is reopened."""

    reason = forms.CharField(
        label=later("Reason for reopening"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=later("The reason stands in the history of the inspection. Do not write the names of people."),
    )


@page(Action.SEE_OWN_CASES, FORM)
def review(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """What is missing and what does not go together, each with a way to its question; the button to submit."""
    room = enter(actor, inspection, number)
    form = ConfirmationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            assessment.submit(actor, inspection, number, confirmed=form.cleaned_data["confirmed"])
        except BadInput:
            room = enter(actor, inspection, number)
            if room.facts.missing:
                form.add_error(None, _("Answer the questions that are missing before you submit"))
            else:
                form.add_error("confirmed", _("Say that these answers stand, or change them"))
        else:
            messages.success(request, _("Case {number} submitted").format(number=number))
            return redirect(address("case", room))
    return render(request, "assessment/review.html", _about(room, form), status=422 if form.errors else 200)


@page(Action.REOPEN_ASSESSMENT, FORM)
def reopen(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Unlock a submitted assessment, with a reason."""
    room = enter(actor, inspection, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assessment.reopen(actor, inspection, number, reason=form.cleaned_data["reason"])
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(request, _("Case {number} reopened").format(number=number))
            return redirect(address("case", room))
    now = policy.now(Action.REOPEN_ASSESSMENT, room.inspection.phase)
    return render(
        request,
        "assessment/reopen.html",
        about(room) | {"form": form, "can_reopen": now and room.facts.state == "submitted"},
        status=422 if form.errors else 200,
    )


def _about(room: Room, form: ConfirmationForm) -> dict[str, Any]:
    interview = query.find_interview(room.inspection.id, room.facts.number)
    submitted = room.facts.state == "submitted"
    return about(room) | {
        "form": form,
        "missing": [] if submitted else _remarks(room, room.facts.missing),
        "contradictory": _remarks(room, room.facts.contradictory),
        "interview_outcome": OUTCOMES.get(interview.outcome, ""),
        "interview_href": address("case_interview", room),
    }


def _remarks(room: Room, remarks: list[Remark]) -> list[dict[str, str]]:
    """Remarks with a way to the question, in the order of the sections."""
    at = {question.id: section.slug for section in sections_of(room.facts) for question in section.questions}
    order = {name: place for place, name in enumerate(at)}
    return [
        {
            "code": remark.question,
            "text": room.facts.questions[remark.question].text,
            "why": "" if remark.kind == "missing" else _why(remark),
            "href": f"{address('case_section', room, section=at[remark.question])}#{anchor(remark.question)}",
        }
        for remark in sorted(remarks, key=lambda each: order[each.question])
    ]


def _why(remark: Remark) -> str:
    """What does not go together, without the reference and the code, which stand beside it."""
    text = remark.text.partition(": ")[2].removeprefix(remark.question).removeprefix(" is ")
    return _("Answered {value}.").format(value=text.strip().removeprefix("answered "))
