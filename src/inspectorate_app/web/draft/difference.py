"""What changed from one text to another, word by word."""

import difflib
import re
from collections.abc import Iterator
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
