"""The numbers that Word shows before paragraphs and does not store: counted as Word counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspectorate.register.opening.word_markup import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEVELS = 9
_MOST_LETTERED = 26


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered: the kind of number, the text that it stands in, and where it starts."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document by their number, and how far each has been counted.

    Lists made from the same definition go on counting where the other left off, unless they say where to start.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_number: str, depth: int) -> str:
        """What Word shows before the next paragraph of a list, and a space: ``- `` for a bullet, ``1. ``, ``2.1 ``."""
        definition = self.definitions.get(list_number)
        levels = self.levels.get(definition or "", {})
        level = levels.get(depth)
        if definition is None or level is None or level.kind == "none":
            return ""
        counts = self._counts(list_number, definition)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [inner for inner in counts if inner > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return "- "
        text = level.text
        for inner in range(depth + 1):
            if f"%{inner + 1}" in text:
                outer = levels.get(inner, Level())
                text = text.replace(f"%{inner + 1}", _written(counts.get(inner, outer.start), outer.kind))
        return f"{text.strip()} " if text.strip() else ""

    def _counts(self, list_number: str, definition: str) -> dict[int, int]:
        """The counts of the definition; a list that starts anew sets them back the first time that it is met."""
        counts = self.counted.setdefault(definition, {})
        for depth, start in self.restarts.pop(list_number, {}).items():
            counts[depth] = start - 1
        return counts


def numbering_of(part: "_Element | None") -> Numbering:
    """The lists that a document defines; none where it has no such part."""
    numbering = Numbering()
    if part is None:
        return numbering
    for definition in part.iterchildren(f"{W}abstractNum"):
        numbering.levels[definition.get(f"{W}abstractNumId", "")] = dict(_levels(definition))
    for number in part.iterchildren(f"{W}num"):
        name = number.get(f"{W}numId", "")
        numbering.definitions[name] = value(number, "abstractNumId")
        for override in number.iterchildren(f"{W}lvlOverride"):
            start = value(override, "startOverride")
            if start:
                numbering.restarts.setdefault(name, {})[_whole(override.get(f"{W}ilvl", ""), 0)] = _whole(start, 1)
    return numbering


def depth_of(text: str) -> int:
    """The level of a list, from 0, as it is written in the file."""
    return min(_whole(text, 0), _LEVELS - 1)


def _levels(definition: "_Element") -> Iterator[tuple[int, Level]]:
    for level in definition.iterchildren(f"{W}lvl"):
        start = _whole(value(level, "start"), 1)
        kind = value(level, "numFmt") or "decimal"
        yield _whole(level.get(f"{W}ilvl", ""), 0), Level(kind, value(level, "lvlText"), start)


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % _MOST_LETTERED) * (1 + (number - 1) // _MOST_LETTERED)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and number > 0:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    return f"0{number}" if kind == "decimalZero" and 0 <= number < 10 else str(number)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise
