"""The text in which claims are looked for: prose as it was typed, or the blocks of a document, with what was put in.

Numbers that a placeholder puts in are right by construction: they are marked, and only the words around them are looked
at. What the evidence itself sets in a document (tables, charts, ratings set large) and what others said (quotations) is
left out. A table that is typed is read cell by cell, behind itself.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from inspectorate.report.claims.claim import Place
from inspectorate.report.claims.speech import quotations
from inspectorate.report.claims.table import Line, Rows, Span, lines, says_no, tables
from inspectorate.report.document import (
    Block,
    Box,
    Bullets,
    Document,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Runs,
    Table,
    plain,
    walked,
)
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
    """The text, with what was put in, and from where each stretch of it comes.

    ``silent`` are the spans in order that claim nothing: a table as it is typed, and the heads that are said again with
    each of its ``cells``. In one that is ``whole`` what others said is read as what we say.
    """

    text: str
    inserted: tuple[Inserted, ...] = ()
    parts: tuple[Part, ...] = ()
    starts: tuple[int, ...] = field(default=())
    silent: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()
    whole: bool = False

    def place(self, start: int, end: int) -> Place:
        """The place in the document or the prose of a stretch of the text."""
        first, last = self._origin(start, ends=False), self._origin(end, ends=True)
        part = self.parts[self._at(start)]
        line = part.line + (self.text.count("\n", part.start, start) if part.length < 0 else 0)
        return Place(first, max(first, last), line, part.block, part.anchor)

    def key_at(self, start: int, end: int) -> str:
        """The key of the statistic whose words stand there; "" where it was typed."""
        return next((each.key for each in self.inserted if each.start < end and start < each.end), "")

    def is_silent(self, position: int) -> bool:
        """Whether nothing is claimed there."""
        return _holds(self.silent, position)

    def is_cell(self, position: int) -> bool:
        """Whether a cell of a table stands there."""
        return _holds(self.cells, position)

    def _at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _origin(self, position: int, *, ends: bool) -> int:
        part = self.parts[self._at(position - 1 if ends and position else position)]
        if part.length >= 0:
            return part.origin + (part.length if ends else 0)
        return part.origin + position - part.start


def _holds(spans: Sequence[Span], position: int) -> bool:
    place = bisect_right(spans, (position, sys.maxsize)) - 1
    return place >= 0 and position < spans[place][1]


class _Written:
    """A text while it is put together."""

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self.inserted: list[Inserted] = []
        self.silent: list[Span] = []
        self.cells: list[Span] = []
        self.length = 0
        self.line = 1
        self._origin = 0
        self._of: tuple[int, str] = (0, "")

    def add(self, words: str, origin: int, block: int = 0, anchor: str = "", length: int = -1, key: str = "") -> None:
        """Add a stretch that comes from ``origin``; ``key`` where a statistic put it in."""
        self.parts.append(Part(self.length, origin, self.line, block, anchor, length))
        if key:
            self.inserted.append(Inserted(self.length, self.length + len(words), key))
        self.pieces.append(words)
        self.length += len(words)
        self.line += words.count("\n")
        self._origin, self._of = origin + (len(words) if length < 0 else length), (block, anchor)

    def pad(self, words: str) -> None:
        """Add words that stand nowhere, behind the last that do."""
        line = self.line
        self.add(words, self._origin, *self._of, length=0)
        self.line = line

    def made(self) -> Text:
        """The text."""
        parts = tuple(self.parts) or (Part(0, 0, 1),)
        starts = tuple(part.start for part in parts)
        silent, cells = tuple(self.silent), tuple(self.cells)
        return Text("".join(self.pieces), tuple(self.inserted), parts, starts, silent, cells, self.whole)


def typed(source: str, statistics: Mapping[str, Statistic]) -> Text:
    """Prose as an author types it, in Markdown, with ``{{key | form}}`` where a statistic is put in.

    A placeholder that cannot be filled is left as it is: to find that is the matter of who fills them.
    """
    made = _Typed(source, statistics)
    quoted = list(quotations(source))
    apart: list[tuple[Span, Rows | None]] = [(span, None) for span in quoted]
    for table in tables(source):
        if not any(start <= table.start < end for start, end in quoted):
            apart.append(((table.start, table.end), table))
    for span, one in sorted(apart, key=lambda each: each[0]):
        made.take(made.place, span[0])
        start = made.written.length
        made.take(*span)
        made.written.silent.append((start, made.written.length))
        if one:
            made.table(one)
    made.take(made.place, len(source))
    return made.written.made()


class _Typed:
    """Prose while it is taken over: ``place`` is how far."""

    def __init__(self, source: str, statistics: Mapping[str, Statistic]) -> None:
        self.source, self.statistics = source, statistics
        self.written, self.place = _Written(), 0

    def take(self, start: int, end: int) -> None:
        """Take over a stretch, with what its placeholders put in."""
        written, place = self.written, start
        written.line = self.source.count("\n", 0, start) + 1
        for match in PLACEHOLDER.finditer(self.source, start, end):
            wanted = read_placeholder(match["inside"].replace("\\|", "|"))
            begins = bool(SENTENCE_ENDS.search(self.source[start : match.start()]))
            filled = fill(wanted, self.statistics, say, first=begins)
            if filled.problem:
                continue
            if match.start() > place:
                written.add(self.source[place : match.start()], place)
            line = written.line
            written.add(filled.words, match.start(), length=match.end() - match.start(), key=wanted.key)
            written.line = line + self.source.count("\n", match.start(), match.end())
            place = match.end()
        written.add(self.source[place:end], place)
        self.place = end

    def table(self, table: Rows) -> None:
        """Say the cells of a table behind it, each on a line of its own."""
        said = [[self.source[start:end] for start, end in row] for row in table.rows]
        self.written.pad("\n\n")
        for line in lines(said):
            _line(self.written, line, said, lambda row, column: self._cell(*table.rows[row][column]))
        self.place = table.end

    def _cell(self, start: int, end: int) -> None:
        """Take over a cell without the mark at its end, which would part it from what is behind it."""
        self.take(start, start + len(self.source[start:end].rstrip(" .:;?!,")))


def _line(written: _Written, line: Line, said: Sequence[Sequence[str]], take: Callable[[int, int], None]) -> None:
    """A line that stands for a cell: what heads it, of which nothing is claimed here, and the cell itself."""
    start = written.length
    written.pad("- ")
    for row, column in line.heads:
        if says_no(said[row][column]):
            written.pad("not")
        else:
            take(row, column)
        written.pad(" ")
    if line.heads:
        written.pad("= ")
    written.silent.append((start, written.length))
    start = written.length
    take(*line.cell)
    if line.per_cent:
        written.pad(" per cent")
    written.cells.append((start, written.length))
    written.pad(".\n\n")


def of_document(document: Document, *, whole: bool = False) -> Text:
    """The prose of a document, block by block; positions are those in the text of each block.

    ``whole`` takes in what others said and every table too, which claim nothing of ours but can tell of a person.
    """
    return of_blocks(document.blocks, whole=whole)


def of_blocks(blocks: Sequence[Block], *, whole: bool = False) -> Text:
    """The same of some blocks."""
    written = _Written(whole=whole)
    for place, block in enumerate(walked(tuple(blocks))):
        _block(written, block, place)
    return written.made()


def _block(written: _Written, block: Block, place: int) -> None:
    if isinstance(block, Heading):
        _runs(written, block.runs, "#" * block.level + " ", place, block.anchor)
    elif isinstance(block, Paragraph) or (isinstance(block, Quote) and written.whole):
        _runs(written, block.runs, "", place, block.anchor)
    elif isinstance(block, Bullets | Numbered):
        _items(written, block, place)
    elif isinstance(block, Box):
        _runs(written, block.title, "", place, block.anchor)
    elif isinstance(block, Table) and written.whole:
        _table(written, block, place)


def _table(written: _Written, table: Table, place: int) -> None:
    """Every cell of a table with its heads, its caption and its note; positions are those of each cell."""
    _runs(written, table.caption, "", place, table.anchor)
    rows = [table.head, *([cell.runs for cell in row] for row in table.rows)]
    said = [[plain(runs) for runs in row] for row in rows]
    for line in lines(said):
        _line(written, line, said, lambda row, column: _taken(written, rows[row][column], place, table.anchor))
    for row in rows:
        for runs in row:
            _notes(written, runs, place, table.anchor)
    _runs(written, table.note, "", place, table.anchor)


def _items(written: _Written, block: Bullets | Numbered, place: int) -> None:
    for item in block.items:
        _runs(written, item.runs, "- ", place, item.anchor)
        for inside in item.inside:
            if isinstance(inside, Paragraph):
                _runs(written, inside.runs, "", place, item.anchor)
            else:
                _items(written, inside, place)


def _runs(written: _Written, runs: Runs, mark: str, place: int, anchor: str) -> None:
    """The words of a block, then its footnotes each as a paragraph of its own."""
    written.add(mark, 0, place, anchor, length=0)
    _taken(written, runs, place, anchor)
    written.pad("\n\n")
    _notes(written, runs, place, anchor)


def _taken(written: _Written, runs: Runs, place: int, anchor: str) -> None:
    origin = 0
    for run in runs:
        written.add(run.text, origin, place, anchor, key=run.statistic)
        origin += len(run.text)


def _notes(written: _Written, runs: Runs, place: int, anchor: str) -> None:
    for run in runs:
        if run.note:
            _runs(written, run.note, "", place, anchor)
