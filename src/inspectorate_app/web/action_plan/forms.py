"""Forms of action plans: answers, actions, days of reports, reports, judgements, decisions, and the filter."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from inspectorate.recommendation.action_plan import product_rules
from inspectorate.recommendation.model import ADDRESSEES
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.actions.action_plan import LONGEST, LONGEST_WHO, Wanted
from inspectorate_app.actions.action_plan_decision import LONGEST as LONGEST_REMARKS
from inspectorate_app.web.forms import DateField
from inspectorate_app.web.inspection.forms import WeeksField
from inspectorate_app.web.register.words import addressee_words
from inspectorate_app.wording import later


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Answering(forms.Form):
    """A response to a recommendation, with its reasons."""

    response = forms.ChoiceField(
        label=later("Response"),
        choices=lambda: [(each.id, later(each.label)) for each in product_rules().responses.choices],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select a response")},
    )
    reasons = forms.CharField(
        label=later("Reasons"),
        help_text=later("Needed unless you agree. Do not name anyone: the inspectorate may publish this."),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST,
    )
    version = _version()


class Acting(forms.Form):
    """What will be done about a recommendation."""

    what = forms.CharField(
        label=later("What will be done?"),
        help_text=later(
            "One thing that can be seen to be done. Do not name anyone: the inspectorate may publish this."
        ),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter what will be done")},
    )
    who = forms.CharField(
        label=later("Who does it?"),
        help_text=later("By their role, for example ‘Head of the PDU’. Do not give a name."),
        max_length=LONGEST_WHO,
        error_messages={"required": later("Enter who does it")},
    )
    due_on = DateField(label=later("Date by which it is done"), help_text=later("For example, 27 3 2026"))
    measure = forms.CharField(
        label=later("How is success measured?"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter how success is measured")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def wanted(self) -> Wanted:
        """What the action is told."""
        given = self.cleaned_data
        return Wanted(given["what"], given["who"], given["due_on"], given["measure"])


class ReportDays(forms.Form):
    """The days on which progress is reported."""

    days = WeeksField(
        label=later("On which days will you report progress?"),
        help_text=later("A day a line, like 4 April 2026."),
        error_messages={"required": later("Enter a day at least")},
    )
    version = _version()


class Reporting(forms.Form):
    """How far an action is."""

    state = forms.ChoiceField(
        label=later("How far is it?"),
        choices=lambda: [(each.id, later(each.label)) for each in product_rules().states.choices],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select how far it is")},
    )
    words = forms.CharField(
        label=later("What was done, and what it led to"),
        help_text=later("Do not name anyone."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter what was done")},
    )
    on = DateField(label=later("On which day was it so?"), help_text=later("For example, 27 3 2026"))


class JudgingFollowUp(forms.Form):
    """What the inspectorate judges of what was done."""

    status = forms.ChoiceField(label=later("How much progress was made?"), widget=forms.RadioSelect, required=False)
    found = forms.CharField(
        label=later("What you found"),
        help_text=later("It becomes public when the plan is published next. Do not name anyone."),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST,
    )
    evidence = forms.CharField(
        label=later("What it rests on"),
        help_text=later("For example, which reports and figures you saw. It is not published."),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
    )
    version = _version()

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        known = [(each.id, later(each.label)) for each in product_statuses().statuses]
        cast(forms.ChoiceField, self.fields["status"]).choices = [*known, ("", later("Not yet judged"))]


class Deciding(forms.Form):
    """Whether a plan is accepted, and remarks on it."""

    decision = forms.ChoiceField(
        label=later("Do you accept the plan?"),
        choices=[("accepted", later("Yes, accept it")), ("sent_back", later("No, send it back to be changed"))],
        widget=forms.RadioSelect,
        error_messages={"required": later("Select whether you accept the plan")},
    )
    remarks = forms.CharField(
        label=later("Remarks"),
        help_text=later("The service reads them. Needed where you send the plan back."),
        required=False,
        widget=forms.Textarea(attrs={"rows": "6"}),
        max_length=LONGEST_REMARKS,
    )
    version = _version()


class PlanDeadline(forms.Form):
    """By when the plan is due."""

    due_on = DateField(label=later("Date by which the plan is due"), help_text=later("For example, 27 3 2026"))


class Filtering(forms.Form):
    """Which open recommendations are shown."""

    region = forms.ChoiceField(label=later("Region"), required=False)
    addressee = forms.ChoiceField(
        label=later("Whom they are made to"),
        required=False,
        choices=lambda: [("", _("Everyone")), *((each, addressee_words(each)) for each in ADDRESSEES)],
    )
    overdue = forms.BooleanField(label=later("Overdue alone"), required=False)

    def __init__(self, *given: Any, regions: Iterable[str], **options: Any) -> None:
        super().__init__(*given, **options)
        known = [("", later("All regions")), *((each, each) for each in regions)]
        cast(forms.ChoiceField, self.fields["region"]).choices = known
