"""The forms about people."""

from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inspectorate.organisation.directory import product_directory
from inspectorate_app.actions.conflict import REASON_LIMIT
from inspectorate_app.actions.permission import OFFICES
from inspectorate_app.wording import later


def _offices() -> list[tuple[str, str]]:
    return [("", _("None: they have roles in inspections only")), *((each.value, each.label) for each in OFFICES)]


#: What each office may do, beside its radio button.
OFFICE_HINTS = {
    "administrator": later("Invites people and manages their accounts"),
    "planner": later("Sets up inspections and their teams"),
    "auditor": later("Reads every audit trail and changes nothing"),
}


def language_of_the_invitation() -> forms.ChoiceField:
    """In which language someone is invited: at first that of the page."""
    return forms.ChoiceField(
        label=later("Language of the invitation"),
        choices=settings.LANGUAGES,
        initial=get_language,
        required=False,
        widget=forms.RadioSelect,
    )


class InviteForm(forms.Form):
    """Whom to invite."""

    name = forms.CharField(
        label=later("Full name"),
        max_length=120,
        error_messages={"required": later("Enter their full name")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=later("Email address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    office = forms.ChoiceField(
        label=later("Office"), choices=_offices, required=False, initial="", widget=forms.RadioSelect
    )
    language = language_of_the_invitation()


class OfficeForm(forms.Form):
    """Another office."""

    office = forms.ChoiceField(label=later("Office"), choices=_offices, required=False, widget=forms.RadioSelect)


class FilterForm(forms.Form):
    """Which people the list shows; by the first letter of a name, since a name would stand in the address."""

    state = forms.ChoiceField(
        label=later("Account"),
        choices=[("active", later("Active")), ("deactivated", later("Deactivated")), ("", later("All"))],
        required=False,
    )
    office = forms.ChoiceField(
        label=later("Office"),
        choices=lambda: [("", _("All")), *((each.value, each.label) for each in OFFICES), ("none", _("None"))],
        required=False,
    )
    letter = forms.ChoiceField(
        label=later("Name begins with"),
        choices=[("", later("Any letter")), *((letter, letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")],
        required=False,
    )


class ConflictForm(forms.Form):
    """What a person may not inspect, and why."""

    organisation = forms.ChoiceField(
        label=later("Unit or region"),
        help_text=later("A region stands for every unit in it"),
        error_messages={"required": later("Select a unit or region")},
    )
    reason = forms.CharField(
        label=later("Reason"),
        help_text=later("For example, worked there until March 2025. Do not name anyone else."),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": later("Enter the reason")},
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["organisation"].choices = [("", later("Select a unit or region")), *_organisations()]  # type: ignore[attr-defined]  # a ChoiceField


@lru_cache(maxsize=1)
def _organisations() -> tuple[tuple[str, str], ...]:
    """Regions, then units, by name, as they are called now."""
    known = [each for each in product_directory().organisations if each.last is None]
    known.sort(key=lambda each: (each.kind != "region", each.name))
    return tuple((each.id, f"{each.name} ({each.kind})") for each in known)
