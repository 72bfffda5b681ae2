"""The language in which the library says things: English, until whoever uses it gives a translator.

What is written in the code is English and is its own key: ``_("{cases} cases").format(cases=3)``. Only what people read
goes through here. What is kept, compared or hashed never does: it is the same whatever language it was asked for in.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

ENGLISH = "en-GB"


def _unchanged(message: str) -> str:
    return message


def _by_number(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def _none_but_english(_code: str) -> AbstractContextManager[object]:
    return nullcontext()


def _english() -> str:
    return ENGLISH


@dataclass
class _Translator:
    """What says a message in the language of whoever asks just now, changes that language, and tells which it is."""

    gettext: Callable[[str], str] = _unchanged
    ngettext: Callable[[str, str, int], str] = _by_number
    speaking: Callable[[str], AbstractContextManager[object]] = _none_but_english
    spoken: Callable[[], str | None] = _english


_translator = _Translator()


def use(
    gettext: Callable[[str], str],
    ngettext: Callable[[str, str, int], str],
    speaking: Callable[[str], AbstractContextManager[object]],
    spoken: Callable[[], str | None],
) -> None:
    """Say everything from now on with the first two, as the standard library's ``gettext`` names them; once, at start.

    Within ``speaking`` of a code, in small letters, they speak that language; ``spoken`` gives the code at any time.
    """
    _translator.gettext, _translator.ngettext = gettext, ngettext
    _translator.speaking, _translator.spoken = speaking, spoken


def has_translator() -> bool:
    """Whether anyone has given one."""
    return _translator.gettext is not _unchanged


def gettext(message: str) -> str:
    """A message in the language of whoever asks. Import it as ``_``, by which messages are found."""
    return _translator.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a message that goes with a number, in the language of whoever asks."""
    return _translator.ngettext(one, many, number)


def noted(message: str) -> str:
    """The message itself, in English: marks for the catalogue what is translated only where it is shown."""
    return message


def speaking(code: str) -> AbstractContextManager[object]:
    """Within it everything is said in a language ("cy", "en-GB"), whoever asks: a document speaks its own."""
    return _translator.speaking(code.lower())


def is_english(code: str | None = None) -> bool:
    """Whether a code is English; without one, whether that is what is spoken just now."""
    return (code or _translator.spoken() or ENGLISH).lower().partition("-")[0] == "en"
