"""Wrong numbers planted in a text: seeded, of several kinds, each with where it stands and what stood there.

Nothing here knows how claims are found. Numbers are taken by their look alone, in the prose of the body, each at most
once, and none that stands in someone's words.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine)"
PER_CENT = re.compile(rf"(?<![-\w])(?P<number>{NUMBER})(?=\s+per\s+cent\b(?!\s+over))|\b(?P<figure>\d{{1,2}})(?=%)")
COUNT = re.compile(rf"(?<![-\w])(?P<part>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+)?(?P<whole>\d{{2,3}})\b")
FRACTION = re.compile(r"\b(?:two[- ]thirds|three[- ]quarters|a\s+quarter|a\s+third|half)\b", re.IGNORECASE)
RATING = re.compile(
    r"(?<=[‘'*])(?:Inadequate|inadequate|Requires improvement|Good|Outstanding)(?=[’'*])|^Inadequate\s*$"
    r"|(?<=\d )(?:[A-Z][a-z ]+ )(?:Inadequate)\b",
    re.MULTILINE,
)
#: What follows a word of direction that speaks of a number: one that is near, in figures or words.
OF_NUMBER = (
    r"(?=[^.,;(]{0,30}?\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|half|quarters?|thirds?)\b(?!-)"
    r"(?! of the most))"
)
DIRECTION = re.compile(
    r"\b(?:higher|lower)\s+than(?=\s+(?:the\s+)?(?:regional|national)\s+average\s+of)"
    rf"|\b(?:insufficient|sufficient)\s+in{OF_NUMBER}|\bless\s+than\s+(?=half)|\b[Jj]ust\s+over\b{OF_NUMBER}"
    rf"|\bnearly\s+(?=two|three|half)|\bover\s+(?=two|a\s+quarter)|\balmost\s+(?=half|two|three)|\bUnder(?=\s+half)"
    r"|\bnot\s+required\s+in\b|\bdid\s+not\s+(?=deliver\s+services)"
)
OTHERWISE = {
    "higher than": "lower than",
    "lower than": "higher than",
    "sufficient in": "insufficient in",
    "insufficient in": "sufficient in",
    "less than ": "more than ",
    "just over": "just under",
    "Just over": "Just under",
    "nearly ": "well over ",
    "over ": "under ",
    "almost ": "well over ",
    "Under": "Over",
    "not required in": "required in",
    "did not ": "did ",
}
FRACTIONS = ("a quarter", "a third", "half", "two-thirds", "three-quarters")
#: Of each kind so many of fifty, as far as the text has them.
SHARES = {
    "digit changed": 10,
    "off by one": 9,
    "denominator changed": 6,
    "fraction word": 6,
    "direction": 6,
    "rating word": 6,
    "swapped": 7,
}


@dataclass(frozen=True)
class Planted:
    """A wrong number: characters ``start`` to ``end`` of the new text; what stood there, and what stands there now."""

    kind: str
    start: int
    end: int
    was: str
    now: str


@dataclass(frozen=True)
class _Change:
    kind: str
    start: int
    end: int
    now: str


def planted(text: str, seed: str, most: int = 50) -> tuple[str, list[Planted]]:
    """A copy of a text with wrong numbers in it, and where they stand."""
    lot = random.Random(seed)
    chosen: list[_Change] = []
    for kind, share in sorted(SHARES.items(), key=lambda item: item[1]):
        many = round(share * most / sum(SHARES.values()))
        pool = list(KINDS[kind](text, lot))
        lot.shuffle(pool)
        for change in pool:
            if many and not any(_near(change, other) for other in chosen) and not _is_speech(text, change.start):
                chosen.append(change)
                many -= 1
    fill = [change for kind in ("off by one", "digit changed") for change in KINDS[kind](text, lot)]
    lot.shuffle(fill)
    for change in fill:
        if (
            len(chosen) < most
            and not any(_near(change, other) for other in chosen)
            and not _is_speech(text, change.start)
        ):
            chosen.append(change)
    return _written(text, sorted(chosen, key=lambda change: change.start))


def _near(one: _Change, other: _Change) -> bool:
    return one.start < other.end + 2 and other.start < one.end + 2


def _is_speech(text: str, place: int) -> bool:
    return text.rfind("“", 0, place) > text.rfind("”", 0, place)


def _written(text: str, changes: list[_Change]) -> tuple[str, list[Planted]]:
    pieces, place, length, found = [], 0, 0, []
    for change in changes:
        pieces += [text[place : change.start], change.now]
        start = length + change.start - place
        length = start + len(change.now)
        found.append(Planted(change.kind, start, length, text[change.start : change.end], change.now))
        place = change.end
    return "".join([*pieces, text[place:]]), found


def _value(written: str) -> int:
    return UNITS.index(written.casefold()) if written.casefold() in UNITS else int(written)


def _written_as(value: int, like: str) -> str:
    return UNITS[value] if value < 10 and not like.isdigit() else str(value)


def _numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Every percentage and part of a count: where it stands, and its value."""
    for pattern, names in ((PER_CENT, ("number", "figure")), (COUNT, ("part",))):
        for match in pattern.finditer(text):
            name = next(each for each in names if match[each])
            yield (*match.span(name), _value(match[name]))


def _digits(text: str, lot: random.Random) -> Iterator[_Change]:
    """One digit another: 31 becomes 81 or 37."""
    for start, end, value in _numbers(text):
        digits = list(str(value))
        place = lot.randrange(len(digits))
        digits[place] = lot.choice([each for each in "123456789" if each != digits[place]])
        new = int("".join(digits))
        if abs(new - value) > 1:
            yield _Change("digit changed", start, end, _written_as(new, text[start:end]))


def _by_one(text: str, lot: random.Random) -> Iterator[_Change]:
    for start, end, value in _numbers(text):
        new = value + lot.choice((-1, 1)) if value > 1 else value + 1
        yield _Change("off by one", start, end, _written_as(new, text[start:end]))


def _denominators(text: str, lot: random.Random) -> Iterator[_Change]:
    for match in COUNT.finditer(text):
        value = _value(match["whole"]) + lot.choice((-3, -2, 2, 3, 5, 10))
        if value >= _value(match["part"]):
            yield _Change("denominator changed", *match.span("whole"), str(value))


def _fractions(text: str, lot: random.Random) -> Iterator[_Change]:
    for match in FRACTION.finditer(text):
        said = match[0].casefold().replace(" ", "-").replace("a-", "a ")
        new = lot.choice([each for each in FRACTIONS if each != said])
        yield _Change("fraction word", *match.span(), new)


def _directions(text: str, lot: random.Random) -> Iterator[_Change]:
    for match in DIRECTION.finditer(text):
        said = " ".join(match[0].split()) + (" " if match[0].endswith((" ", "\n")) else "")
        yield _Change("direction", *match.span(), OTHERWISE[said])


def _ratings(text: str, lot: random.Random) -> Iterator[_Change]:
    for match in RATING.finditer(text):
        start = match.end() - len("Inadequate") if match[0].endswith("Inadequate") else match.start()
        said = text[start : match.end()].strip()
        new = lot.choice([each for each in ("Requires improvement", "Good") if each.casefold() != said.casefold()])
        yield _Change("rating word", start, start + len(said), new)


def _swaps(text: str, lot: random.Random) -> Iterator[_Change]:
    """A number put where that of another place stood."""
    found = list(_numbers(text))
    for start, end, value in found:
        others = [
            (other, first) for first, _last, other in found if abs(first - start) > 1500 and abs(other - value) > 2
        ]
        if others:
            yield _Change("swapped", start, end, _written_as(lot.choice(others)[0], text[start:end]))


KINDS: dict[str, Callable[[str, random.Random], Iterator[_Change]]] = {
    "digit changed": _digits,
    "off by one": _by_one,
    "denominator changed": _denominators,
    "fraction word": _fractions,
    "direction": _directions,
    "rating word": _ratings,
    "swapped": _swaps,
}
