"""A language that nobody speaks: every message in double brackets, so that a text without them was never translated."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from tests.words.catalogue import read

#: Before and after each message.
OPENING, CLOSING = "⟦", "⟧"


@cache
def messages() -> dict[Any, str]:
    """Every message of the code and what it says in that language; of plurals, each of Welsh's six forms.

    They are read from the catalogue, which ``test_catalogue`` holds to the code: to look for them in the code takes
    seconds. Where a message that was just written is not in double brackets, ``make words`` first.
    """
    said: dict[Any, str] = {}
    for message in read("cy"):
        if isinstance(message.id, tuple):
            one, many = message.id
            said |= {(one, form): f"{OPENING}{one if form == 1 else many}{CLOSING}" for form in range(6)}
        elif message.id:
            said[message.id] = f"{OPENING}{message.id}{CLOSING}"
    return said


@contextmanager
def spoken() -> Iterator[None]:
    """Within it, who asks for Welsh gets that language."""
    from django.utils.translation import trans_real

    from inspectorate_app.web import jinja

    catalogue: Any = trans_real.translation("cy")._catalog  # type: ignore[attr-defined]  # Django's own
    kept = [dict(each) for each in catalogue._catalogs]
    jinja._kept.cache_clear()
    catalogue._catalogs[0].update(messages())
    try:
        yield
    finally:
        catalogue._catalogs[:] = kept
        jinja._kept.cache_clear()
