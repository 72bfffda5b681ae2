"""The forms of quality assurance."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from inspectorate_app.actions.exercise import LONGEST_SCENARIO, LONGEST_TITLE
from inspectorate_app.actions.reader import LONGEST
from inspectorate_app.actions.second_reading import LONGEST_SEED
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.second_reading import OUTCOMES
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

_NO_NAMES = later("Do not write the names of people in cases.")


def number(label: str, **options: Any) -> forms.IntegerField:
    """A whole number, typed."""
    words = {
        "invalid": later("{label} must be a whole number", label=label),
        "min_value": later("{label} must be 1 or more", label=label),
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, widget=widget, error_messages=words, **options)


def reason(label: str, missing: str, hint: str = _NO_NAMES) -> forms.CharField:
    """A reason that is kept."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": missing},
    )


class _WithReaders(forms.Form):
    def __init__(self, *given: Any, readers: Iterable[Reader], **named: Any):
        super().__init__(*given, **named)
        wanted = "readers" if "readers" in self.fields else "reader"
        choices = [(str(each.person), each.name) for each in readers]
        if wanted == "reader":
            choices.insert(0, ("", later("Choose a person")))
        cast(forms.ChoiceField, self.fields[wanted]).choices = choices


class DipSampleForm(_WithReaders):
    """How many cases, the seed, and who reads them."""

    size = number(later("Number of cases"))
    seed = forms.CharField(
        label=later("Seed"),
        help_text=later(
            "A word from which the cases are drawn: the same word draws the same cases, so that anyone can check "
            "the draw."
        ),
        max_length=LONGEST_SEED,
    )
    readers = forms.TypedMultipleChoiceField(
        label=later("Second readers"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=later(
            "Cases are shared out evenly. Nobody is given a case that they read first, or one of their own."
        ),
        error_messages={"required": later("Select who reads the cases")},
    )


class ChooseForm(_WithReaders):
    """One case, who reads it, and why."""

    case = forms.TypedChoiceField(label=later("Case"), coerce=int, error_messages={"required": later("Select a case")})
    reader = forms.TypedChoiceField(
        label=later("Second reader"), coerce=int, error_messages={"required": later("Select who reads it")}
    )
    why = reason(later("Why this case is read again"), later("Enter why this case is read again"))

    def __init__(self, *given: Any, candidates: Mapping[int, str], **named: Any):
        super().__init__(*given, **named)
        choices = [
            ("", later("Choose a case")),
            *((str(each), later("Case {each}, by {by}", each=each, by=by)) for each, by in candidates.items()),
        ]
        cast(forms.ChoiceField, self.fields["case"]).choices = choices


class WithdrawForm(forms.Form):
    """Why a second reading is taken back."""

    reason = reason(later("Reason"), later("Enter the reason"))


class SettleForm(forms.Form):
    """How a difference is settled, and the version that it replaces."""

    outcome = forms.ChoiceField(
        label=later("Which reading stands?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": later("Select which reading stands")},
    )
    reason = reason(
        later("Reason"),
        later("Enter the reason"),
        later("Say what in the case decides it. {no_names}", no_names=_NO_NAMES),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ExerciseForm(_WithReaders):
    """What is read in an exercise, which questions are asked, and who takes part."""

    title = forms.CharField(label=later("Title"), max_length=LONGEST_TITLE)
    case = number(
        later("Number of a case of this inspection"),
        required=False,
        help_text=later("Leave it blank to write a scenario."),
    )
    scenario = forms.CharField(
        label=later("Or a written scenario"),
        help_text=later("What everyone reads in place of a case. {no_names}", no_names=_NO_NAMES),
        required=False,
        max_length=LONGEST_SCENARIO,
        widget=forms.Textarea(attrs={"rows": "10"}),
    )
    standards = forms.MultipleChoiceField(
        label=later("Questions of these standards"),
        help_text=later("Select none to ask all questions."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    readers = forms.TypedMultipleChoiceField(
        label=later("Who takes part"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": later("Select who takes part")},
    )
    reference = forms.BooleanField(
        label=later("I will give reference answers: those that I hold right"),
        required=False,
        widget=forms.CheckboxInput,
    )

    def __init__(self, *given: Any, standards: Iterable[tuple[str, str]], **named: Any):
        super().__init__(*given, **named)
        cast(forms.ChoiceField, self.fields["standards"]).choices = list(standards)


class TrainingForm(forms.Form):
    """What someone was trained for, and since when they are ready."""

    module = forms.ChoiceField(label=later("Trained for"))
    trained_on = DateField(label=later("Last day of training"), help_text=later("For example, 27 3 2023"))
    ready_on = DateField(
        label=later("Day on which their practice was assessed as ready"),
        help_text=later("They may be given live cases from this day."),
    )
    certified_on = DateField(
        label=later("Day of the certificate"),
        help_text=later("Leave it blank until it is earned: within the first year."),
        required=False,
    )
    expires_on = DateField(
        label=later("Last day on which it counts"), help_text=later("Leave it blank for no end."), required=False
    )

    def __init__(self, *given: Any, modules: Mapping[str, str], **named: Any):
        super().__init__(*given, **named)
        # A choice that is blank would count as none: the main sample has a word of its own here.
        choices = [(name or MAIN, title) for name, title in modules.items()]
        cast(forms.ChoiceField, self.fields["module"]).choices = choices


#: The main sample in forms and addresses, where its module would be blank.
MAIN = "main-sample"
