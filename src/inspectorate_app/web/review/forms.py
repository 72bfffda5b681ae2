"""Forms of quality review: asking for one, and what came of it with the checklist."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions.review import LONGEST
from inspectorate_app.wording import later

_ANSWERS = [("yes", later("Yes")), ("no", later("No")), ("na", later("Does not apply"))]
_OUTCOMES = [
    ("passed", later("Passed: it may go out as it stands")),
    ("returned", later("Returned: it must change first")),
]


class Asking(forms.Form):
    """What is said to whom reviews a document."""

    words = forms.CharField(
        label=later("What the reviewer should know (optional)"),
        help_text=later("For example, what you are not sure of. Do not name anyone."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST,
        required=False,
    )


class Finishing(forms.Form):
    """The checklist, what came of the review, and words."""

    outcome = forms.ChoiceField(
        label=later("What came of the review"),
        choices=_OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": later("Select what came of the review")},
    )
    words = forms.CharField(
        label=later("What must change, or what else you found"),
        help_text=later("Say what must change where you return it. What is about one part fits better in a comment."),
        widget=forms.Textarea(attrs={"rows": "5"}),
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        asked = {
            item.id: forms.ChoiceField(
                label=_(item.question),
                choices=_ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer ‘{question}’").format(question=_(item.question))},
            )
            for item in product_checklist().items
        }
        self.fields = {**asked, **self.fields}

    @property
    def items(self) -> list[BoundField]:
        """The fields of the checklist."""
        return [self[item.id] for item in product_checklist().items]

    @property
    def wanted(self) -> dict[str, Any]:
        """What the action is told."""
        given = self.cleaned_data
        answers = {item.id: given[item.id] for item in product_checklist().items}
        return {"outcome": given["outcome"], "words": given["words"], "answers": answers}
