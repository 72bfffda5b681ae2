"""Tables made ready to be read: each cell with the heads of its row and column, as a line of prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.report.markdown import tree

Span = tuple[int, int]

#: The mark between two cells of a row, and what a line of a table in a list or a quotation begins with.
BAR = re.compile(r"(?<!\\)\|")
BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*\|?")
#: A column whose numbers are percentages, by its head; a number that stands alone; a column of what was not so.
PER_CENT = re.compile(r"%|\bper\s*cent|\bpercentage\b", re.IGNORECASE)
BARE = re.compile(r"\W*\d{1,3}(?:\.\d{1,2})?\W*")
NO = re.compile(r"\W*no\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Rows:
    """A table of a text: its place there, and the spans of the cells of each row; the first row has the heads."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


def tables(source: str) -> Iterator[Rows]:
    """The tables of a text in Markdown, in order, those in lists and quotations too."""
    if "|" not in source:
        return
    starts = line_starts(source)
    for node in tree(source).walk():
        if node.type == "table" and node.map:
            lines = [(starts[line], starts[line + 1]) for line in range(*node.map)]
            rows = (lines[0], *lines[2:])
            yield Rows(lines[0][0], lines[-1][1], tuple(tuple(_cells(source, *line)) for line in rows))


def line_starts(source: str) -> list[int]:
    """Where each line begins, and the end of the text, as often as the parser may ask for a line behind the last."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", source))]
    return [*starts, len(source), len(source)]


def _cells(source: str, start: int, end: int) -> Iterator[Span]:
    before = BEFORE.match(source, start, end)
    place = before.end() if before else start
    end = place + len(source[place:end].rstrip())
    for bar in BAR.finditer(source, place, end):
        yield _trimmed(source, place, bar.start())
        place = bar.end()
    if place < end:
        yield _trimmed(source, place, end)


def _trimmed(source: str, start: int, end: int) -> Span:
    part = source[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip())) if part.strip() else end


@dataclass(frozen=True)
class Line:
    """A line of prose that stands for a cell: places of heads, of which ``turned`` say no; then the cell itself.

    ``per_cent`` says that the number of the cell is a percentage, which its head alone tells.
    """

    heads: tuple[tuple[int, int], ...]
    cell: tuple[int, int]
    per_cent: bool = False


def lines(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    """Every cell that holds something, by row and column, with the places of its heads; a head has none."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if not cell.strip():
                continue
            places = [(row, 0)] if row and column else []
            is_headed = column < len(rows[0]) and (column or len(rows[0]) == 1)
            places += [(0, column)] if row and is_headed else []
            heads = tuple(place for place in places if rows[place[0]][place[1]].strip())
            named = " ".join(rows[head][place] for head, place in heads)
            yield Line(heads, (row, column), bool(BARE.fullmatch(cell) and PER_CENT.search(named)))


def says_no(head: str) -> bool:
    """Whether a head is no more than "No"."""
    return bool(NO.fullmatch(head))
