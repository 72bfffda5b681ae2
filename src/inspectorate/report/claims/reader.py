"""A text laid out by the register's reader, with what claims need of it: sentences, standards, what others said."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from inspectorate.register.document import Document
from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.layout import ADDRESSEE, NUMBERED, Block, Layout, collapsed
from inspectorate.register.reading.quantity import quantities
from inspectorate.report.claims.speech import speech
from inspectorate.report.claims.text import Text
from inspectorate.report.claims.vocabulary import tokens
from inspectorate.report.statistic import Statistic

Span = tuple[int, int]

#: What says that a difference was not tested, as reports print it: the caveat.
CAVEAT = re.compile(
    r"\bnot\s+been\s+(?:subject(?:ed)?\s+to|tested)|\bnot\s+(?:been\s+)?tested\b|\bthat\s+caveat\b", re.IGNORECASE
)
CALL = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>")


class Reader:
    """A text with its layout and quantities; ``about`` is the standard that it is of where no heading says so.

    ``is_settled`` says that whoever reads asks elsewhere of which unit it speaks, so that no name keeps a rating from
    being held against the evidence.
    """

    def __init__(
        self, text: Text, statistics: Mapping[str, Statistic], about: str = "", *, is_settled: bool = False
    ) -> None:
        self.text = text
        self.layout = Layout(Document("prose", "markdown", text.text))
        self.clean = self.layout.clean
        self.about = about
        self.is_settled = is_settled
        self._standards = _by_heading(statistics)
        self._titles = {
            each.about: tokens(each.terms[0])
            for key, each in statistics.items()
            if key.startswith("rating:") and each.terms
        }

    @cached_property
    def quantities(self) -> tuple[Fact[Quantity], ...]:
        """Every number, be it of prose, a heading or a table."""
        return quantities(self.layout, everywhere=True)

    def within(self, span: Span) -> list[int]:
        """The places among ``quantities`` of those that begin in a span, in order."""
        first, last = (bisect_left(self._starts, (at, 0)) for at in span)
        return sorted(place for _start, place in self._starts[first:last])

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        """Where each quantity begins, with its place among them, in the order of the text."""
        return sorted((each.place.start, place) for place, each in enumerate(self.quantities))

    @cached_property
    def saying_the_same(self) -> Mapping[int, frozenset[int]]:
        """The places of the quantities that say the same as one before them, by its place."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for place, each in enumerate(self.quantities):
            if each.value.same_as is not None:
                found[each.value.same_as].add(place)
        return {place: frozenset(same) for place, same in found.items()}

    @cached_property
    def speech(self) -> tuple[Span, ...]:
        """What stands in quotation marks and is long enough to be someone's words."""
        return () if self.text.whole else speech(self.layout)

    def prose(self) -> Iterator[tuple[int, Block]]:
        """Every block, headings and rows too, but for recommendations, which say what should be and not what is."""
        for index, block in enumerate(self.layout.blocks):
            if not self._is_recommendation(block):
                yield index, block

    def is_prose(self, index: int) -> bool:
        """Whether the block at an index is prose, and no recommendation."""
        block = self.layout.blocks[index]
        return not self._is_recommendation(block)

    def _is_recommendation(self, block: Block) -> bool:
        under = self.layout.heading(block.under)
        return bool(ADDRESSEE.match(under)) and bool(block.number)

    def is_said(self, start: int) -> bool:
        """Whether a position stands in the words of someone who was spoken to, or where nothing is claimed."""
        return self.text.is_silent(start) or any(first <= start < last for first, last in self.speech)

    def sentence(self, index: int, start: int) -> Span:
        """The sentence of a block in which a position stands."""
        block = self.layout.blocks[index]
        return next(
            (span for span in self.layout.sentences(block) if span[0] <= start < span[1]), (block.start, block.end)
        )

    def before(self, index: int, sentence: Span) -> Span | None:
        """The sentence before one, in the same block."""
        earlier = [span for span in self.layout.sentences(self.layout.blocks[index]) if span[1] <= sentence[0]]
        return earlier[-1] if earlier else None

    def standard(self, index: int) -> str:
        """The id of the standard in whose section a block stands; that of the whole text where no heading says."""
        heading = self.layout.heading(self.layout.blocks[index].section)
        if not heading:
            return self.about
        numbered = NUMBERED.match(heading)
        names = [heading]
        if numbered:
            letter = f"{numbered['letter']} " if numbered["letter"] else ""
            names += [f"{letter}{numbered['number']}", numbered["title"]]
        found = (self._standards.get(_folded(name)) for name in names)
        return next((one for one in found if one), "")

    def title(self, index: int) -> list[str]:
        """The words of the title of the standard in whose section a block stands."""
        return self._titles.get(self.standard(index), [])

    def words(self, span: Span) -> str:
        """What stands in a span, white space collapsed."""
        return collapsed(self.text.text[span[0] : span[1]])

    def has_caveat(self, index: int) -> bool:
        """Whether it is said of a block that a difference was not tested: in it, or in a footnote called there."""
        block = self.layout.blocks[index]
        if CAVEAT.search(self.clean, block.start, block.end):
            return True
        called = set(CALL.findall(self.text.text[block.start : block.end]))
        following = self.layout.blocks[index + 1 : index + 2]
        notes = [each for each in self.layout.blocks if each.kind == "note" and each.number in called]
        return any(CAVEAT.search(self.clean, each.start, each.end) for each in (*notes, *following))


def _by_heading(statistics: Mapping[str, Statistic]) -> dict[str, str]:
    """The ids of standards by what may head their sections: id or title."""
    found: dict[str, str] = {}
    known: set[str] = set()
    for statistic in statistics.values():
        if statistic.about and statistic.about not in known:
            known.add(statistic.about)
            found.setdefault(_folded(statistic.about), statistic.about)
        if statistic.key.startswith("rating:") and statistic.about and statistic.terms:
            found.setdefault(_folded(statistic.terms[0]), statistic.about)
    return found


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", name.casefold().replace("-", "")).strip(".")
