"""The forms of setting an inspection up, a step each, and the filter of the calendar."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inspectorate.framework.model import FrameworkFile
from inspectorate.organisation.model import Organisation
from inspectorate_app.web.forms import DateField
from inspectorate_app.web.inspection.forms import WeeksField
from inspectorate_app.wording import later


class RegionForm(forms.Form):
    """Which region the calendar shows."""

    region = forms.ChoiceField(label=later("Region"), required=False)

    def __init__(self, *given: Any, regions: Iterable[str], **named: Any):
        super().__init__(*given, **named)
        choices = [("", later("All regions")), *((region, region) for region in regions)]
        self.fields["region"].choices = choices  # type: ignore[attr-defined]  # a field with choices


class EditionForm(forms.Form):
    """Against which edition."""

    edition = forms.ChoiceField(
        label=later("Which edition is it inspected against?"),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select an edition")},
    )

    def __init__(self, *given: Any, editions: Iterable[FrameworkFile], **named: Any):
        super().__init__(*given, **named)
        choices = [(each.edition, each.title) for each in editions]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]  # as above


class OrganisationForm(forms.Form):
    """Which organisation is inspected."""

    organisation = forms.ChoiceField(
        label=later("Organisation"), error_messages={"required": later("Select an organisation")}
    )

    def __init__(self, *given: Any, organisations: Iterable[Organisation], **named: Any):
        super().__init__(*given, **named)
        choices = [("", later("Choose an organisation")), *((each.id, _named(each)) for each in organisations)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]  # as above


def _named(organisation: Organisation) -> str:
    if organisation.region and organisation.region != organisation.name:
        return f"{organisation.region}: {organisation.name}"
    return organisation.name


class FieldworkForm(forms.Form):
    """When fieldwork is."""

    fieldwork_from = DateField(label=later("First day of fieldwork"), help_text=later("For example, 24 10 2027"))
    fieldwork_to = DateField(label=later("Last day of fieldwork"))
    out_of_force_confirmed = forms.BooleanField(
        label=later("Use this edition although it is assumed not to be in use on these dates"), required=False
    )


class ProposalsForm(forms.Form):
    """What was proposed from edition and dates, to be changed."""

    cohort_weeks = WeeksField(
        label=later("Cohort weeks"),
        help_text=later("A day in each week, one a line, like 4 April 2022. Weeks run from Monday to Sunday."),
    )
    names_delete_on = DateField(label=later("Day on which names of people are deleted"))

    def __init__(self, *given: Any, samples: bool, **named: Any):
        super().__init__(*given, **named)
        if not samples:
            del self.fields["cohort_weeks"]
