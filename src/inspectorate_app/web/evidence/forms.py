"""The forms of evidence in advance: what is asked for, a file, a reading."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings

from inspectorate.evidence.catalogue import CONTACT
from inspectorate.evidence.kind import IN_WORDS, KINDS
from inspectorate_app.actions.document import NAME, NOTE
from inspectorate_app.actions.document_removal import REASON
from inspectorate_app.actions.evidence import LONGEST, TITLE
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

Choices = Iterable[tuple[str, str]]
_ACCEPTED = ",".join(f".{ending}" for ending in [*KINDS, "jpeg"])


def _text(label: str, help_text: str = "", rows: str = "4", limit: int = LONGEST, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=limit, **options)


class ProposalsForm(forms.Form):
    """Which of the proposals to ask for, and by when."""

    origins = forms.MultipleChoiceField(
        label=later("What to ask for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select what to ask for")},
    )
    due_on = DateField(
        label=later("Due date for all of them"), help_text=later("For example, 27 3 2026"), required=False
    )

    def __init__(self, *given: Any, choices: Choices, **named: Any):
        super().__init__(*given, **named)
        cast(forms.MultipleChoiceField, self.fields["origins"]).choices = list(choices)


class RequestForm(forms.Form):
    """What is asked for."""

    title = forms.CharField(
        label=later("What do you ask for?"),
        max_length=TITLE,
        error_messages={"required": later("Enter what you ask for")},
    )
    why = _text(later("Why is it needed?"), later("The service reads this."), required=False)
    standards = forms.MultipleChoiceField(
        label=later("Standards that it bears on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = DateField(label=later("Due date"), help_text=later("For example, 27 3 2026"), required=False)
    answered_by = forms.CharField(label=later("Who answers"), max_length=80, initial=CONTACT)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *given: Any, standards: Choices, **named: Any):
        super().__init__(*given, **named)
        cast(forms.MultipleChoiceField, self.fields["standards"]).choices = list(standards)


class FileForm(forms.Form):
    """A file, the title of its document, and whether it is all that there is."""

    title = forms.CharField(
        label=later("Title of the document"),
        help_text=later("Left blank, the name of the file."),
        max_length=NAME,
        required=False,
    )
    file = forms.FileField(label=later("File"), widget=forms.FileInput(attrs={"accept": _ACCEPTED}))
    complete = forms.ChoiceField(
        label=later("Is this everything that was asked for?"),
        choices=[("yes", later("Yes, this is everything")), ("no", later("No, there is more to come"))],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select whether this is everything")},
    )

    def __init__(self, *given: Any, without: Sequence[str] = (), **named: Any):
        super().__init__(*given, **named)
        most = later("up to {upload_limit} MB", upload_limit=settings.UPLOAD_LIMIT // 1_000_000)
        self.fields["file"].help_text = later(
            "{in_words}, {most}. No macros, and no password.", in_words=IN_WORDS, most=most
        )
        for name in without:
            del self.fields[name]


class ReadingForm(forms.Form):
    """That a version was read, with a note."""

    standard = forms.ChoiceField(label=later("Standard that the note is on"), required=False)
    note = _text(
        later("Note"),
        later("What this document shows. Leave it blank only to mark it as read."),
        limit=NOTE,
        required=False,
    )

    def __init__(self, *given: Any, standards: Choices, **named: Any):
        super().__init__(*given, **named)
        field = cast(forms.ChoiceField, self.fields["standard"])
        field.choices = [("", later("No particular standard")), *standards]


class RemarkForm(forms.Form):
    """What is missing of what came."""

    remark = _text(
        later("What is missing?"),
        later("The service reads this."),
        error_messages={"required": later("Enter what is missing")},
    )


class RemovalForm(forms.Form):
    """Why a document is removed."""

    reason = _text(
        later("Why is it removed?"),
        later("Name nobody. The audit trail keeps a digest of it."),
        limit=REASON,
        error_messages={"required": later("Enter why it is removed")},
    )


class ReasonForm(forms.Form):
    """Why something is not held."""

    reason = _text(
        later("Why do you not hold it?"),
        later("Say also who might hold it, if you know."),
        error_messages={"required": later("Enter why you do not hold it")},
    )
