"""Judging a standard."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from inspectorate_app.actions.standard import LONGEST
from inspectorate_app.wording import later


class Judgement(forms.Form):
    """A rating with its reason, and the version that it replaces."""

    rating = forms.ChoiceField(
        label=later("Rating"), widget=forms.RadioSelect, error_messages={"required": later("Select a rating")}
    )
    reason = forms.CharField(
        label=later("Reason"),
        help_text=later("Say on what evidence. The reason stands beside the rating, and in its history."),
        widget=forms.Textarea(attrs={"rows": "8"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter the reason")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, ratings: Iterable[str], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["rating"]).choices = [(rating, rating) for rating in ratings]
