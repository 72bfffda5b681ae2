"""The forms of search: what is looked for, and which of what was found is shown."""

from collections.abc import Iterable, Mapping

from django import forms
from markupsafe import Markup

from inspectorate_app.actions.search import Found
from inspectorate_app.web.jinja import of_edition
from inspectorate_app.wording import later


class WordsForm(forms.Form):
    """What is looked for; ``actions.search`` says what is wrong with it."""

    words = forms.CharField(
        label=later("Search this inspection"),
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NarrowForm(forms.Form):
    """Of what was found, one kind or one standard."""

    kind = forms.ChoiceField(label=later("Kind"), required=False)
    standard = forms.ChoiceField(label=later("Standard"), required=False)

    def __init__(self, found: Found, chosen: Mapping[str, str]):
        super().__init__(initial=dict(chosen))
        for name, counts, every in (
            ("kind", found.kinds, later("All kinds")),
            ("standard", found.standards, later("All standards")),
        ):
            self.fields[name].choices = [  # type: ignore[attr-defined]  # a field with choices
                ("", every),
                *((id_, _counted(found.titles[id_], count)) for id_, count in _with(counts, chosen[name], found)),
            ]


def _counted(title: str, count: int) -> Markup:
    """A title with how much was found of it; marked as English where an edition has it in no other language."""
    return Markup("{} ({})").format(of_edition(title), f"{count:,}")


def _with(counts: Mapping[str, int], chosen: str, found: Found) -> Iterable[tuple[str, int]]:
    """Counts with what is chosen among them, so that it stands in its list where nothing is left of it."""
    return {**counts, **({chosen: counts.get(chosen, 0)} if chosen in found.titles else {})}.items()
