"""The forms of context data: a figure, its correction, its withdrawal, and a file of figures."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from inspectorate.context.catalogue import product_catalogue
from inspectorate.context.moment import period_words
from inspectorate.context.record import LONGEST_OF, LONGEST_SOURCE, Record
from inspectorate_app.actions.meeting_text import LONGEST_REASON
from inspectorate_app.wording import later


class FigureForm(forms.Form):
    """A figure, as it stands in the source."""

    figure = forms.ChoiceField(label=later("Figure"), error_messages={"required": later("Select which figure it is")})
    level = forms.ChoiceField(label=later("Whose figure it is"), widget=forms.RadioSelect, initial="unit")
    of = forms.CharField(
        label=later("Of what or whom"),
        help_text=later("A grade, a team or an area, where it is not all. For example, ‘Probation Officer grade’."),
        max_length=LONGEST_OF,
        required=False,
    )
    value = forms.CharField(
        label=later("Value"),
        help_text=later("As it is given: 13.8, 1,312, 43 per cent, over 1,300, 70 to 75, red."),
        max_length=60,
        error_messages={"required": later("Enter the value")},
    )
    as_of = forms.CharField(
        label=later("Date"),
        help_text=later(
            "The day, month or year for which it holds, or the end of its period. For example, 30 June 2022."
        ),
        max_length=30,
        error_messages={"required": later("Enter the date for which it holds")},
    )
    period_from = forms.CharField(
        label=later("From, where it covers a period"),
        help_text=later("For example, January 2022."),
        max_length=30,
        required=False,
    )
    source = forms.CharField(
        label=later("Source"),
        help_text=later("The document and the place in it, or who gave it, by role."),
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": later("Enter the source")},
    )

    def __init__(self, *given: Any, levels: Mapping[str, str], **named: Any):
        super().__init__(*given, **named)
        choices = [
            (each.id, f"{group.title}: {each.title}") for group in product_catalogue().groups for each in group.figures
        ]
        cast(forms.ChoiceField, self.fields["figure"]).choices = [("", later("Choose a figure")), *choices]
        cast(forms.ChoiceField, self.fields["level"]).choices = list(levels.items())

    @property
    def record(self) -> Record:
        """What was typed, for the library to check."""
        names = ("figure", "level", "value", "as_of", "source", "of", "period_from")
        return Record(**{name: self.cleaned_data[name] for name in names})


class CorrectionForm(FigureForm):
    """A figure corrected: all but which figure it is."""

    reason = forms.CharField(
        label=later("Why is it corrected?"),
        help_text=later("It stands beside the earlier value, which is kept."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": later("Enter why it is corrected")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *given: Any, levels: Mapping[str, str], **named: Any):
        super().__init__(*given, levels=levels, **named)
        self.fields["figure"].widget = forms.HiddenInput()


class WithdrawForm(forms.Form):
    """Why a figure no longer holds."""

    reason = forms.CharField(
        label=later("Why is it withdrawn?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": later("Enter why it is withdrawn")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class UploadForm(forms.Form):
    """A file of figures."""

    file = forms.FileField(
        label=later("File"),
        help_text=later("CSV or XLSX, with a row for each figure."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": later("Select the file"), "empty": later("The file is empty")},
    )


def initial(record: Record) -> dict[str, str]:
    """A record as it stands in the boxes of a form."""
    return {
        "figure": record.figure,
        "level": record.level,
        "of": record.of,
        "value": record.value,
        "as_of": period_words("", record.as_of),
        "period_from": period_words("", record.period_from) if record.period_from else "",
        "source": record.source,
    }
