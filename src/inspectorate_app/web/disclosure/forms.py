"""The form of an answer for a text in which a person could be recognised."""

from django import forms

from inspectorate_app.actions.disclosure import LONGEST
from inspectorate_app.wording import later


class Answering(forms.Form):
    """Why the text can be published."""

    reason = forms.CharField(
        label=later("Why it can be published"),
        help_text=later("For example, names and details were changed. Do not name the person here."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST,
        required=False,
    )
