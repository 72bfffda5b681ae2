"""What goes into an archive."""

from django import forms

from inspectorate_app.wording import later


class Wanted(forms.Form):
    """Whether the names of people in cases go with it; asked only of those who may see them."""

    names = forms.BooleanField(
        label=later("Include the names of people in cases"),
        required=False,
        help_text=later("Only to move an inspection whose names are still needed. Whoever has the file has the names."),
    )
