"""Forms for results."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from inspectorate.framework.model import Characteristic
from inspectorate_app.wording import later


class Split(forms.Form):
    """By which characteristic results are shown."""

    characteristic = forms.ChoiceField(label=later("Characteristic"))

    def __init__(self, characteristics: Iterable[Characteristic], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["characteristic"]).choices = choices(characteristics)


class Download(forms.Form):
    """Which file is wanted."""

    characteristic = forms.ChoiceField(label=later("Counts by"), required=False)
    form = forms.ChoiceField(
        label=later("Kind of file"),
        choices=[("csv", later("CSV, for a spreadsheet")), ("json", later("JSON, for a program"))],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select the kind of file")},
    )

    def __init__(self, characteristics: Iterable[Characteristic], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["characteristic"]).choices = [
            ("", later("Question only")),
            *choices(characteristics),
        ]


def choices(characteristics: Iterable[Characteristic]) -> list[tuple[str, str]]:
    """Characteristics as choices."""
    return [(one.id, one.title) for one in characteristics]
