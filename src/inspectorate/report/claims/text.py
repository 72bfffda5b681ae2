"""The text in which claims are looked for: prose as it was typed, or the blocks of a document, with what was put in.

Numbers that a placeholder puts in are right by construction: they are marked, and only the words around them are looked
at. What the evidence itself sets (tables, charts, ratings set large) and what others said (quotations) is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inspectorate.report.claims.claim import Place
from inspectorate.report.document import Block, Box, Bullets, Document, Heading, Item, Numbered, Paragraph, Runs, walked
from inspectorate.report.placeholder import CLOSES, OPENS, fill, read_placeholder
from inspectorate.report.statistic import Statistic
from inspectorate.report.wording import say

PLACEHOLDER = re.compile(rf"{re.escape(OPENS)}(?P<inside>[^{{}}]+){re.escape(CLOSES)}")
#: What stands before a placeholder that begins a sentence.
SENTENCE_ENDS = re.compile(r"(?:^|\n|[.!?:][\"'’”)]*\s+)[\s*_>#-]*$")


@dataclass(frozen=True)
class Inserted:
    """Where words stand that a statistic put in: characters ``start`` to ``end``."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Part:
    """A stretch of the text from ``start`` on that comes from one place: ``origin`` in its block, ``line`` of the text.

    ``whole`` says that the stretch as one stands for something of another length, as a placeholder does.
    """

    start: int
    origin: int
    line: int
    block: int = 0
    anchor: str = ""
    length: int = -1


@dataclass(frozen=True)
class Text:
    """The text, with what was put in, and from where each stretch of it comes."""

    text: str
    inserted: tuple[Inserted, ...] = ()
    parts: tuple[Part, ...] = ()
    starts: tuple[int, ...] = field(default=())

    def place(self, start: int, end: int) -> Place:
        """The place in the document or the prose of a stretch of the text."""
        first, last = self._origin(start, ends=False), self._origin(end, ends=True)
        part = self.parts[self._at(start)]
        line = part.line + (self.text.count("\n", part.start, start) if part.length < 0 else 0)
        return Place(first, max(first, last), line, part.block, part.anchor)

    def key_at(self, start: int, end: int) -> str:
        """The key of the statistic whose words stand there; "" where it was typed."""
        return next((each.key for each in self.inserted if each.start < end and start < each.end), "")

    def _at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _origin(self, position: int, *, ends: bool) -> int:
        part = self.parts[self._at(position - 1 if ends and position else position)]
        if part.length >= 0:
            return part.origin + (part.length if ends else 0)
        return part.origin + position - part.start


class _Written:
    """A text while it is put together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self.inserted: list[Inserted] = []
        self.length = 0
        self.line = 1

    def add(self, words: str, origin: int, block: int = 0, anchor: str = "", length: int = -1, key: str = "") -> None:
        """Add a stretch that comes from ``origin``; ``key`` where a statistic put it in."""
        self.parts.append(Part(self.length, origin, self.line, block, anchor, length))
        if key:
            self.inserted.append(Inserted(self.length, self.length + len(words), key))
        self.pieces.append(words)
        self.length += len(words)
        self.line += words.count("\n")

    def made(self) -> Text:
        """The text."""
        parts = tuple(self.parts) or (Part(0, 0, 1),)
        return Text("".join(self.pieces), tuple(self.inserted), parts, tuple(part.start for part in parts))


def typed(source: str, statistics: Mapping[str, Statistic]) -> Text:
    """Prose as an author types it, in Markdown, with ``{{key | form}}`` where a statistic is put in.

    A placeholder that cannot be filled is left as it is: to find that is the matter of who fills them.
    """
    written, place = _Written(), 0
    for match in PLACEHOLDER.finditer(source):
        wanted = read_placeholder(match["inside"])
        filled = fill(wanted, statistics, say, first=bool(SENTENCE_ENDS.search(source[: match.start()])))
        if filled.problem:
            continue
        if match.start() > place:
            written.add(source[place : match.start()], place)
        line = written.line
        written.add(filled.words, match.start(), length=match.end() - match.start(), key=wanted.key)
        written.line = line + source.count("\n", match.start(), match.end())
        place = match.end()
    written.add(source[place:], place)
    return written.made()


def of_document(document: Document) -> Text:
    """The prose of a document, block by block; positions are those in the text of each block."""
    written = _Written()
    for place, block in enumerate(walked(document.blocks)):
        _block(written, block, place)
    return written.made()


def _block(written: _Written, block: Block, place: int) -> None:
    if isinstance(block, Heading):
        _runs(written, block.runs, "#" * block.level + " ", place, block.anchor)
    elif isinstance(block, Paragraph):
        _runs(written, block.runs, "", place, block.anchor)
    elif isinstance(block, Bullets | Numbered):
        _items(written, block, place)
    elif isinstance(block, Box):
        _runs(written, block.title, "", place, block.anchor)


def _items(written: _Written, block: Bullets | Numbered, place: int) -> None:
    for item in _flat(block):
        _runs(written, item.runs, "- ", place, item.anchor)


def _flat(block: Bullets | Numbered) -> Iterator[Item]:
    for item in block.items:
        yield item
        for inside in item.inside:
            yield from _flat(inside)


def _runs(written: _Written, runs: Runs, mark: str, place: int, anchor: str) -> None:
    """The words of a block, then its footnotes each as a paragraph of its own."""
    written.add(mark, 0, place, anchor, length=0)
    origin = 0
    for run in runs:
        written.add(run.text, origin, place, anchor, key=run.statistic)
        origin += len(run.text)
    written.add("\n\n", origin, place, anchor, length=0)
    for run in runs:
        if run.note:
            _runs(written, run.note, "", place, anchor)
