"""What people fill in about caseloads, draws, allocation and replacement."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from inspectorate.framework.model import SamplingSpecification
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.sample import MAIN, ModuleFacts
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

#: The main sample has no module, and a radio button without a value cannot be told from none.
MAIN_CHOICE = "main"
NOBODY = "nobody"


class UploadForm(forms.Form):
    """A list of cases. ``module`` is asked for where the edition has several samples."""

    module = forms.ChoiceField(label=later("Which sample is this list for?"), widget=forms.RadioSelect)
    as_of = DateField(
        label=later("Date the list was taken"),
        help_text=later("Cases that start after this date are left out. For example, 24 10 2022"),
        earliest=datetime.date(2000, 1, 1),
    )
    file = forms.FileField(
        label=later("List of cases"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": later("Select the list of cases"),
            "empty": later("The file is empty: select another"),
        },
    )

    def __init__(self, *arguments: Any, modules: Sequence[ModuleFacts], **options: Any) -> None:
        super().__init__(*arguments, **options)
        limit = settings.UPLOAD_LIMIT // 1_000_000
        self.fields["file"].help_text = later(
            "A CSV file or an XLSX workbook of up to {limit} MB, with a row for each case", limit=limit
        )
        module = self.fields["module"]
        assert isinstance(module, forms.ChoiceField)  # noqa: S101 - for the type alone
        module.choices = [(each.module or MAIN_CHOICE, each.title) for each in modules]
        if len(modules) == 1:
            del self.fields["module"]

    @property
    def chosen(self) -> str:
        """The module as the actions know it."""
        found = self.cleaned_data.get("module", MAIN_CHOICE)
        return MAIN if found == MAIN_CHOICE else str(found)

    def clean_as_of(self) -> datetime.date:
        """No list was taken tomorrow."""
        day: datetime.date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(later("Date the list was taken must be today or in the past"))
        return day

    def clean_file(self) -> Any:
        """Refuse what is too large before any of it is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                later(
                    "The list must be smaller than {upload_limit} MB", upload_limit=settings.UPLOAD_LIMIT // 1_000_000
                )
            )
        return file


class WholeNumber(forms.IntegerField):
    """A whole number typed into a short box; blank for what the edition says."""

    def __init__(self, label: str, least: int, most: int) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=least,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": later("{label} must be a whole number", label=label),
                "min_value": later("{label} must be {least} or more", label=label, least=least),
                "max_value": later("{label} must be {most:,} or less", label=label, most=most),
            },
        )


class DrawForm(forms.Form):
    """How a sample is drawn. Whatever is left blank is as the edition says."""

    method = forms.ChoiceField(
        label=later("Which cases are read?"),
        choices=[("all", later("Every case of the list")), ("draw", later("Some of them, drawn by lot"))],
        widget=forms.RadioSelect,
    )
    size = WholeNumber(later("Number of cases"), 1, 100_000)
    buffer_percent = WholeNumber(later("Reserve in per cent"), 0, 1_000)
    cap = WholeNumber(later("Most cases of one practitioner"), 0, 100_000)
    seed = forms.CharField(
        label=later("Seed"),
        required=False,
        max_length=80,
        help_text=later("Leave blank for a new one. The same list and the same seed always give the same sample"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *arguments: Any, is_main: bool, specification: SamplingSpecification, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if is_main:
            del self.fields["method"]
        size, most = specification.size, specification.cap_per_practitioner
        self.fields["size"].help_text = later(
            "Leave blank for as many as a margin of error of {margin:g} percentage points needs, at "
            "{confidence:g} per cent confidence",
            margin=size.margin * 100,
            confidence=size.confidence * 100,
        )
        self.fields["buffer_percent"].help_text = later(
            "Spare cases, in per cent of the sample. Leave blank for {value} per cent",
            value=specification.buffer_percent.value,
        )
        self.fields["cap"].help_text = (
            later("In sample and reserve together. Leave blank for {value}, or enter 0 for no limit", value=most.value)
            if most
            else later("In sample and reserve together. Leave blank for no limit")
        )

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for, as the action takes it."""
        names = ("size", "buffer_percent", "cap", "seed")
        take_all = self.cleaned_data.get("method") == "all"
        return {**{name: self.cleaned_data[name] for name in names}, "take_all": take_all}


class ReplaceForm(forms.Form):
    """Why a case cannot be read."""

    reason = forms.CharField(
        label=later("Why can this case not be read?"),
        max_length=1_000,
        help_text=later("For example, the file is at court. Do not give anyone’s name: the reason is kept"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": later("Enter why this case cannot be read")},
    )


class WithdrawForm(forms.Form):
    """Why an approval is withdrawn."""

    reason = forms.CharField(
        label=later("Why is the approval withdrawn?"),
        max_length=1_000,
        help_text=later("Do not give anyone’s name: the reason stands in the audit trail"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": later("Enter why the approval is withdrawn")},
    )


class AllocateForm(forms.Form):
    """Who reads one case."""

    person = forms.ChoiceField(label=later("Who reads this case?"), widget=forms.RadioSelect)
    confirmed = forms.BooleanField(
        label=later("Someone else shall go on with the assessment that was started"), required=False
    )

    def __init__(self, *arguments: Any, readers: Iterable[Reader], is_started: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)  # noqa: S101 - for the type alone
        person.choices = [
            *(
                (
                    str(each.person),
                    later(
                        "{name} ({load} of {capacity} cases)", name=each.name, load=each.load, capacity=each.capacity
                    ),
                )
                for each in readers
            ),
            (NOBODY, later("Nobody for now")),
        ]
        if not is_started:
            del self.fields["confirmed"]

    @property
    def chosen(self) -> int | None:
        """The person's id, or None for nobody."""
        found = self.cleaned_data["person"]
        return None if found == NOBODY else int(found)
