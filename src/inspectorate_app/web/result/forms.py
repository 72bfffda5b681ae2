"""Forms for results."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from inspectorate.framework.model import Characteristic


class Split(forms.Form):
    """By which characteristic results are shown."""

    characteristic = forms.ChoiceField(label="Characteristic")

    def __init__(self, characteristics: Iterable[Characteristic], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["characteristic"]).choices = choices(characteristics)


class Download(forms.Form):
    """Which file is wanted."""

    characteristic = forms.ChoiceField(label="Counts by", required=False)
    form = forms.ChoiceField(
        label="Kind of file",
        choices=[("csv", "CSV, for a spreadsheet"), ("json", "JSON, for a program")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of file"},
    )

    def __init__(self, characteristics: Iterable[Characteristic], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        cast(forms.ChoiceField, self.fields["characteristic"]).choices = [
            ("", "Question only"),
            *choices(characteristics),
        ]


def choices(characteristics: Iterable[Characteristic]) -> list[tuple[str, str]]:
    """Characteristics as choices."""
    return [(one.id, one.title) for one in characteristics]
