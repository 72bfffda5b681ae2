"""The forms of a meeting: its plan, who came, its guide, and a note."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms

from inspectorate.framework.model import Standard
from inspectorate.meeting.guide import GuideQuestion
from inspectorate.meeting.kind import Kind
from inspectorate_app.actions.meeting_note import FLAGS, MARKS
from inspectorate_app.actions.meeting_text import LONGEST_NOTE, LONGEST_QUESTION, LONGEST_REASON
from inspectorate_app.web.forms import DateField
from inspectorate_app.web.inspection.forms import LinesField
from inspectorate_app.web.time_field import TimeField
from inspectorate_app.wording import later


class PlanForm(forms.Form):
    """A meeting: what, when, where, with whom by role, and who of the team is there."""

    kind = forms.ChoiceField(
        label=later("Kind of meeting"),
        choices=lambda: [(each.value, each.label) for each in Kind],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=later("With whom, or about what"),
        help_text=later("By role, never by name. For example, ‘Probation officers, Loughborough office’."),
        max_length=160,
    )
    day = DateField(label=later("Day"), help_text=later("For example, 28 11 2022"))
    starts = TimeField(label=later("Starts at"), help_text=later("London time. For example, 10.30am or 2pm"))
    ends = TimeField(label=later("Ends at"))
    online = forms.BooleanField(label=later("It is held online"), required=False)
    place = forms.CharField(
        label=later("Place"), help_text=later("Leave it blank for an online meeting."), max_length=160, required=False
    )
    attendees = LinesField(
        label=later("Who will attend"),
        help_text=later(
            "A role a line, with the number where there are several: ‘head of PDU’, ‘6 probation officers’."
        ),
        required=False,
    )
    leads = forms.TypedMultipleChoiceField(
        label=later("Who leads it"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select who leads the meeting")},
    )
    takes_notes = forms.TypedMultipleChoiceField(
        label=later("Who takes notes"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *given: Any, team: Iterable[tuple[int, str]], **named: Any):
        super().__init__(*given, **named)
        people = [(str(person), name) for person, name in team]
        for field in ("leads", "takes_notes"):
            cast(forms.MultipleChoiceField, self.fields[field]).choices = people


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=later("Why is it cancelled?"),
        help_text=later("Do not name people."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": later("Enter why it is cancelled")},
    )


class HeldForm(forms.Form):
    """Who came."""

    attendees = LinesField(
        label=later("Who attended"),
        help_text=later("A role a line, with the number where there were several. Never names."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class StandardsForm(forms.Form):
    """The standards whose questions become a guide."""

    standards = forms.MultipleChoiceField(
        label=later("Standards"),
        help_text=later("Their key questions and prompts are added to the guide. You can change them after."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select the standards that the meeting is about")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *given: Any, standards: Iterable[Standard], **named: Any):
        super().__init__(*given, **named)
        choices = [(each.id, each.heading) for each in standards if each.key_questions]
        cast(forms.MultipleChoiceField, self.fields["standards"]).choices = choices


class GuideForm(forms.Form):
    """The questions of a guide, each in a box of its own; a blank one is taken out. Below them, room for more."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    more = LinesField(
        label=later("More questions"),
        help_text=later("Your own, one a line."),
        required=False,
        max_length=20_000,
    )
    more_of = forms.ChoiceField(label=later("They are asked for"), required=False)

    def __init__(self, *given: Any, guide: Sequence[GuideQuestion], standards: Iterable[Standard], **named: Any):
        super().__init__(*given, **named)
        self.guide = guide
        for place, each in enumerate(guide):
            self.fields[f"question-{place}"] = forms.CharField(
                label=later("Question {place}", place=place + 1)
                + (later(", from {source}", source=each.source) if each.source else ""),
                required=False,
                initial=each.text,
                max_length=LONGEST_QUESTION,
                widget=forms.Textarea(attrs={"rows": "2"}),
            )
        choices = [("", later("No standard")), *((each.id, each.heading) for each in standards)]
        cast(forms.ChoiceField, self.fields["more_of"]).choices = choices

    @property
    def questions(self) -> list[GuideQuestion]:
        """The guide as it is wanted, once the form is valid."""
        wanted = self.cleaned_data
        stay = [
            GuideQuestion(wanted[f"question-{place}"], each.standard, each.source)
            for place, each in enumerate(self.guide)
        ]
        return stay + [GuideQuestion(text, wanted["more_of"]) for text in wanted["more"]]


class NoteForm(forms.Form):
    """A note against a standard or key question."""

    text = forms.CharField(
        label=later("Note"),
        help_text=later("Do not name people, in cases or at the meeting: say what role they have."),
        widget=forms.Textarea(attrs={"rows": "8"}),
        max_length=LONGEST_NOTE,
        error_messages={"required": later("Enter the note")},
    )
    about = forms.ChoiceField(label=later("Standard or key question"), required=False)
    mark = forms.ChoiceField(
        label=later("What the note holds"),
        choices=list(MARKS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select whether it is what was said, or what you concluded")},
    )
    flag = forms.ChoiceField(
        label=later("It speaks of"), choices=list(FLAGS.items()), widget=forms.RadioSelect, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)

    def __init__(self, *given: Any, standards: Iterable[Standard], **named: Any):
        super().__init__(*given, **named)
        choices = [("", later("None"))]
        for standard in standards:
            choices.append((standard.id, standard.heading))
            choices += [(each.id, f"{each.code} {_short(each.text)}".strip()) for each in standard.key_questions]
        cast(forms.ChoiceField, self.fields["about"]).choices = choices


def _short(text: str) -> str:
    """A question short enough for a list."""
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"
