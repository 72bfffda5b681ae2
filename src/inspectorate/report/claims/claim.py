"""A claim: what prose says that the evidence can bear out, where it stands, and what came of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: What a claim speaks of. A "difference" says that groups differ; a "comparison" which of two numbers is greater.
Kind: TypeAlias = Literal["number", "share", "comparison", "difference", "rating", "score", "recommendations", "date"]
#: "supported" is what the evidence has no word on, and an author gave a source for.
Verdict: TypeAlias = Literal["true", "false", "unsupported", "supported"]
#: The verdicts with which nothing goes to the panel.
OPEN = ("false", "unsupported")


@dataclass(frozen=True)
class Support:
    """What an author (``by``) ties a claim to: a ``source`` in free words, a ``statistic`` by its key, or both.

    Against a statistic of which its words may speak the claim is held, as if it had been matched with it; any other is
    no more than a source. A source lifts what is unsupported, and never what the evidence contradicts, unless
    ``other_than`` says which statistics the claim does not speak of: then ``source`` says of what it does.
    """

    source: str = ""
    statistic: str = ""
    other_than: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Place:
    """Where a claim stands: characters ``start`` to ``end`` of the text of its block, or of the prose as it was typed.

    ``line`` counts from 1; ``block`` is the place of the block in the document, from 0, and ``anchor`` its anchor; both
    are those of the prose where that is no document (0 and "").
    """

    start: int
    end: int
    line: int
    block: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict.

    ``text`` is what is claimed, as written; ``sentence`` where it stands. ``why`` tells the verdict in plain words;
    ``right`` is what would be right to write, where that is known. ``statistics`` are the keys of those that decided,
    or of the nearest candidates where none did. ``fingerprint`` stays the same while its sentence does. ``support`` is
    what an author tied it to, whatever came of that.
    """

    kind: Kind
    text: str
    sentence: str
    place: Place
    verdict: Verdict
    why: str
    statistics: tuple[str, ...] = ()
    right: str = ""
    fingerprint: str = ""
    source: str = ""
    support: Support | None = None

    @property
    def is_open(self) -> bool:
        """Whether something must be done before the text goes to the panel."""
        return self.verdict in OPEN


#: What authors gave, by the fingerprint of the claim.
Supports: TypeAlias = Mapping[str, Support]


def fingerprint(sentence: str, text: str, before: int) -> str:
    """What a claim is known by: its sentence, its words, and how many claims in the same words stand before it.

    Edits anywhere but in the sentence leave it as it is. Marks, spaces and capitals change nothing.
    """
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in sentence.casefold()).split())
    return hashlib.sha256(f"{words}|{' '.join(text.casefold().split())}|{before}".encode()).hexdigest()[:16]
