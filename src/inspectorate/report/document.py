"""A document to be published, as one value: every format is written from it, so that all formats say the same.

A block that people comment on or that is linked to has an ``anchor``, unique in its document and the same in each
version of it. Text is plain text: what a format needs to have escaped, its writer escapes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

#: The kinds of document; the name of a file begins with it.
Kind: TypeAlias = Literal["report", "press-release", "letter", "poster", "slides", "workbook", "action-plan"]


@dataclass(frozen=True)
class Run:
    """A stretch of text set in one way.

    ``link`` is the address it leads to; ``language`` a code ("cy") where it is not the document's; ``statistic`` the
    key of the statistic whose words were put in here by the evidence; ``note`` the runs of a footnote called behind it.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    language: str = ""
    statistic: str = ""
    note: "Runs" = ()


Runs: TypeAlias = tuple[Run, ...]


def words(text: str) -> Runs:
    """Plain text as runs; none of nothing."""
    return (Run(text),) if text else ()


def plain(runs: Runs) -> str:
    """The text of runs without their footnotes."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` is 1 to 4, and no level is left out under a higher one. ``rating`` stands beside it."""

    runs: Runs
    level: int
    anchor: str = ""
    rating: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``role`` sets it: body, a standard's statement, a lead, small print, an address, a signature."""

    runs: Runs
    role: Literal["body", "statement", "lead", "small", "address", "signature"] = "body"
    anchor: str = ""


@dataclass(frozen=True)
class Item:
    """An item of a list: what it says, then the lists inside it, and paragraphs that stand behind one."""

    runs: Runs
    inside: "tuple[Bullets | Numbered | Paragraph, ...]" = ()
    anchor: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Numbered:
    """A numbered list; ``start`` is its first number, so that numbering goes on over several lists."""

    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a table. ``rating`` is the rating that it shows, in words in ``runs`` too."""

    runs: Runs
    rating: str = ""


@dataclass(frozen=True)
class Table:
    """A table with one row of headings; the first cell of each row heads its row. No cell is merged or left out.

    ``caption`` says what it shows; ``strong`` are the places, from 0, of rows set in bold (the driving key question);
    ``numbers`` the places of columns of numbers, which stand to the right; ``widths`` the shares of the columns, all
    alike where empty.
    """

    caption: Runs
    head: tuple[Runs, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    note: Runs = ()
    anchor: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart: an SVG drawing, what it shows in words, and the same figures as a table.

    ``title`` stands above it; ``alternative`` is read in its place; the ``table`` follows it in every format.
    ``width`` and ``height`` are those of the drawing, in its own units. ``narrow`` is the same drawn for a place 320
    units wide, for formats that can show one or the other; nothing where there is none.
    """

    svg: str
    title: str
    alternative: str
    table: Table
    width: int
    height: int
    anchor: str = ""
    narrow: str = ""


@dataclass(frozen=True)
class Box:
    """Blocks set apart: an example of practice, a notice (a correction, a caveat, an embargo), or key facts."""

    kind: Literal["practice example", "notice", "key facts"]
    title: Runs
    blocks: "Blocks"
    anchor: str = ""


@dataclass(frozen=True)
class Quote:
    """The words of a person who was spoken to, without a name; ``who`` is such as "Person on probation", or nothing."""

    runs: Runs
    who: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Rated:
    """A rating set large: what is rated ("Overall rating"), the rating, and the score where there is one ("2/27")."""

    label: str
    rating: str
    score: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Break:
    """What follows begins on a new page, where there are pages; a new slide, where there are slides."""


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Table | Chart | Box | Quote | Rated | Break
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document to be published.

    ``language`` is its code ("en-GB", "cy"); ``dated`` the day printed on it, in words; ``subject`` a sentence on what
    it holds; ``mark`` stands on each page of what is not published yet ("Draft 3", "Embargoed until 00.01 on 13 July
    2023 - copy 4 for ..."). ``cover`` are the blocks of its first page, none of a document without one; ``contents``
    asks for a table of contents after it. ``properties`` are further entries of the file's metadata.
    """

    kind: Kind
    title: str
    publisher: str
    language: str
    dated: str
    blocks: Blocks
    subtitle: str = ""
    subject: str = ""
    mark: str = ""
    cover: Blocks = ()
    contents: bool = False
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)


def walked(blocks: Blocks) -> Iterator[Block]:
    """Every block in the order in which it is read, those inside boxes after their box."""
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from walked(block.blocks)
