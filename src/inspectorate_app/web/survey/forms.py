"""What people fill in about a survey: opening one, its links, answers from a file, quotations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings

from inspectorate.framework.survey import Survey, SurveyQuestion
from inspectorate.survey.answer import LONGEST
from inspectorate_app.actions.survey import MOST_LINKS
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

#: The kinds of file of links.
SHEET, CSV = "sheet", "csv"


class DatesForm(forms.Form):
    """From when until when a survey is open, and how many are asked."""

    opens_on = DateField(label=later("First day"), help_text=later("For example, 27 3 2023"))
    closes_on = DateField(
        label=later("Last day"), help_text=later("Links work until the end of this day. For example, 7 4 2023")
    )
    invited = forms.IntegerField(
        label=later("How many people are asked? (optional)"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=later("For the response rate. Leave it blank if you do not know, or if each link is one person"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": later("How many people are asked must be a whole number"),
            "min_value": later("How many people are asked must be 1 or more"),
        },
    )


class OpenForm(DatesForm):
    """A questionnaire of the edition, and its dates."""

    questionnaire = forms.ChoiceField(
        label=later("Which survey?"), widget=forms.RadioSelect, error_messages={"required": later("Select a survey")}
    )
    field_order = ("questionnaire", "opens_on", "closes_on", "invited")

    def __init__(self, surveys: Mapping[str, Survey], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["questionnaire"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [(name, survey.title) for name, survey in surveys.items()]


class LinksForm(forms.Form):
    """How many links, and in what form."""

    count = forms.IntegerField(
        label=later("How many links?"),
        min_value=1,
        max_value=MOST_LINKS,
        help_text=later("Up to {most_links:,} at once. One for each person who is asked", most_links=MOST_LINKS),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": later("Enter how many links"),
            "invalid": later("How many links must be a whole number"),
            "min_value": later("Make 1 link or more"),
            "max_value": later("Make up to {most_links:,} links at once", most_links=MOST_LINKS),
        },
    )
    form = forms.ChoiceField(
        label=later("In what form?"),
        choices=[
            (SHEET, later("Slips to print and cut, each with a QR code")),
            (CSV, later("A CSV file, to send the links")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select slips to print or a CSV file")},
    )


class AnswersForm(forms.Form):
    """A file of answers that were collected elsewhere."""

    file = forms.FileField(
        label=later("File of answers"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": later("Select the file of answers"),
            "empty": later("The file is empty: select another"),
        },
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        limit = settings.UPLOAD_LIMIT // 1_000_000
        self.fields["file"].help_text = later(
            "A CSV file or an XLSX workbook of up to {limit} MB, with a row for each answer", limit=limit
        )


class GroupForm(forms.Form):
    """By which question about the respondents the results are split."""

    by = forms.ChoiceField(label=later("Compare groups by"), required=False)

    def __init__(self, questions: Sequence[SurveyQuestion], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [("", later("Do not compare")), *((each.id, each.text) for each in questions)]


class QuotationForm(forms.Form):
    """A text as it may be read by others."""

    quotation = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=later("Text that others will read"),
        help_text=later(
            "Change whatever tells of someone. Put square brackets round what you put in its place: [a manager]"
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "6"}),
        error_messages={"required": later("Enter the text, or choose not to use it")},
    )
