"""One page of a survey as a form, built from its questionnaire."""

from collections.abc import Sequence
from typing import Any

from django import forms

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.survey import Survey, SurveyQuestion
from inspectorate.survey.answer import LONGEST, read_answers
from inspectorate_app.web.forms import add_faults
from inspectorate_app.wording import later

#: Stands before the id of a question in the name of its field.
PREFIX = "q"
#: Characters of an answer that is a whole number.
_DIGITS = 12


class SectionForm(forms.Form):
    """The questions of a section that this respondent is asked. None must be answered."""

    def __init__(self, survey: Survey, questions: Sequence[SurveyQuestion], data: Any = None, **options: Any) -> None:
        super().__init__(data, **{"prefix": PREFIX, **options})
        self.survey, self.questions = survey, questions
        for question in questions:
            self.fields[question.id] = _field(survey, question)

    def clean(self) -> dict[str, Any]:
        """What the fields hold, looked through by the rules by which it will be kept."""
        log = FaultLog("answers")
        read_answers(self.survey, texts_of(self.survey, self.data), log)
        own = [fault for fault in log.faults if fault.field in self.fields and fault.field not in self.errors]
        if own:
            add_faults(self, BadInput(own))
        return self.cleaned_data


def texts_of(survey: Survey, sent: Any) -> dict[str, list[str]]:
    """What was given so far by question, on this page or carried along in it; ``sent`` is what a form sent."""
    return {name: sent.getlist(f"{PREFIX}-{name}") for name in survey.question_by_id}


def _field(survey: Survey, question: SurveyQuestion) -> forms.Field:
    about: dict[str, Any] = {"label": question.text, "help_text": question.hint, "required": False}
    choices = [(choice.choice, choice.title) for choice in survey.choices_of(question)]
    if question.kind == "several":
        about["help_text"] = question.hint or "Select all that apply"
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **about)
    if choices:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **about)
    if question.kind == "number":
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        return forms.CharField(max_length=_DIGITS, widget=widget, **about)
    area = forms.Textarea(attrs={"rows": "6", "autocomplete": "off"})
    return forms.CharField(max_length=LONGEST, widget=area, **about)


class WordForm(forms.Form):
    """The word of a link, typed from paper."""

    word = forms.CharField(
        label=later("Your code"),
        help_text=later("It has 20 letters and numbers. You do not need to type the hyphens"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": later("Enter your code")},
    )
