"""Percentages in the prose of two documents on one inspection that speak of the same thing."""

import re
from dataclasses import dataclass

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import Fact, Quantity

EMPTY_WORDS = re.compile(
    r"the|and|for|with|from|this|that|these|those|are|was|were|been|has|have|had|its|our|their|they|who|which|only|just"
    r"|however|most|where|there|than|about|around|some|per|cent|percent|cases?|inspected|people|person|probation|pdu|service|inspection|found|judged|being"
)
#: How many of the words of the shorter must stand in both, and how many at least, for two figures to be of one thing.
ALIKE = 0.75
WORDS = 3
#: A document with more figures than this is none.
MOST = 2_000


@dataclass(frozen=True)
class _Figure:
    fact: Fact[Quantity]
    words: frozenset[str]


def figure_disagreements(one: ReadDocument, other: ReadDocument) -> Findings:
    """A percentage of one document that the other has of the same thing, and differently; nowhere the same."""
    firsts, seconds = _figures(one), _figures(other)
    if max(len(firsts), len(seconds)) > MOST:
        return
    for figure in firsts:
        alike = [(score, second) for second in seconds if (score := _alike(figure, second)) >= ALIKE / 2]
        if not alike or any(second.fact.value.value == figure.fact.value.value for _, second in alike):
            continue
        score, nearest = max(alike, key=lambda pair: pair[0])
        if score >= ALIKE:
            what = (
                f'{figure.fact.value.text} ("{figure.fact.value.what}") in one document is '
                f'{nearest.fact.value.text} ("{nearest.fact.value.what}") in the other'
            )
            places = tuple(
                document.sentence_place(fact.place, "a percentage in the prose")
                for document, fact in ((one, figure.fact), (other, nearest.fact))
            )
            yield Disagreement("between-percentage", f"{what}.", places, "possible")


def _figures(document: ReadDocument) -> list[_Figure]:
    found = []
    for fact in document.facts.quantities:
        said = re.findall(r"[a-z]{3,}", fact.value.what.casefold())
        words = frozenset(word.removesuffix("s") for word in said if not EMPTY_WORDS.fullmatch(word))
        if fact.value.kind == "percentage" and not fact.value.qualifier and len(words) >= 2:
            found.append(_Figure(fact, words))
    return found


def _alike(one: _Figure, other: _Figure) -> float:
    """The share of the words of the shorter that both figures have; 0 where they are too few to tell."""
    shared = len(one.words & other.words)
    return shared / min(len(one.words), len(other.words)) if shared >= WORDS else 0
