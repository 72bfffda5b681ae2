"""The language in which the library says things: English, until whoever uses it gives a translator.

What is written in the code is English and is its own key: ``_("{cases} cases").format(cases=3)``. Only what people read
goes through here. What is kept, compared or hashed never does: it is the same whatever language it was asked for in.
"""

from collections.abc import Callable
from dataclasses import dataclass


def _unchanged(message: str) -> str:
    return message


def _by_number(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


@dataclass
class _Translator:
    """What says a message in the language of whoever asks just now."""

    gettext: Callable[[str], str] = _unchanged
    ngettext: Callable[[str, str, int], str] = _by_number


_translator = _Translator()


def use(gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> None:
    """Say everything from now on with these two, as the standard library's ``gettext`` names them; once, at start."""
    _translator.gettext, _translator.ngettext = gettext, ngettext


def gettext(message: str) -> str:
    """A message in the language of whoever asks. Import it as ``_``, by which messages are found."""
    return _translator.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a message that goes with a number, in the language of whoever asks."""
    return _translator.ngettext(one, many, number)


def noted(message: str) -> str:
    """The message itself, in English: marks for the catalogue what is translated only where it is shown."""
    return message
