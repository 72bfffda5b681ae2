"""What slides are made of: lines of text, tables and pictures, each of which knows how much room it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Bullets,
    Cell,
    Chart,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Run,
    Runs,
    Table,
    plain,
    words,
)
from inspectorate.report.writers.box_look import BOXES
from inspectorate.report.writers.outline import is_silent, one_line
from inspectorate.report.writers.rating_look import look, rating_words
from inspectorate.report.writers.standing import LINES, box_label
from inspectorate.report.writers.text_size import height

_ACCENT, _INK, _QUIET = "#123a63", "#1b1f24", "#4a525b"
_BODY = 18
_INSET = 10.0
INDENT = 22.0
_HIGHEST_PICTURE = 330.0
_TALLEST_ROW = 330.0
_TABLE_SIZES = (14, 12, 10)
_CELL_INSET = 6.0
_DEEPEST = 5
#: Less room than this, and a heading begins the next slide.
_HEADING, _RATED_HEADING = 100.0, 220.0
_ROLES = {"lead": (22, _ACCENT), "statement": (20, _ACCENT), "small": (13, _QUIET)}

#: A ground to stand on, the edge at its left, and the colour of the text; nothing where it stands on the slide itself.
Ground: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """A paragraph. ``marker`` is its bullet, or its number in a list with ``depth``; sizes are in points.

    ``leads_on`` says that it belongs to what follows; ``needs`` how much room there must be for both.
    """

    runs: Runs
    size: int
    strong: bool = False
    emphasis: bool = False
    colour: str = _INK
    marker: str = ""
    depth: int = 0
    ground: Ground = ("", "", "")
    leads_on: bool = False
    needs: float = 0.0

    @property
    def text(self) -> str:
        """Its words."""
        return plain(self.runs)

    @property
    def after(self) -> float:
        """The space below it."""
        return self.size * 0.35

    def room(self, room: float) -> float:
        """What is left of the width of a slide."""
        return room - 2 * _INSET - INDENT * self.depth

    def height(self, room: float) -> float:
        """How high it is, its space below included."""
        lines = LINES.split(self.text)
        return sum(height(each, self.size, self.room(room)) for each in lines) + self.after


@dataclass(frozen=True)
class Sheet:
    """A table, or those of its rows that stand on one slide; ``first`` is the place of the first of them."""

    table: Table
    rows: tuple[tuple[Cell, ...], ...]
    size: int
    first: int = 0

    def widths(self, room: float) -> list[float]:
        """The widths of its columns."""
        many = len(self.table.head)
        shares = self.table.widths if len(self.table.widths) == many else (1,) * many
        return [room * share / (sum(shares) or 1) for share in shares]

    def heights(self, rows: tuple[tuple[Cell, ...], ...], room: float = 880.0) -> list[float]:
        """The heights of its head and of rows."""
        widths = self.widths(room)
        head = tuple(Cell(runs) for runs in self.table.head)
        return [
            max(
                sum(height(line, self.size, across - 2 * _CELL_INSET) for line in LINES.split(plain(noted(cell.runs))))
                for cell, across in zip(row, widths, strict=True)
            )
            + 2 * _CELL_INSET
            for row in (head, *rows)
        ]

    def height(self, rows: tuple[tuple[Cell, ...], ...]) -> float:
        """The height of the table with these rows."""
        return sum(self.heights(rows))


@dataclass(frozen=True)
class Picture:
    """A chart, as large as there is room for."""

    chart: Chart

    def size(self, room: float) -> tuple[float, float]:
        """Its width and height."""
        across, down = max(1, self.chart.width), max(1, self.chart.height)
        scale = min(room / across, _HIGHEST_PICTURE / down)
        return across * scale, down * scale

    def height(self, room: float) -> float:
        """Its height."""
        return self.size(room)[1]


Piece: TypeAlias = Line | Sheet | Picture


def noted(runs: Runs) -> Runs:
    """Runs where each footnote stands in brackets behind what it is called by: slides have no foot to read."""
    written: list[Run] = []
    for run in runs:
        text = run.text.replace("\u00ad", "").replace("\t", " ")
        written += [replace(run, text=text, note=())] if text else []
        written += [Run(f" [{plain(noted(run.note))}]")] if run.note else []
    return tuple(written)


def lines_of(blocks: Blocks) -> list[Line]:
    """The lines of text in blocks."""
    return [piece for piece in pieces_of(blocks) if isinstance(piece, Line)]


def pieces_of(blocks: Blocks, is_title: bool = False) -> list[Piece]:
    """Blocks as pieces in the order in which they are read; of a heading that is a title, what stands beside it."""
    return [
        piece
        for block in blocks
        if not is_silent(block)
        for piece in _pieces(block, is_title)
        if not isinstance(piece, Line) or piece.text.strip()
    ]


def _pieces(block: Block, is_title: bool) -> Iterator[Piece]:
    match block:
        case Heading():
            yield from _heading(block, is_title)
        case Paragraph():
            size, colour = _ROLES.get(block.role, (_BODY, _INK))
            strong = block.role in ("statement", "signature")
            ends = plain(block.runs).rstrip().endswith(":")
            yield Line(noted(block.runs), size, strong, colour=colour, leads_on=ends)
        case Bullets() | Numbered():
            yield from _listed(block, 1)
        case Table():
            yield from _table(block)
        case Chart():
            yield Line(words(one_line(block.title)), 16, strong=True, leads_on=True)
            yield Picture(block)
            yield from _table(block.table)
        case Box():
            yield from _boxed(block)
        case Quote():
            yield Line(noted(block.runs), 22, emphasis=True, colour=_ACCENT, leads_on=bool(block.who))
            yield Line(words(f"– {one_line(block.who)}" if block.who.strip() else ""), 15, colour=_QUIET)
        case Rated():
            yield from _rated(block)


def _ground(rating: str) -> Ground:
    found = look(rating)
    return found.fill, found.edge, found.text


def _heading(heading: Heading, is_title: bool) -> Iterator[Piece]:
    if not is_title:
        size = {2: 22}.get(heading.level, 19)
        needs = _RATED_HEADING if heading.rating else _HEADING
        yield Line(noted(heading.runs), size, strong=True, colour=_ACCENT, leads_on=True, needs=needs)
    elif any(run.note for run in heading.runs):
        for run in heading.runs:
            yield Line(noted(run.note), 13, colour=_QUIET)
    if heading.rating:
        ground = _ground(heading.rating)
        yield Line(words(rating_words(heading.rating)), 18, strong=True, colour=ground[2], ground=ground)


def _rated(rated: Rated) -> Iterator[Piece]:
    ground = _ground(rated.rating)
    said = f"{_('Score')} {one_line(rated.score)}" if rated.score.strip() else ""
    for text, size in ((one_line(rated.label), 16), (rating_words(rated.rating), 32), (said, 16)):
        yield Line(words(text), size, strong=size > _BODY, colour=ground[2], ground=ground)


def _listed(block: Bullets | Numbered, depth: int) -> Iterator[Piece]:
    for place, item in enumerate(block.items):
        marker = f"{block.start + place}." if isinstance(block, Numbered) else "•"
        yield from _item(item, marker, min(depth, _DEEPEST))


def _item(item: Item, marker: str, depth: int) -> Iterator[Piece]:
    yield Line(noted(item.runs), _BODY, marker=marker, depth=depth)
    for inner in item.inside:
        if isinstance(inner, Paragraph):
            yield Line(noted(inner.runs), _BODY, depth=depth)
        else:
            yield from _listed(inner, depth + 1)


def _boxed(box: Box) -> Iterator[Piece]:
    fill, edge = BOXES[box.kind]
    ground = (fill, edge, _INK)
    label = box_label(box)
    yield Line(words(label), 14, strong=True, colour=edge, ground=ground, leads_on=True)
    yield Line(noted(box.title), 20, strong=True, ground=ground, leads_on=True)
    for piece in pieces_of(box.blocks):
        yield replace(piece, ground=ground) if isinstance(piece, Line) and not piece.ground[0] else piece


def _table(table: Table) -> Iterator[Piece]:
    """A table as large as its highest row lets it be; as lines where a row fits on no slide."""
    yield Line(noted(table.caption), 15, strong=True, leads_on=True)
    sheets = (Sheet(table, table.rows, size) for size in _TABLE_SIZES)
    fitting = next((each for each in sheets if max((_tallest(each), 0)) <= _TALLEST_ROW), None)
    if fitting:
        yield fitting
    else:
        yield from _as_lines(table)
    yield Line(noted(table.note), 12, colour=_QUIET)


def _tallest(sheet: Sheet) -> float:
    head, *rows = sheet.heights(sheet.rows)
    return head + max(rows, default=0.0)


def _as_lines(table: Table) -> Iterator[Piece]:
    """Each cell with the heading of its column: nothing is left out."""
    for row in table.rows or ((),):
        for head, cell in zip(table.head, row, strict=False):
            yield Line((*noted(head), Run(": "), *noted(cell.runs)), 14)
    if not table.rows:
        for head in table.head:
            yield Line(noted(head), 14, strong=True)
