"""Forms of the ratings panel."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from inspectorate_app.actions.standard import LONGEST
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later


class Opening(forms.Form):
    """When the panel is held, and who sits on it."""

    held_on = DateField(label=later("Date of the panel"), help_text=later("For example, 27 3 2023"))
    members = forms.MultipleChoiceField(
        label=later("Panel members of this inspection"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(
        label=later("Others who sit on the panel"),
        help_text=later("One name on each line"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=2_000,
        required=False,
    )

    def __init__(self, people: Mapping[int, str], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["members"]).choices = [
            (str(person), name) for person, name in people.items()
        ]
        if not people:
            del self.fields["members"]

    def sitting(self) -> list[int | str]:
        """Who sits, as ``open_panel`` takes it: ids of people, then names of others."""
        names = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        return [*map(int, self.cleaned_data.get("members", [])), *(name for name in names if name)]


def _reason(what: str) -> forms.CharField:
    return forms.CharField(
        label=later("Reason"),
        help_text=later("The reason stands beside {what}.", what=what),
        widget=forms.Textarea(attrs={"rows": "6"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter the reason")},
    )


class Deciding(forms.Form):
    """A rating that the panel may decide, with its reason."""

    rating = forms.ChoiceField(
        label=later("What the panel decides"),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select a rating")},
    )
    reason = _reason(later("the decision, and in the working of the rating"))

    def __init__(self, ratings: Iterable[str], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["rating"]).choices = [(rating, rating) for rating in ratings]


class Reopening(forms.Form):
    """Why signed-off ratings are reopened."""

    reason = _reason(later("the sign-off, in the audit trail"))
