"""Whom a letter goes to, and which inspections it covers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inspectorate_app.actions.letter import LONGEST, LONGEST_NAME
from inspectorate_app.store.queries.letter import Candidate
from inspectorate_app.wording import later


class Addressing(forms.Form):
    """The inspections as boxes to tick; addressees as they are printed."""

    units = forms.MultipleChoiceField(
        label=later("Inspections that the letter covers"),
        help_text=later("Inspections of units of this region whose ratings are signed off. Select all that apply."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": later("Select the inspections that the letter covers"),
            "invalid_choice": later("Select signed-off inspections of this region"),
        },
    )
    to = forms.CharField(
        label=later("To"),
        help_text=later("A line for each, such as a name and a title. It is printed as you type it."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter whom the letter goes to")},
    )
    dear = forms.CharField(
        label=later("Whom the letter greets"),
        help_text=later("What stands after ‘Dear’"),
        max_length=LONGEST_NAME,
        error_messages={"required": later("Enter whom the letter greets")},
    )
    copies = forms.CharField(
        label=later("Copies to (optional)"),
        help_text=later("A line for each"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, found: Iterable[Candidate], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(each.slug, each.unit) for each in found]
        self.fields["units"].choices = choices  # type: ignore[attr-defined]  # of several choices
