"""The forms of subscribers: what they follow, and their address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inspectorate_app.store.queries.register import Held
from inspectorate_app.store.queries.subscriber import EVERYTHING, Following, is_unit, name_of
from inspectorate_app.web.register.words import kind_words
from inspectorate_app.wording import later

SOME = "some"
#: Units that are offered on one page at most, whatever its address says.
_MOST = 50


class FollowingForm(forms.Form):
    """What is followed: everything, or what is ticked. Units are those that the address or the subscriber names."""

    what = forms.ChoiceField(
        label=later("What do you want to be told of?"),
        choices=[(EVERYTHING, later("All new reports and letters")), (SOME, later("Only what I choose"))],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select what you want to be told of")},
    )
    unit = forms.MultipleChoiceField(label=later("Units"), required=False, widget=forms.CheckboxSelectMultiple)
    region = forms.MultipleChoiceField(label=later("Regions"), required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.MultipleChoiceField(label=later("Kinds of unit"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, held: Held, units: Iterable[str], data: Any = None, **options: Any):
        super().__init__(data, **options)
        known = [unit for unit in dict.fromkeys(units) if is_unit(unit)][:_MOST]
        self._offer("unit", [(unit, name_of(unit)) for unit in known])
        self._offer("region", [(region, region) for region in held.regions])
        self._offer("kind", [(kind, kind_words(kind)) for kind in held.kinds])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of several choices

    @property
    def following(self) -> Following:
        """What was chosen. Only for a form that is valid."""
        if self.cleaned_data["what"] == EVERYTHING:
            return Following(everything=True)
        regions, kinds, units = (tuple(self.cleaned_data[name]) for name in ("region", "kind", "unit"))
        return Following(False, regions, kinds, units)


class SubscribeForm(FollowingForm):
    """The same, and the address that is told."""

    email = forms.CharField(
        label=later("Your email address"),
        help_text=later("We use it to tell you of reports and letters, and for nothing else"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": later("Enter your email address")},
    )


class DeletionForm(forms.Form):
    """The address of a subscriber who asked to be deleted."""

    email = forms.CharField(
        label=later("Email address"),
        help_text=later("Of someone who asked that it be deleted. It is written nowhere"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": later("Enter the address")},
    )
