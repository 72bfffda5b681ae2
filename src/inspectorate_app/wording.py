"""Texts that stand in the code before anyone asks for them: labels and choices, translated when they are shown."""

from typing import cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy


def later(message: str, /, **values: object) -> str:
    """A message with values in it, said in the language of whoever it is shown to: ``later("Up to {most}", most=9)``.

    It is a text wherever a page or a form prints it. Where a text is kept or sent on as JSON, say it with ``str``.
    """
    words = format_lazy(gettext_lazy(message), **values) if values else gettext_lazy(message)
    return cast(str, words)
