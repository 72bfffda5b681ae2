"""The interview with the practitioner of a case: whether it was held, when, and what was said."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.answer import LONGEST
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.web.assessment.case import OUTCOMES, about, address
from inspectorate_app.web.assessment.room import Room, enter
from inspectorate_app.web.assessment.typed import comes_back
from inspectorate_app.web.forms import DateField, add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.wording import later


class InterviewForm(forms.Form):
    """What is recorded of the interview."""

    outcome = forms.ChoiceField(
        label=later("Was the interview held?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    held_on = DateField(label=later("Date of the interview"), required=False, help_text=later("For example, 27 3 2023"))
    notes = forms.CharField(
        label=later("Notes"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text=later("Do not write the names of people."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """An interview that was held has its date, which is not in the future; one that was not has none."""
        cleaned: dict[str, Any] = super().clean() or {}
        held_on = cleaned.get("held_on")
        if cleaned.get("outcome") != "held":
            cleaned["held_on"] = None
        elif held_on is None and "held_on" not in self.errors:
            self.add_error("held_on", _("Enter the date of the interview"))
        elif held_on and held_on > timezone.localdate():
            self.add_error("held_on", _("Date of the interview must be today or in the past"))
        return cleaned


def _not_saved(request: HttpRequest, _inspection: str = "") -> list[dict[str, str]]:
    """What was typed and could not be saved any more, as it was typed, for a person to copy."""
    sent = request.POST
    day = " ".join(filter(None, (sent.get(f"held_on-{part}", "") for part in ("day", "month", "year"))))
    outcome = OUTCOMES.get(sent.get("outcome", ""), _("Not chosen"))
    rows = {"Interview": outcome, "Date": day or _("None"), "Notes": sent.get("notes", "") or _("None")}
    return [{"key": key, "value": value, "reason": ""} for key, value in rows.items()]


@page(Action.SEE_OWN_CASES, FORM)
@comes_back(_not_saved)
def interview(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """The form, or what was recorded where the case is locked."""
    room = enter(actor, inspection, number)
    stands = query.find_interview(room.inspection.id, number)
    if request.method == "POST" and not room.is_open:
        return _draw(request, room, stands, InterviewForm(request.POST), status=409)
    if request.method != "POST":
        first = {"outcome": stands.outcome, "held_on": stands.held_on, "notes": stands.notes, "version": stands.version}
        return _draw(request, room, stands, InterviewForm(initial=first))
    form = InterviewForm(request.POST)
    if form.is_valid():
        try:
            assessment.save_interview(actor, inspection, number, **form.cleaned_data)
        except Overtaken:
            # What they typed stays in the form, beside what stands, and is saved over it if they send it again.
            form = InterviewForm({**request.POST.dict(), "version": str(stands.version)})
            return _draw(request, room, stands, form, overtaken=True, status=409)
        except NotNow:
            return _draw(request, enter(actor, inspection, number), stands, form, status=409)
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(request, _("Interview saved"))
            return redirect(address("case", room))
    return _draw(request, room, stands, form, status=422)


def _draw(
    request: HttpRequest,
    room: Room,
    stands: query.Interview,
    form: InterviewForm,
    *,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "assessment/interview.html",
        about(room)
        | {
            "form": form if room.is_open else None,
            "stands": stands,
            "outcomes": OUTCOMES,
            "overtaken": overtaken,
            "not_saved": _not_saved(request) if status == 409 and not room.is_open else [],
        },
        status=status,
    )
