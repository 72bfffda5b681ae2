"""Forms of publication: the day, the notice of a correction, approval, and reasons."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms

from inspectorate_app.actions.publication import LONGEST_NOTICE, LONGEST_REASON
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later


class Remaking(forms.Form):
    """What a correction is asked: the ISBN that the report prints, that of the version before unless it is changed.

    And in which language beside English; that is not asked where the edition speaks no other.
    """

    isbn = forms.CharField(
        label=later("ISBN (optional)"),
        help_text=later("It is printed in the imprint of the report, as 978-1-916621-29-9."),
        max_length=40,
        required=False,
    )
    also_in = forms.BooleanField(
        label=later("Make all documents in Welsh too"),
        help_text=later(
            "They are approved and published with those in English. In Welsh are headings, standing texts, ratings and "
            "numbers. What people wrote stands as they wrote it, and each document says so."
        ),
        required=False,
    )

    def __init__(self, *given: Any, languages: Collection[str] = (), **named: Any):
        super().__init__(*given, **named)
        if "cy" not in languages:
            del self.fields["also_in"]

    @property
    def language(self) -> str:
        """The code of the language beside English; blank for none."""
        return "cy" if self.cleaned_data.get("also_in") else ""


class Preparing(Remaking):
    """The same with the day that the documents print."""

    field_order = ("day", "isbn", "also_in")

    day = DateField(
        label=later("Day of publication"),
        help_text=later("It is printed in the documents. Everything is published at 00.01 on that day."),
    )


class Correcting(forms.Form):
    """What is corrected, in words for the public."""

    notice = forms.CharField(
        label=later("What was corrected"),
        help_text=later("It is printed on the first page of each document and shown in the public register."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_NOTICE,
        error_messages={"required": later("Enter what was corrected")},
    )


class Approving(forms.Form):
    """What was looked at, by its seal; a correction with its day."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=64)
    looked = forms.BooleanField(
        label=later("I have looked at the files and approve them for publication"),
        error_messages={"required": later("Confirm that you approve the files")},
    )


class ApprovingCorrection(Approving):
    """The same for a correction, which may be published at once."""

    when = forms.ChoiceField(
        label=later("When is it published?"),
        choices=[("now", later("At once")), ("day", later("At 00.01 on a day"))],
        widget=forms.RadioSelect,
        error_messages={"required": later("Choose when it is published")},
    )
    day = DateField(label=later("Day"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day where one is chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("when") == "day" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", later("Enter the day"))
        if cleaned.get("when") == "now":
            cleaned["day"] = None
        return cleaned


class Reasoning(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=later("Reason"),
        help_text=later("It stays in the history of the publication."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST_REASON,
        error_messages={"required": later("Enter the reason")},
    )


class ChangingDay(Reasoning):
    """Another day, and why."""

    day = DateField(label=later("New day of publication"))
    field_order = ("day", "reason")


def day_proposed(due: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """The day that the timetable has, where it lies ahead."""
    return due if due is not None and due > today else None
