"""What is recorded of a case, noted or corrected by whoever assesses it."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition
from inspectorate_app.actions import characteristic as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.characteristic import Noted
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.web.assessment.case import about, address, may_record
from inspectorate_app.web.assessment.room import Room, enter
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page


class CharacteristicsForm(forms.Form):
    """A choice for each characteristic of the edition; ``seen`` is what the form showed, so that only what was
    changed is sent on.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, sent: Mapping[str, Any] | None, edition: Edition, recorded: Mapping[str, str]):
        known = {each.id: each for each in edition.framework.characteristics}
        first = {_field(name): recorded.get(name, "") for name in known} | {"seen": json.dumps(dict(recorded))}
        super().__init__(sent, initial=first)
        for name, each in known.items():
            choices = [("", _("Not recorded")), *((value.value, value.title) for value in each.values)]
            kept = recorded.get(name, "")
            if kept not in dict(choices):
                choices.append((kept, kept))  # watched only: as the caseload wrote it
            self.fields[_field(name)] = forms.ChoiceField(label=each.title, choices=choices, required=False)
        self.names = tuple(known)

    def clean_seen(self) -> dict[str, str]:
        """What the form showed; nothing where that cannot be read, and then every choice is a change."""
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except ValueError:
            return {}
        return {str(name): str(value) for name, value in seen.items()} if isinstance(seen, dict) else {}

    @property
    def noted(self) -> dict[str, Noted]:
        """What was changed on the form."""
        seen = self.cleaned_data["seen"]
        typed = {name: self.cleaned_data[_field(name)] for name in self.names}
        return {name: Noted(seen.get(name, ""), value) for name, value in typed.items() if value != seen.get(name, "")}


def _field(name: str) -> str:
    """The name of a characteristic's box: apart from the others of the form."""
    return f"of-{name}"


@page(Action.RECORD_CHARACTERISTIC, FORM)
def characteristics(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """A choice for each characteristic, or what is recorded where it cannot be changed."""
    room = enter(actor, inspection, number)
    if not may_record(room):
        return _draw(request, room, None, status=409 if request.method == "POST" else 200)
    form = CharacteristicsForm(request.POST if request.method == "POST" else None, *_of(room))
    if request.method != "POST" or not form.is_valid():
        return _draw(request, room, form, status=422 if form.is_bound else 200)
    try:
        action.record(actor, inspection, number, form.noted)
    except Overtaken as refused:
        return _draw(request, room, _again(form, room), theirs=refused.theirs, status=409)
    except BadInput as refused:
        add_faults(form, refused)
        return _draw(request, room, form, status=422)
    messages.success(request, _("What is recorded of this case was saved"))
    return redirect(address("case", room))


def _of(room: Room) -> tuple[Edition, Mapping[str, str]]:
    return room.facts.edition, room.facts.case.characteristics


def _again(form: CharacteristicsForm, room: Room) -> CharacteristicsForm:
    """The form over what now stands, with what was changed on it and not saved."""
    edition, recorded = _of(room)
    kept = {_field(name): recorded.get(name, "") for name in form.names}
    mine = {_field(name): each.becomes for name, each in form.noted.items()}
    return CharacteristicsForm({**kept, **mine, "seen": json.dumps(dict(recorded))}, edition, recorded)


def _draw(
    request: HttpRequest,
    room: Room,
    form: CharacteristicsForm | None,
    *,
    theirs: Mapping[str, str] | None = None,
    status: int,
) -> HttpResponse:
    titles = room.facts.edition.characteristic_by_id
    rows = []
    for name, value in (theirs or {}).items():
        shown = next((each.title for each in titles[name].values if each.value == value), value)
        rows.append({"key": titles[name].title, "value": shown or _("Not recorded")})
    shown_form = {"form": form, "boxes": [form[_field(name)] for name in form.names] if form else []}
    return render(
        request, "assessment/characteristics.html", about(room) | shown_form | {"theirs": rows}, status=status
    )
