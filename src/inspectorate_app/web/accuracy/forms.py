"""The forms of the factual accuracy check, of the team and of the service."""

from typing import Any

from django import forms
from django.conf import settings

from inspectorate.evidence.kind import IN_WORDS, KINDS
from inspectorate.inspection import ACCURACY_CHECK
from inspectorate_app.actions import accuracy, accuracy_comment
from inspectorate_app.store.queries.accuracy import KINDS as DOCUMENTS
from inspectorate_app.web.accuracy.wording import VERDICTS
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

_ACCEPTED = ",".join(f".{ending}" for ending in [*KINDS, "jpeg"])


def _text(label: str, help_text: str = "", rows: str = "4", limit: int = accuracy.TEXT, **options: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=limit, **options)


class SendForm(forms.Form):
    """What is sent, by when it is answered, and the letter that goes with it."""

    kinds = forms.MultipleChoiceField(
        label=later("Documents to check"),
        choices=[(kind, later(title)) for kind, title in DOCUMENTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select a document at least")},
    )
    due_on = DateField(label=later("Last day for comments"))
    letter = _text(
        later("Letter to the service"),
        later("The service reads this above the draft."),
        rows="10",
        limit=accuracy.LETTER,
        error_messages={"required": later("Enter the letter to the service")},
    )

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.fields["due_on"].help_text = later(
            "Proposed are {days} working days from today, bank holidays not taken out. Assumed ({source}).",
            days=ACCURACY_CHECK.days,
            source=later(ACCURACY_CHECK.source),
        )


class WaiveForm(forms.Form):
    """Why no check is needed."""

    reason = _text(
        later("Why is no factual accuracy check needed?"),
        later("For example: the inspection rates nothing and no report is published."),
        error_messages={"required": later("Enter why no check is needed")},
    )


class ExtendForm(forms.Form):
    """A later day, and why."""

    due_on = DateField(label=later("New last day for comments"), help_text=later("For example, 27 3 2026"))
    reason = _text(
        later("Why is there more time?"),
        later("It stands in the history. Name nobody."),
        error_messages={"required": later("Enter why there is more time")},
    )


class CloseForm(forms.Form):
    """Why a check is closed that the service did not answer."""

    reason = _text(
        later("Why is it closed without an answer of the service?"),
        error_messages={"required": later("Enter why it is closed without an answer")},
    )


class AnswerForm(forms.Form):
    """What the team says of a comment."""

    verdict = forms.ChoiceField(
        label=later("Is the comment accepted?"),
        choices=[(name, told[0]) for name, told in VERDICTS.items() if name],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select whether the comment is accepted")},
    )
    answer = _text(
        later("Answer"),
        later("The service reads this. Needed where the comment is not accepted, or not all of it."),
        required=False,
    )
    changes = _text(
        later("What was changed"),
        later("The service reads this. Needed where the comment is accepted, or part of it."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CommentForm(forms.Form):
    """What the service says of a paragraph."""

    quoted = _text(
        later("Which words are wrong?"),
        later("Copy them from the paragraph. Leave it blank where all of it is."),
        rows="2",
        limit=accuracy_comment.TEXT,
        required=False,
    )
    correction = _text(
        later("What is right?"), limit=accuracy_comment.TEXT, error_messages={"required": later("Enter what is right")}
    )
    evidence = _text(
        later("What shows it?"),
        later("Say which document or figure shows it, or give a file below."),
        limit=accuracy_comment.TEXT,
        required=False,
    )
    file = forms.FileField(
        label=later("File that shows it"), required=False, widget=forms.FileInput(attrs={"accept": _ACCEPTED})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        most = later("up to {upload_limit} MB", upload_limit=settings.UPLOAD_LIMIT // 1_000_000)
        self.fields["file"].help_text = later(
            "{in_words}, {most}. No macros, and no password.", in_words=IN_WORDS, most=most
        )


class SubmitForm(forms.Form):
    """What the head of the service says of all of it, and how many comments they saw."""

    remark = _text(
        later("Anything that you want to say on the whole of it"), limit=accuracy_comment.TEXT, required=False
    )
    comments = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
