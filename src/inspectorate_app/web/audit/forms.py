"""What one may look for in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django import forms

from inspectorate_app.actions.permission import IN_THE_SERVICE, Action
from inspectorate_app.store.queries.audit import Wanted
from inspectorate_app.web.forms import DateField
from inspectorate_app.wording import later

#: Stands for entries of a command or a job.
NOBODY = "0"


class Looking(forms.Form):
    """Narrows the entries that are shown; everything may be left blank."""

    action = forms.ChoiceField(label=later("What was done"), required=False)
    person = forms.ChoiceField(label=later("Who did it"), required=False)
    subject = forms.CharField(
        label=later("To what"),
        required=False,
        max_length=160,
        help_text=later("For example, case 7, case 7 question 2.1.1 or sample 1"),
    )
    first_day = DateField(label=later("From"), required=False)
    last_day = DateField(label=later("To"), required=False)

    def __init__(self, *args: Any, people: Mapping[int, str], in_an_inspection: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_name = sorted(((str(id_), name) for id_, name in people.items()), key=lambda each: each[1].casefold())
        self._choices("person", [("", later("Anyone")), *by_name, (NOBODY, later("A command or a job, under no name"))])
        # An inspection is set up by an action of the service, and its chain begins with that.
        known = [each for each in Action if not each.value.startswith("see")]
        known = [
            each
            for each in known
            if (each not in IN_THE_SERVICE) == in_an_inspection or each is Action.SET_UP_INSPECTION
        ]
        named = sorted((each.value, each.value[:1].upper() + each.value[1:]) for each in known)
        self._choices("action", [("", later("Anything")), *named])

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", later("The last day must be the same as or after the first"))
        return cleaned

    def wanted(self) -> Wanted:
        """What was asked for; what is faulty narrows nothing."""
        if not self.is_valid():
            return Wanted()
        asked = dict(self.cleaned_data)
        by = asked.pop("person")
        return Wanted(**asked, by_nobody=by == NOBODY, person=int(by) if by not in ("", NOBODY) else None)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
