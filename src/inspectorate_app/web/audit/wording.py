"""An entry of the audit trail as people read it: what stood before and after, side by side."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspectorate_app.store.queries.audit import PEOPLE, EntryFacts
from inspectorate_app.web.jinja import day, moment
from inspectorate_app.wording import later

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*[+Z]\S*")
#: A word of the program, such as ``factual_accuracy``: of a text all, and no part of an address or the name of a file.
_OF_PROGRAM = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w./@-])")
_VIA = {
    "page": later("on a page"),
    "api": later("through the API"),
    "command": later("by a command on the server"),
    "job": later("by a job"),
}


@dataclass(frozen=True)
class Pair:
    """One fact before and after; ``changed`` where the two differ."""

    name: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True)
class Told:
    """An entry as the page shows it."""

    position: int
    at: datetime.datetime
    who: str
    how: str
    action: str
    subject: str
    pairs: tuple[Pair, ...]
    request_id: str
    sha256: str


def told(entry: EntryFacts, names: Mapping[int, str]) -> Told:
    """An entry in words; ``names`` are those of the people whose ids it holds."""
    before, after = entry.before or {}, entry.after or {}
    both = [(key, *(_text(key, side.get(key), names) for side in (before, after))) for key in {**before, **after}]
    pairs = tuple(Pair(_name(key), was, became, was != became) for key, was, became in both)
    return Told(
        position=entry.position,
        at=entry.at,
        who=entry.actor_name,
        how=_VIA.get(entry.via, entry.via),
        action=_capital(entry.action),
        subject=_capital(_OF_PROGRAM.sub(_spaced, entry.subject)),
        pairs=pairs,
        request_id=entry.request_id,
        sha256=entry.sha256,
    )


def people_in(entries: Iterable[EntryFacts]) -> set[int]:
    """The ids of people that stand in the facts of entries."""
    sides = [side for entry in entries for side in (entry.before, entry.after) if side]
    return {value for side in sides for key, value in side.items() if key in PEOPLE and type(value) is int}


def _name(key: str) -> str:
    return _capital(key.replace("_", " "))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _spaced(word: re.Match[str]) -> str:
    return word[0].replace("_", " ")


def _text(key: str, value: Any, names: Mapping[int, str]) -> str:
    if key in PEOPLE and type(value) is int:
        return (
            _("{names} (person {value})").format(names=names[value], value=value)
            if value in names
            else _("person {value}").format(value=value)
        )
    return _words(value)


def _words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _dated(value)
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return _of_several(value)
    return json.dumps(value)


def _of_several(value: Mapping[str, Any]) -> str:
    """Facts within a fact; of a text that is kept out of the trail, its length and digest (``audit.kept_out``)."""
    if value.keys() == {"sha256", "characters"}:
        return _("{value:,} characters, not kept here (SHA-256 {value_2})").format(
            value=value["characters"], value_2=value["sha256"]
        )
    return "; ".join(f"{_name(key)}: {_words(each)}" for key, each in value.items())


def _dated(text: str) -> str:
    """A day, a moment or a word of the program as people write it; any other text as it is."""
    try:
        if _DAY.fullmatch(text):
            return day(datetime.date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return moment(datetime.datetime.fromisoformat(text))
    except ValueError:
        pass
    return _spaced(word) if (word := _OF_PROGRAM.fullmatch(text)) else text
