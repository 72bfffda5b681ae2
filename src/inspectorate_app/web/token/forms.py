"""The form of a new token."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inspectorate_app.actions.permission import SCOPES
from inspectorate_app.wording import later

#: Days until it expires, in words.
_LENGTHS = ((7, later("A week")), (30, later("30 days")), (90, later("90 days")), (365, later("A year")))


class TokenForm(forms.Form):
    """What it is for, what it may do, and for how long."""

    name = forms.CharField(
        label=later("What will use it"),
        max_length=80,
        help_text=later("A name by which you will know it again, such as 'Case export'"),
    )
    scopes = forms.MultipleChoiceField(
        label=later("What it may do"),
        choices=lambda: [(name, capfirst(_(text))) for name, text in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=later("It never may do more than you. Choose no more than it needs."),
        error_messages={"required": later("Select what it may do")},
    )
    days = forms.TypedChoiceField(
        label=later("When it stops working"),
        choices=_LENGTHS,
        coerce=int,
        initial=30,
        widget=forms.RadioSelect,
        error_messages={"required": later("Select when it stops working")},
    )
