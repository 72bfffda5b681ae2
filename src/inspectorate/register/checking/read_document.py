"""A document as it was read: its facts and its layout together, and where in it something stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from inspectorate.framework.catalogue import edition_folders, load_edition
from inspectorate.framework.model import Edition, Standard
from inspectorate.register.checking.disagreement import Disagreement, Place
from inspectorate.register.facts import DocumentFacts, Evidence, Fact, Quantity, UnitFacts
from inspectorate.register.reading.chapter import chapters
from inspectorate.register.reading.layout import (
    QUOTE_LENGTH,
    STRENGTHS,
    WEAKNESSES,
    Block,
    Layout,
    collapsed,
)
from inspectorate.register.reading.rating_table import rating_tables

#: What is longer than this, in characters, is no sentence.
LONGEST = 1_000
PROSE = ("paragraph", "item", "note")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the prose: its span, its block, and its words with white space collapsed."""

    start: int
    end: int
    block: Block
    words: str


@dataclass(frozen=True)
class ReadDocument:
    """The facts and the layout of one document."""

    facts: DocumentFacts
    layout: Layout

    @property
    def file(self) -> str:
        """The file it came from."""
        return self.facts.file

    @property
    def units(self) -> tuple[UnitFacts, ...]:
        """The inspected units that it states facts of: its subject first, then those of a document on several."""
        return (self.facts.subject, *self.facts.units)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the prose, in order."""
        layout = self.layout
        return tuple(
            Sentence(start, end, block, collapsed(layout.clean[start:end]))
            for block in layout.blocks
            if block.kind in PROSE
            for start, end in layout.sentences(block)
        )

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence of the prose in which a character stands."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index >= 0 and position < self.sentences[index].end:
            return self.sentences[index]
        return None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def quantities_by_sentence(self) -> tuple[tuple[Sentence, tuple[Fact[Quantity], ...]], ...]:
        """The sentences that hold numbers, in order, each with its numbers in order."""
        found: dict[int, list[Fact[Quantity]]] = {}
        for quantity in sorted(self.facts.quantities, key=lambda fact: (fact.place.start, fact.place.end)):
            sentence = self.sentence_at(quantity.place.start)
            if sentence:
                found.setdefault(sentence.start, []).append(quantity)
        return tuple((s, tuple(found[s.start])) for s in self.sentences if s.start in found)

    def listed_as(self, block: Block) -> str:
        """Whether a block stands among strengths or areas for improvement: "strength", "weakness" or ""."""
        words = self.layout.heading(block.under)
        if STRENGTHS.match(words):
            return "strength"
        return "weakness" if WEAKNESSES.match(words) else ""

    @cached_property
    def _chapters(self) -> tuple[tuple[int, int, str], ...]:
        """Where the chapter on each standard begins and ends, and the standard's id; in order."""
        layout = self.layout
        return tuple(
            (layout.blocks[chapter.heading].start, layout.blocks[chapter.end - 1].end, chapter.standard)
            for chapter in chapters(layout, rating_tables(layout))
        )

    def standard_at(self, position: int) -> str:
        """The id of the standard in whose chapter a character stands; "" where it stands in none."""
        index = bisect_right(self._chapters, position, key=lambda chapter: chapter[0]) - 1
        return self._chapters[index][2] if index >= 0 and position < self._chapters[index][1] else ""

    def place(self, fact: Fact[Any]) -> Place:
        """Where a fact stands."""
        return self.file, fact.place

    def span(self, start: int, end: int, how: str) -> Place:
        """The place from one character to another."""
        return self.file, self.layout.evidence(start, end, how)

    def as_printed(self, start: int, end: int, how: str) -> Place:
        """The place from one character to another of what the masked text blanks out: an address, a notice."""
        document = self.layout.document
        quote = collapsed(self.layout.text[start:end])[:QUOTE_LENGTH]
        return self.file, Evidence(start, end, document.line_of(start), document.page_of(start), quote, how)

    def whole(self, facts: Iterable[Fact[Any]], how: str) -> Place:
        """One place that holds several facts standing together, such as the rows of a table."""
        places = [fact.place for fact in facts]
        return self.span(min(place.start for place in places), max(place.end for place in places), how)

    def sentence_place(self, evidence: Evidence, how: str) -> Place:
        """The sentence in which something stands, or that alone where it stands in none."""
        sentence = self.sentence_at(evidence.start)
        if sentence is None or sentence.end - sentence.start > LONGEST:
            return self.file, evidence
        return self.span(sentence.start, sentence.end, how)


Findings = Iterator[Disagreement]


def edition_of(unit: UnitFacts) -> Edition | None:
    """The edition that a document shows for a unit; None where it shows none, or one that rates nothing."""
    if unit.edition is None:
        return None
    return _rated_edition(unit.edition.value)


@cache
def _rated_edition(name: str) -> Edition | None:
    folder = edition_folders().get(name)
    edition = load_edition(folder) if folder else None
    return edition if edition and edition.rating else None


def scored_standards(edition: Edition) -> list[Standard]:
    """The standards of an edition that make up the score, in order."""
    return [standard for standard in edition.standards if standard.counts_towards_score]


def name_of(unit: UnitFacts) -> str:
    """The unit's name for a sentence."""
    return unit.unit.value if unit.unit else "the unit"
