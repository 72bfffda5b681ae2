"""Forms of legal holds: why one is placed, and why it is lifted."""

from django import forms

from inspectorate_app.actions.hold import LONGEST
from inspectorate_app.wording import later


class Placing(forms.Form):
    """Why nothing may go outside."""

    reason = forms.CharField(
        label=later("Why nothing may go outside"),
        help_text=later("Only those who read drafts see it. It is no part of the audit trail."),
        widget=forms.Textarea(attrs={"rows": "5"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter why nothing may go outside")},
    )


class Lifting(forms.Form):
    """Why it may go outside again."""

    reason = forms.CharField(
        label=later("Why the hold is lifted"),
        help_text=later("Only those who read drafts see it. It is no part of the audit trail."),
        widget=forms.Textarea(attrs={"rows": "5"}),
        max_length=LONGEST,
        error_messages={"required": later("Enter why the hold is lifted")},
    )
