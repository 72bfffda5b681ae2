"""Forms of recommendations: writing, findings, withdrawing; entering those of the last inspection and judging them."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from inspectorate.recommendation.progress import product_statuses
from inspectorate.recommendation.reading import HIGHEST, LONGEST_NAME
from inspectorate.recommendation.reading import LONGEST as LONGEST_PREVIOUS
from inspectorate_app.actions.previous_recommendation import LONGEST as LONGEST_FOUND
from inspectorate_app.actions.recommendation import LONGEST, LONGEST_REASON
from inspectorate_app.wording import later

Choices = Iterable[tuple[str, str]]
#: What stands for anyone whom the edition does not name.
OTHER = "other"


class Writing(forms.Form):
    """A recommendation, whom it is made to, and the version that it replaces."""

    to = forms.ChoiceField(
        label=later("Who should do it"),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select who should do it")},
    )
    other = forms.CharField(
        label=later("Name, as it is to be printed"),
        help_text=later("For example, ‘Leicester City Council’. Name an organisation, not a person."),
        max_length=LONGEST_NAME,
        required=False,
    )
    text = forms.CharField(
        label=later("What they should do"),
        help_text=later(
            "It goes on from ‘should:’. Begin with a verb and a small letter, ask for one thing, and write it so that "
            "it can be seen whether it was done. Do not name anyone."
        ),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter what they should do")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, names: Iterable[str], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        known = [(name, name) for name in names]
        cast(forms.ChoiceField, self.fields["to"]).choices = [*known, (OTHER, later("Someone else"))]

    def clean(self) -> dict[str, Any]:
        """Someone else has a name."""
        given = super().clean() or {}
        if given.get("to") == OTHER and not given.get("other", "").strip() and "other" not in self.errors:
            self.add_error("other", later("Enter who should do it"))
        return given

    @property
    def wanted(self) -> dict[str, str]:
        """What the action is told."""
        given = self.cleaned_data
        return {"addressed_as": given["other"] if given["to"] == OTHER else given["to"], "text": given["text"]}


class Choosing(forms.Form):
    """The findings that something rests on."""

    findings = forms.MultipleChoiceField(
        label=later("Findings that it rests on"), widget=forms.CheckboxSelectMultiple, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, findings: Choices, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.MultipleChoiceField, self.fields["findings"]).choices = list(findings)

    @property
    def numbers(self) -> list[int]:
        """The numbers of those chosen."""
        return [int(number) for number in self.cleaned_data["findings"]]


class Withdrawing(forms.Form):
    """Why a recommendation no longer holds."""

    reason = forms.CharField(
        label=later("Reason"),
        help_text=later("The reason stays beside the recommendation, which can still be read."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_REASON,
        error_messages={"required": later("Enter the reason")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Entering(forms.Form):
    """A recommendation of the last inspection, as it was published."""

    number = forms.IntegerField(
        label=later("Number"),
        help_text=later("As it was printed."),
        min_value=1,
        max_value=HIGHEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": later("Enter the number"), "invalid": later("Enter a whole number")},
    )
    addressee = forms.CharField(label=later("Whom it was made to (optional)"), max_length=LONGEST_NAME, required=False)
    recommendation = forms.CharField(
        label=later("Recommendation"),
        help_text=later("Word for word."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_PREVIOUS,
        error_messages={"required": later("Enter the recommendation")},
    )
    unit = forms.CharField(
        label=later("Of which unit (optional)"),
        help_text=later("Where the last inspection was of several, such as a company and a division."),
        max_length=LONGEST_NAME,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def given(self) -> dict[str, str]:
        """What was typed, for the library to check."""
        names = ("number", "addressee", "recommendation", "unit")
        return {name: str(self.cleaned_data[name]) for name in names}


class Uploading(forms.Form):
    """A file of recommendations."""

    file = forms.FileField(
        label=later("File"),
        help_text=later("CSV or XLSX, with a row for each recommendation."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": later("Select the file"), "empty": later("The file is empty")},
    )


class Judging(Choosing):
    """What came of a recommendation of the last inspection."""

    status = forms.ChoiceField(
        label=later("Progress"),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select how much progress was made")},
    )
    found = forms.CharField(
        label=later("What you found"),
        help_text=later("It is printed beside the recommendation. Do not name anyone."),
        widget=forms.Textarea(attrs={"rows": "5"}),
        max_length=LONGEST_FOUND,
        error_messages={"required": later("Enter what you found")},
    )

    def __init__(self, findings: Choices, *given: Any, **options: Any) -> None:
        super().__init__(findings, *given, **options)
        known = [(each.id, later(each.label)) for each in product_statuses().statuses]
        cast(forms.ChoiceField, self.fields["status"]).choices = known
