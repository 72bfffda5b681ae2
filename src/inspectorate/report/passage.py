"""A document passage by passage, numbered in the order of reading: what whoever checks it names, page or no page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Bullets,
    Chart,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Runs,
    Table,
    plain,
)


@dataclass(frozen=True)
class Passage:
    """A heading, a paragraph, an item of a list, a table, a chart, a quotation or a rating, under its ``number``.

    ``anchor`` is the document's own, blank where it gave none; ``heading`` the words of the heading above it, and
    ``under`` its anchor. A list's item is a list of that one item, with the lists inside it.
    """

    number: int
    block: Block
    anchor: str
    heading: str
    under: str

    @property
    def text(self) -> str:
        """Its words, in one line: lists inside it, and the cells of a table, one after the other."""
        return " ".join(" ".join(_texts(self.block)).split())

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return isinstance(self.block, Heading)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage, the cover's first; a box is no passage, but its title and what stands in it are."""
    found: list[Passage] = []
    heading, under = "", ""
    for block, anchor in _walked((*document.cover, *document.blocks)):
        if isinstance(block, Heading):
            heading, under = plain(block.runs), anchor
        found.append(Passage(len(found) + 1, block, anchor, heading, under))
    return tuple(found)


def _walked(blocks: Blocks) -> Iterator[tuple[Block, str]]:
    for block in blocks:
        match block:
            case Break():
                continue
            case Bullets():
                yield from ((replace(block, items=(item,)), item.anchor) for item in block.items)
            case Numbered():
                for place, item in enumerate(block.items):
                    yield replace(block, items=(item,), start=block.start + place), item.anchor
            case Box():
                if block.title:
                    yield Paragraph(block.title, anchor=block.anchor), block.anchor
                yield from _walked(block.blocks)
            case _:
                yield block, block.anchor


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from (_with_notes(block.runs), block.rating)
        case Paragraph():
            yield _with_notes(block.runs)
        case Bullets() | Numbered():
            yield from (text for item in block.items for text in _of_item(item))
        case Table():
            yield from _of_table(block)
        case Chart():
            yield from (block.title, block.alternative, *_of_table(block.table))
        case Quote():
            yield from (_with_notes(block.runs), block.who)
        case Rated():
            yield from (block.label, block.rating, block.score)


def _of_item(item: Item) -> Iterator[str]:
    yield _with_notes(item.runs)
    for inside in item.inside:
        yield from _texts(inside)


def _of_table(table: Table) -> Iterator[str]:
    yield _with_notes(table.caption)
    yield from (_with_notes(runs) for runs in table.head)
    yield from (_with_notes(cell.runs) for row in table.rows for cell in row)
    yield _with_notes(table.note)


def _with_notes(runs: Runs) -> str:
    """Runs as text, the words of each footnote in brackets where it is called."""
    return "".join(run.text + (f" [{plain(run.note)}]" if run.note else "") for run in runs)
