"""The forms of an inspection: its dates, its phase, and the places in its team."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from inspectorate.framework.model import Skill
from inspectorate.sampling.dates import in_words, read_date
from inspectorate_app.actions.permission import IN_THE_TEAM, Role
from inspectorate_app.actions.team import MOST_CASES
from inspectorate_app.store.queries.membership import Candidate, Member
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where the page was only opened."""
    return request.POST if request.method == "POST" else None


class LinesField(forms.CharField):
    """Several short texts, one a line. Gives a list without blank lines."""

    widget = forms.Textarea(attrs={"rows": "3"})

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box: a line for each."""
        return value if value is None or isinstance(value, str) else "\n".join(value)

    def clean(self, value: Any) -> Any:
        """The lines that are not blank."""
        return [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]


class WeeksField(LinesField):
    """Dates, one a line, as people write them. Gives a list of ``datetime.date``."""

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box: 4 April 2022."""
        if value is None or isinstance(value, str):
            return value
        return "\n".join(in_words(day) for day in value)

    def clean(self, value: Any) -> list[datetime.date]:
        """The days. Raises ``ValidationError`` for each line that is none."""
        lines = super().clean(value)
        wrong = [line for line in lines if read_date(line) is None]
        if wrong:
            raise ValidationError(
                [later("‘{line}’ is not a date, like 4 April 2022", line=line[:40]) for line in wrong]
            )
        return [day for line in lines if (day := read_date(line)) is not None]


#: What is asked of a move that needs a reason, and what is said where it is missing.
_REASONS = {
    "back": (later("Why does it move back?"), later("Enter why the inspection moves back")),
    "published": (later("Where was it published?"), later("Enter where it was published outside this service")),
    "closed": (later("Why is it closed?"), later("Enter why the inspection is closed")),
}


class MoveForm(forms.Form):
    """A move to another phase; back, out of follow-up, and published outside this service, with the reason."""

    reason = forms.CharField(
        help_text=later("The reason stands in the history of the inspection."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def __init__(self, *given: Any, to: str, needs_reason: bool, is_back: bool, **named: Any):
        super().__init__(*given, **named)
        reason = self.fields["reason"]
        reason.required = needs_reason
        label, missing = _REASONS["back" if is_back else to if to in _REASONS else "closed"]
        reason.label, reason.error_messages["required"] = label, missing


class DueForm(forms.Form):
    """The day by which a phase is due to end."""

    due_on = DateField(label=later("Date by which it is due"), help_text=later("For example, 27 3 2023"))


class DatesForm(forms.Form):
    """The dates of an inspection."""

    fieldwork_from = DateField(label=later("First day of fieldwork"), help_text=later("For example, 24 10 2022"))
    fieldwork_to = DateField(label=later("Last day of fieldwork"))
    cohort_weeks = WeeksField(
        label=later("Cohort weeks"),
        help_text=later("A day in each week, one a line, like 4 April 2022. Weeks run from Monday to Sunday."),
        required=False,
    )
    names_delete_on = DateField(label=later("Day on which names of people are deleted"))
    documents_delete_on = DateField(
        label=later("Day on which the files of documents are deleted"),
        help_text=later("Not before the inspection is published. Their titles and SHA-256 stay."),
        required=False,
    )

    def __init__(self, *given: Any, samples: bool, **named: Any):
        super().__init__(*given, **named)
        if not samples:
            del self.fields["cohort_weeks"]


class _PlaceForm(forms.Form):
    role = forms.ChoiceField(
        label=later("Role"),
        choices=lambda: [(role.value, role.label) for role in IN_THE_TEAM],
        widget=forms.RadioSelect,
    )
    capacity = forms.IntegerField(
        label=later("Most cases they read"),
        help_text=later("0 for someone who reads none."),
        min_value=0,
        max_value=MOST_CASES,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": later("Most cases they read must be a whole number")},
    )
    skills = forms.MultipleChoiceField(
        label=later("Skills"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=later("Some cases need them."),
    )
    conflicts = LinesField(
        label=later("Conflicts of interest inside the organisation"),
        help_text=later("Areas, teams or practitioners whose cases they must not read, one a line."),
        required=False,
    )

    own = LinesField(
        label=later("Where a local assessor works"),
        help_text=later(
            "For a local assessor who reads cases: their own area, team or practitioners, as the caseload names "
            "them, one a line. They are never given a case of theirs."
        ),
        required=False,
    )

    def __init__(self, *given: Any, skills: Iterable[Skill], **named: Any):
        super().__init__(*given, **named)
        choices = [(skill.id, skill.title) for skill in skills]
        if choices:
            self.fields["skills"].choices = choices  # type: ignore[attr-defined]  # a field with choices
        else:
            del self.fields["skills"]


class AddForm(_PlaceForm):
    """A place in the team for someone."""

    field_order: Sequence[str] = ("person", "role", "capacity", "skills", "own", "conflicts")

    person = forms.TypedChoiceField(label=later("Person"), coerce=int)

    def __init__(self, *given: Any, candidates: Iterable[Candidate], **named: Any):
        super().__init__(*given, **named)
        people = [(str(each.id), f"{each.name} ({each.email})") for each in candidates]
        self.fields["person"].choices = [("", later("Choose a person")), *people]  # type: ignore[attr-defined]  # as above


class ChangeForm(_PlaceForm):
    """A place in the team, changed."""

    def __init__(self, *given: Any, member: Member, **named: Any):
        initial = {
            "role": Role(member.role).value,
            "capacity": member.capacity,
            "skills": list(member.skills),
            "conflicts": list(member.conflicts),
            "own": list(member.own),
        }
        super().__init__(*given, initial=initial, **named)
