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
PER_CENT = re.compile(r"%|\bper\s+cent\b|\bpercent\b", re.IGNORECASE)
#: How many of the words of the shorter must stand in both, and how many at least, for two figures to be of one thing.
ALIKE = 0.75
WORDS = 3
#: A document with more figures than this is none.
MOST = 500


@dataclass(frozen=True)
class _Figure:
    fact: Fact[Quantity]
    words: frozenset[str]


def figure_disagreements(one: ReadDocument, other: ReadDocument) -> Findings:
    """A percentage of one document, alone in its sentence, that the other has of the same thing, and differently.

    Where either document has the figure of the other anywhere on such a thing, they agree.
    """
    firsts, seconds = _figures(one), _figures(other)
    if max(len(firsts), len(seconds)) > MOST:
        return
    told: set[int] = set()
    for figure in firsts:
        alike = [(score, second) for second in seconds if (score := _alike(figure, second)) >= ALIKE / 2]
        score, nearest = max(alike, key=lambda pair: pair[0], default=(0, figure))
        agree = _has(figure, [second for _, second in alike]) or _has(nearest, firsts)
        if score >= ALIKE and not agree and nearest.fact.place.start not in told:
            told.add(nearest.fact.place.start)
            yield _disagreement(one, figure.fact, other, nearest.fact)


def _disagreement(
    one: ReadDocument, first: Fact[Quantity], other: ReadDocument, second: Fact[Quantity]
) -> Disagreement:
    what = (
        f'{first.value.text} ("{first.value.what}") in one document is '
        f'{second.value.text} ("{second.value.what}") in the other'
    )
    how = "a percentage in the prose"
    places = (one.sentence_place(first.place, how), other.sentence_place(second.place, how))
    return Disagreement("between-percentage", f"{what}.", places, "possible")


def _has(figure: _Figure, others: list[_Figure]) -> bool:
    """Whether one of others, on a thing that may be the same, has the same value."""
    value = figure.fact.value.value
    return any(other.fact.value.value == value and _alike(figure, other) >= ALIKE / 2 for other in others)


def _figures(document: ReadDocument) -> list[_Figure]:
    found = []
    for fact in document.facts.quantities:
        said = re.findall(r"[a-z]{3,}", fact.value.what.casefold())
        words = frozenset(word.removesuffix("s") for word in said if not EMPTY_WORDS.fullmatch(word))
        alone = len(PER_CENT.findall(fact.value.what)) < 2
        if fact.value.kind == "percentage" and alone and not fact.value.qualifier and len(words) >= WORDS:
            found.append(_Figure(fact, words))
    return found


def _alike(one: _Figure, other: _Figure) -> float:
    """The share of the words of the shorter that both figures have; 0 where they are too few to tell."""
    shared = len(one.words & other.words)
    return shared / min(len(one.words), len(other.words)) if shared >= WORDS else 0
