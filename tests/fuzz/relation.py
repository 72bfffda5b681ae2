"""What must hold between a whole document and the same document changed in a way that says nothing else."""

import random
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from inspectorate.organisation.directory import product_directory
from inspectorate.register.document import Document
from inspectorate.register.facts import DocumentFacts, UnitFacts
from inspectorate.register.facts_json import as_json
from inspectorate.register.opening.recognition import text_format
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.mask import PLAIN
from inspectorate.register.reading.read import read_layout
from tests.fuzz.holding import PropertyError

RATING = re.compile(r"Outstanding|Good|Requires\s+improvement|Inadequate")
EMPHASIS = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
LONG_LINE = re.compile(r"(?m)^[A-Z“‘'\"(][^\n\t|<>#]{130,}$")
SENTENCES = (
    "{name} was rated ‘{rating}’.",
    "The inspection of {name} rated it as ‘{rating}’ overall.",
    "{name} PDU received an overall rating of ‘{rating}’.",
    "Inspectors have rated {name} PDU as ‘{rating}’ following an inspection.",
)


@lru_cache(maxsize=32)
def facts_of(text: str) -> DocumentFacts:
    """The facts of a text."""
    return read_layout(Layout(Document("a.txt", text_format(text, "a.txt"), text)), product_directory())


def rating_blanked(text: str, lot: random.Random) -> str:
    """Without a rating word no fact appears that was not there: no rating moves to another place."""
    found = list(RATING.finditer(text))
    if not found:
        return text
    place = lot.choice(found)
    changed = text[: place.start()] + re.sub(r"\S", " ", place[0]) + text[place.end() :]
    before, after = _ratings(facts_of(text)), _ratings(facts_of(changed))
    new = {path: rating for path, rating in after.items() if before.get(path) != rating}
    if new:
        raise PropertyError(
            "a rating word blanked makes no other rating", f"{new}, was { ({path: before.get(path) for path in new}) }"
        )
    return changed


def _ratings(facts: DocumentFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, unit in ((_name(unit), unit) for unit in (facts.subject, *facts.units)):
        if unit.overall_rating:
            found[f"{name} overall"] = unit.overall_rating.value
        found |= {f"{name} {standard}": rating.value for standard, rating in unit.standards.items()}
    return found


def _name(unit: UnitFacts) -> str:
    return unit.unit.value if unit.unit else "?"


def sentence_added(text: str, lot: random.Random) -> str:
    """A sentence on another unit changes the overall rating of none that the document is on; it may be on one more."""
    facts = facts_of(text)
    if facts.kind.value == "other" or not facts.subject.unit:
        return text
    own = {facts.subject.unit.value, *map(_name, facts.units), *(m.value.unit for m in facts.other_units)}
    others = [
        o for o in product_directory().organisations if o.kind == "PDU" and not own & {o.name, o.region, *o.aliases}
    ]
    sentence = lot.choice(SENTENCES).format(
        name=lot.choice(others).name, rating=lot.choice(("Outstanding", "Good", "Inadequate"))
    )
    ends = [end.end() for end in re.finditer(r"[.]\n\n", text)] or [len(text)]
    place = lot.choice((len(text), len(text), lot.choice(ends)))
    changed = f"{text[:place].rstrip(' ')}\n\n{sentence}\n\n{text[place:]}"
    before, after = _overall(facts), _overall(facts_of(changed))
    if any(after.get(name) != rating for name, rating in before.items()):
        raise PropertyError(
            "a sentence on another unit changes no overall rating", f"{before} became {after} by {sentence!r}"
        )
    return changed


def _overall(facts: DocumentFacts) -> dict[str, str | None]:
    units = ((_name(unit), unit) for unit in (facts.subject, *facts.units))
    return {name: unit.overall_rating.value if unit.overall_rating else None for name, unit in units}


def wrapped(text: str, lot: random.Random) -> str:
    """Long lines of prose with hard line ends state the same."""
    width = lot.randint(60, 120)
    return _same(text, LONG_LINE.sub(lambda line: _wrapped(line[0], width), text), "hard line ends change no fact")


def _wrapped(line: str, width: int) -> str:
    """A line ended before words in small letters only: before a number it might begin an item of a list."""
    parts, start = [], 0
    while len(line) - start > width:
        ends = [space.start() for space in re.finditer(r" (?=[a-z])", line[start : start + width])]
        if not ends or ends[-1] == 0:
            break
        parts.append(line[start : start + ends[-1]])
        start += ends[-1] + 1
    return "\n".join([*parts, line[start:]])


def straight(text: str, lot: random.Random) -> str:
    """Plain quotation marks and dashes state the same as printed ones."""
    table = str.maketrans("‘’“”–", "''\"\"-")
    return _same(text, text.translate(table), "plain quotation marks change no fact")


def unmarked(text: str, lot: random.Random) -> str:
    """Without the marks of emphasis inside it a text states the same."""
    return _same(text, EMPHASIS.sub(r"\1", text), "marks of emphasis change no fact")


def _same(text: str, changed: str, name: str) -> str:
    if changed != text:
        before, after = _stated(facts_of(text)), _stated(facts_of(changed))
        if before != after:
            raise PropertyError(name, "; ".join(_differences(before, after))[:600])
    return changed


def _stated(facts: DocumentFacts) -> dict[str, Any]:
    """The facts without their places, quotation marks and dashes plain."""
    return {key: _plain(value) for key, value in as_json(facts).items() if key not in ("evidence", "file")}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(PLAIN)
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    told = []
    for key in before:
        if before[key] != after[key]:
            one, other = before[key], after[key]
            if isinstance(one, list):
                one, other = (
                    [item for item in one if item not in after[key]],
                    [item for item in other if item not in before[key]],
                )
            told.append(f"{key}: {one!r} became {other!r}"[:300])
    return told


RELATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    rating_blanked,
    rating_blanked,
    sentence_added,
    sentence_added,
    wrapped,
    straight,
    unmarked,
)
