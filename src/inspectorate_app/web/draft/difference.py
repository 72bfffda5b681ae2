"""What changed from one text to another, word by word."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that stands in both, in the earlier alone, or in the later alone."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(earlier: str, later: str) -> tuple[Stretch, ...]:
    """The later text with what is gone from the earlier, in order; what was replaced is gone before it is new."""
    return tuple(_stretches(_WORDS.findall(earlier), _WORDS.findall(later)))


def _stretches(earlier: list[str], later: list[str]) -> Iterator[Stretch]:
    matcher = difflib.SequenceMatcher(None, earlier, later, autojunk=False)
    for _tag, first, last, begins, ends in matcher.get_opcodes():
        gone, new = "".join(earlier[first:last]), "".join(later[begins:ends])
        if gone == new:
            yield Stretch("same", new)
            continue
        if gone:
            yield Stretch("gone", gone)
        if new:
            yield Stretch("new", new)


@dataclass(frozen=True)
class Pair:
    """A paragraph of either text beside that which took its place: their places, None where it has none there."""

    earlier: int | None
    later: int | None


#: How much of two paragraphs must be the same for one to be the other, changed: of SequenceMatcher's ratio.
_ALIKE = 0.5


def pairs(earlier: Sequence[str], later: Sequence[str]) -> tuple[Pair, ...]:
    """The paragraphs of two texts side by side, in order: the same, changed, gone or new."""
    return tuple(_pairs(earlier, later))


def _pairs(earlier: Sequence[str], later: Sequence[str]) -> Iterator[Pair]:
    matcher = difflib.SequenceMatcher(None, earlier, later, autojunk=False)
    for tag, first, last, begins, ends in matcher.get_opcodes():
        if tag == "equal":
            yield from (Pair(first + step, begins + step) for step in range(last - first))
            continue
        for place in range(first, last):
            other = next((each for each in range(begins, ends) if _alike(earlier[place], later[each])), None)
            if other is None:
                yield Pair(place, None)
                continue
            yield from (Pair(None, each) for each in range(begins, other))
            yield Pair(place, other)
            begins = other + 1
        yield from (Pair(None, each) for each in range(begins, ends))


def _alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
