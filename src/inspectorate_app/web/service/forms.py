"""The forms of the inspected service, and of the team for it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from inspectorate_app.actions import emerging, interview, service
from inspectorate_app.actions.permission import OF_THE_INSPECTED
from inspectorate_app.actions.person import NAME_LIMIT
from inspectorate_app.web.forms import DateField
from inspectorate_app.web.person.forms import language_of_the_invitation
from inspectorate_app.web.time_field import TimeField
from inspectorate_app.wording import later

_LONDON = ZoneInfo("Europe/London")


class InviteForm(forms.Form):
    """Someone of the service, and what they are there."""

    name = forms.CharField(
        label=later("Full name"), max_length=NAME_LIMIT, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(label=later("Email address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=later("Role"),
        choices=lambda: [(role.value, role.label) for role in OF_THE_INSPECTED],
        widget=forms.RadioSelect,
    )
    language = language_of_the_invitation()


class AnnouncementForm(forms.Form):
    """What the lead inspector writes to the service."""

    text = forms.CharField(
        label=later("Announcement"),
        help_text=later("The service reads this on its first page. Say what is inspected, when, and what comes next."),
        widget=forms.Textarea(attrs={"rows": "14"}),
        max_length=service.LONGEST,
        error_messages={"required": later("Enter the announcement")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AskForm(forms.Form):
    """An interview that the service is asked to arrange."""

    whom = forms.CharField(
        label=later("Whom do you want to talk to?"),
        help_text=later("By their role, for example ‘Head of operations’ or ‘Practitioner’"),
        max_length=interview.WHOM,
        error_messages={"required": later("Enter whom you want to talk to")},
    )
    case = forms.IntegerField(
        label=later("Number of the case that it is about"),
        help_text=later("The service sees its own reference of the case. Leave it blank where none is meant."),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    about = forms.CharField(
        label=later("What is it about?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=interview.TEXT,
    )
    day = DateField(label=later("On which day?"), help_text=later("For example, 27 3 2026"))
    minutes = forms.IntegerField(
        label=later("How many minutes?"), initial=60, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    place = forms.CharField(
        label=later("Place or link"),
        help_text=later("Leave it blank for the service to say."),
        required=False,
        max_length=interview.PLACE,
    )


class ArrangeForm(forms.Form):
    """When and where an interview will be."""

    day = DateField(label=later("Day"), help_text=later("For example, 27 3 2026"))
    time = TimeField(
        label=later("Time"),
        help_text=later("For example, 2.30pm. Times are those of London."),
        max_length=20,
        error_messages={"required": later("Enter the time")},
    )
    place = forms.CharField(
        label=later("Place or link"),
        max_length=interview.PLACE,
        error_messages={"required": later("Enter the place or the link")},
    )
    answer = forms.CharField(
        label=later("Anything else that we should know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=interview.TEXT,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def held_at(self) -> datetime.datetime:
        """The moment that was typed."""
        given = self.cleaned_data
        return datetime.datetime.combine(given["day"], given["time"], _LONDON)


class DeclineForm(forms.Form):
    """Why an interview cannot be arranged."""

    answer = forms.CharField(
        label=later("Why can it not be arranged?"),
        help_text=later("Say what would be possible instead, if anything is."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=interview.TEXT,
        error_messages={"required": later("Enter why it cannot be arranged")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class FindingsForm(forms.Form):
    """A text for each heading; blank texts are left out. Ids of standards have spaces, and so name no field."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *given: Any, standards: Sequence[tuple[str, str]], texts: Mapping[str, str], **named: Any):
        super().__init__(*given, **named)
        self.named = {f"standard_{place}": id_ for place, (id_, _) in enumerate(standards, start=1)}
        for name, (id_, title) in zip(self.named, standards, strict=True):
            self.fields[name] = forms.CharField(
                label=title,
                required=False,
                max_length=emerging.LONGEST,
                widget=forms.Textarea(attrs={"rows": "5"}),
                initial=texts.get(id_, ""),
            )

    def texts(self) -> dict[str, str]:
        """What was typed, by the id of its standard."""
        return {id_: self.cleaned_data[name] for name, id_ in self.named.items()}
