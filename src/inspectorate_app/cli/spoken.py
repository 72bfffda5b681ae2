"""The catalogue of the application for commands that start none: documents are made in Welsh without any database."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from inspectorate import language

_LOCALE = Path(__file__).parents[1] / "locale"
_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def speak() -> None:
    """Let the library speak the languages of the catalogue from now on, English first, where nothing speaks yet."""
    if not language.has_translator():
        language.use(_gettext, _ngettext, _speaking, _spoken.get)


def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("django", _LOCALE, [_spoken.get().partition("-")[0]], fallback=True)


def _gettext(message: str) -> str:
    return _catalogue().gettext(message)


def _ngettext(one: str, many: str, number: int) -> str:
    return _catalogue().ngettext(one, many, number)


@contextmanager
def _speaking(code: str) -> Iterator[None]:
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)
