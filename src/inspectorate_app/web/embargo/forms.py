"""Forms of embargoed copies: for whom one is, and which people of the inspected service are given one."""

from typing import Any, cast

from django import forms

from inspectorate_app.actions.embargo import LONGEST_NAME, LONGEST_ORGANISATION, Recipient
from inspectorate_app.store.queries.embargo import KINDS
from inspectorate_app.wording import later


class NewCopy(forms.Form):
    """A recipient who is named."""

    kind = forms.ChoiceField(
        label=later("Who they are"),
        choices=[(kind, later(title)) for kind, title in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select who they are")},
    )
    name = forms.CharField(
        label=later("Name"),
        help_text=later("It stands on every page of the copy."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.CharField(
        label=later("Organisation"),
        max_length=LONGEST_ORGANISATION,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=later("Email address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    @property
    def recipient(self) -> Recipient:
        """For whom the copy is to be."""
        return Recipient(**self.cleaned_data)


class OfTheService(forms.Form):
    """People of the inspected service who are given a copy each."""

    people = forms.MultipleChoiceField(
        label=later("Who is given a copy"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select whom you give a copy")},
    )

    def __init__(self, known: dict[int, tuple[str, str]], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = [(str(person), f"{name}, {email}") for person, (name, email) in known.items()]
        cast(forms.MultipleChoiceField, self.fields["people"]).choices = choices


class Tracing(forms.Form):
    """What stands on a copy, or in its metadata."""

    sign = forms.CharField(
        label=later("Number on its pages, or ‘Embargoed copy’ in the properties of the file"),
        max_length=40,
        required=False,
    )
