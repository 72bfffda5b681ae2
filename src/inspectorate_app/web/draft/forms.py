"""Forms of drafting: a part's text, a comment, the answer to one, and the source of a claim."""

from django import forms

from inspectorate_app.actions.draft import LONGEST, LONGEST_COMMENT, LONGEST_SOURCE
from inspectorate_app.wording import later


class Writing(forms.Form):
    """The text of a part, and the version that it replaces."""

    text = forms.CharField(
        label=later("Text"),
        help_text=later(
            "A blank line begins a paragraph, a dash an item of a list, a greater-than sign a quotation. Numbers in "
            "double braces come from the evidence."
        ),
        widget=forms.Textarea(attrs={"rows": "18", "spellcheck": "true"}),
        max_length=LONGEST,
        required=False,
        strip=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Commenting(forms.Form):
    """A comment, and the words that it is on."""

    quoted = forms.CharField(
        label=later("Words that you comment on (optional)"),
        help_text=later("Copy them from the text as it is typed, or from the preview"),
        max_length=LONGEST_COMMENT,
        required=False,
    )
    text = forms.CharField(
        label=later("Comment"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_COMMENT,
        error_messages={"required": later("Enter the comment")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Resolving(forms.Form):
    """What came of a comment."""

    answer = forms.CharField(
        label=later("Answer"),
        help_text=later("What was changed, or why nothing was"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=LONGEST_COMMENT,
        error_messages={"required": later("Enter the answer")},
    )


class Supporting(forms.Form):
    """What a claim rests on."""

    source = forms.CharField(
        label=later("Source in words"),
        help_text=later("For example, notes of a meeting or a published figure. It is not printed."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=LONGEST_SOURCE,
        required=False,
    )
    statistic = forms.CharField(
        label=later("Number of the evidence that it speaks of (optional)"),
        help_text=later("Its key from the list of numbers. The claim is then held against this number."),
        max_length=300,
        required=False,
    )
    something_else = forms.BooleanField(
        label=later("It speaks of something else"),
        help_text=later("Of a claim that is marked false: the source in words says of what. Reviewers read it."),
        required=False,
    )
