"""The form of the search. It is sent by GET, so that what was asked stands in the address."""

from django import forms

from inspectorate.register.facts import RATINGS
from inspectorate.register.selection import Selection
from inspectorate_app.store.queries.register import Held
from inspectorate_app.wording import later

_LONGEST = 100


class SearchForm(forms.Form):
    """What is looked for; ``register.selection`` says what is wrong with it."""

    place = forms.CharField(
        label=later("Place or unit"),
        help_text=later("For example, Cumbria, LLR or North West"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    region = forms.ChoiceField(label=later("Region"), required=False)
    kind = forms.ChoiceField(label=later("Kind of unit"), required=False)
    rating = forms.ChoiceField(label=later("Overall rating"), required=False)
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

    def __init__(self, held: Held, data: object = None):
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict, as a view has it
        for name, every, values in (
            ("region", later("All regions"), held.regions),
            ("kind", later("All kinds"), held.kinds),
            ("rating", later("All ratings"), RATINGS[::-1]),
        ):
            self.fields[name].choices = [("", every), *((one, one) for one in values)]  # type: ignore[attr-defined]

    @property
    def selection(self) -> Selection:
        """What is asked for. Only for a form that is valid."""
        return Selection(**{name: self.cleaned_data[name] for name in self.fields})
