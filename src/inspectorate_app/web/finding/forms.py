"""Forms of findings: writing one, withdrawing one, and looking for what it rests on."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from inspectorate_app.actions.finding import LONGEST, LONGEST_REASON
from inspectorate_app.actions.source import LONGEST as LONGEST_NOTE
from inspectorate_app.wording import later

#: Each kind, as one chooses it.
KINDS = (("strength", later("Strength")), ("improvement", later("Area for improvement")))

Choices = Iterable[tuple[str, str]]


class Writing(forms.Form):
    """A finding, under a heading of the report, and the version that it replaces."""

    heading = forms.ChoiceField(
        label=later("Standard or section"), error_messages={"required": later("Select a standard or section")}
    )
    kind = forms.ChoiceField(
        label=later("Kind of finding"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": later("Select strength or area for improvement")},
    )
    text = forms.CharField(
        label=later("Finding"),
        help_text=later(
            "Write about the service, as the report will. Do not name anyone, and do not tell of a person in a "
            "case so that they could be known."
        ),
        widget=forms.Textarea(attrs={"rows": "6"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter the finding")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, headings: Choices, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["heading"]).choices = [("", later("Select one")), *headings]


class Withdrawing(forms.Form):
    """Why a finding no longer holds."""

    reason = forms.CharField(
        label=later("Reason"),
        help_text=later("The reason stays beside the finding, which can still be read."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_REASON,
        error_messages={"required": later("Enter the reason")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Looking(forms.Form):
    """What narrows the list of sources."""

    kind = forms.ChoiceField(label=later("Kind of source"), required=False)
    standard = forms.ChoiceField(label=later("Standard"), required=False)
    words = forms.CharField(label=later("Words in it"), required=False, max_length=100)

    def __init__(self, kinds: Choices, standards: Choices, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [("", later("Every kind")), *kinds]
        cast(forms.ChoiceField, self.fields["standard"]).choices = [("", later("Every standard")), *standards]


class Tying(forms.Form):
    """Why a source bears a finding out, and what was read of it."""

    why = forms.CharField(
        label=later("How it bears the finding out (optional)"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST_NOTE,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
