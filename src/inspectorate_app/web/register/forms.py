"""The form of the search. It is sent by GET, so that what was asked stands in the address."""

from collections.abc import Callable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _

from inspectorate.register.facts import RATINGS
from inspectorate.register.selection import Selection
from inspectorate_app.store.queries.register import Held
from inspectorate_app.web.register.words import addressee_words, kind_words
from inspectorate_app.wording import later

_LONGEST = 100
_SAID: Mapping[str, Callable[[str], str]] = {"kind": kind_words, "addressee": addressee_words}


class ListField(forms.ChoiceField):
    """A list. What is not in it is refused by the register, with all else that is wrong, and not by the form alone."""

    def valid_value(self, value: str) -> bool:
        """Always: see above."""
        return True


class SearchForm(forms.Form):
    """What is looked for; ``register.selection`` says what is wrong with it."""

    place = forms.CharField(
        label=later("Place or unit"),
        help_text=later("For example, Cumbria, LLR or North West"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    region = ListField(label=later("Region"), required=False)
    kind = ListField(label=later("Kind of unit"), required=False)
    rating = ListField(label=later("Overall rating"), required=False)
    addressee = ListField(label=later("Recommendations to"), required=False)
    since = forms.CharField(
        label=later("Published from"),
        help_text=later("A year, a month or a day: 2023, 2023-07 or 2023-07-13"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = forms.CharField(
        label=later("Published until"),
        help_text=later("Written in the same way"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last = forms.BooleanField(label=later("Only the last inspection of each unit"), required=False)

    def __init__(self, held: Held, asked: Mapping[str, str] | None = None):
        names = {"region": held.regions, "kind": held.kinds, "rating": RATINGS[::-1], "addressee": held.addressees}
        super().__init__({**asked, **_as_listed(asked, names)} if asked else None)
        every = {
            "region": later("All regions"),
            "kind": later("All kinds"),
            "rating": later("All ratings"),
            "addressee": later("Anyone"),
        }
        for name, values in names.items():
            said = _SAID.get(name, _)
            self.fields[name].choices = [  # type: ignore[attr-defined]  # of a list
                ("", every[name]),
                *((value, said(value)) for value in values),
            ]

    @property
    def selection(self) -> Selection:
        """What is asked for. Only for a form that is valid."""
        return Selection(**{name: self.cleaned_data[name] for name in self.fields})


def _as_listed(asked: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What was asked of each list, in the letters of the list: an address may say ``kind=pdu``."""
    return {
        name: next((value for value in values if value.casefold() == asked[name].casefold()), asked[name])
        for name, values in names.items()
        if name in asked
    }
