"""Every text of a document that is read for itself: headings, paragraphs, items, cells of tables, quotations, notes.

What is looked through for what must not be told is looked through whole, whatever a text is set as.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectorate.language import gettext as _
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Bullets,
    Chart,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    plain,
    words,
)


@dataclass(frozen=True)
class EveryText:
    """A text: a paragraph, whatever it was set as, or a table; ``place`` names it, and it stands ``under`` others.

    Those are, furthest first, the heading, the title of the box, the sentence that leads to a list, the item that holds
    it, the caption of the table and the head of its first column, or the text that calls the note. ``level`` is that of
    a heading, 0 of anything else.
    """

    block: Paragraph | Table
    place: str
    under: tuple[str, ...] = ()
    level: int = 0


def every_text(document: Document) -> Iterator[EveryText]:
    """The texts of the cover and of the document, in order; a block without an anchor is named by its number."""
    yield from _of_blocks((*document.cover, *document.blocks), ())


def _of_blocks(blocks: Blocks, under: tuple[str, ...], box: str = "") -> Iterator[EveryText]:
    heading, before = "", ""
    for number, block in enumerate(blocks, start=1):
        place = getattr(block, "anchor", "") or box or _("block {number}").format(number=number)
        if isinstance(block, Heading):
            heading = plain(block.runs)
        above = tuple(filter(None, (*under, heading, before)))
        yield from _of_block(block, above, place)
        before = plain(block.runs) if isinstance(block, Paragraph) and plain(block.runs).rstrip().endswith(":") else ""


def _of_block(block: Block, under: tuple[str, ...], place: str) -> Iterator[EveryText]:
    match block:
        case Heading():
            yield from _with_notes(block.runs, place, under[:-1], block.level)
        case Paragraph():
            yield from _with_notes(block.runs, place, under)
        case Quote():
            yield from _with_notes((*block.runs, Run(" "), *words(block.who)), place, under)
        case Bullets() | Numbered():
            for item in block.items:
                yield from _of_item(item, under, place)
        case Table():
            yield from _of_table(block, under, place)
        case Chart():
            yield from _of_table(block.table, (*under, block.title), place)
        case Box():
            yield from _with_notes(block.title, place, under)
            yield from _of_blocks(block.blocks, tuple(filter(None, (*under, plain(block.title)))), place)


def _of_item(item: Item, under: tuple[str, ...], place: str) -> Iterator[EveryText]:
    place = item.anchor or place
    yield from _with_notes(item.runs, place, under)
    for each in item.inside:
        if isinstance(each, Paragraph):
            yield from _with_notes(each.runs, place, under)
            continue
        for inside in each.items:
            yield from _of_item(inside, (*under, plain(item.runs)), place)


def _of_table(table: Table, under: tuple[str, ...], place: str) -> Iterator[EveryText]:
    """A table, and its first column, which heads the rows or is a column of numbers as the others are."""
    corner = plain(table.head[0]) if table.head else ""
    above = tuple(filter(None, (*under, plain(table.caption), corner)))
    yield from _with_notes(table.caption, place, under)
    yield EveryText(replace(table, caption=(), note=()), place, above)
    for row in table.rows:
        yield from _with_notes(row[0].runs if row else (), place, above)
    yield from _with_notes(table.note, place, under)


def _with_notes(runs: Runs, place: str, under: tuple[str, ...], level: int = 0) -> Iterator[EveryText]:
    if plain(runs).strip():
        yield EveryText(Paragraph(tuple(replace(run, note=()) for run in runs)), place, under, level)
    for run in runs:
        if run.note:
            yield from _with_notes(run.note, place, (*under, plain(runs)))


def all_words(block: Block) -> str:
    """All that a block says, with its notes, the lists in its items and the blocks in it, as one text."""
    match block:
        case Heading() | Paragraph():
            return noted_words(block.runs)
        case Quote():
            return f"{noted_words(block.runs)} {block.who}"
        case Bullets() | Numbered():
            return " ".join(words_of_item(item) for item in block.items)
        case Table():
            rows = (" ".join(noted_words(cell.runs) for cell in row) for row in block.rows)
            return " ".join(map(str.strip, (noted_words(block.caption), *rows, noted_words(block.note)))).strip()
        case Box():
            return " ".join(filter(None, (noted_words(block.title), *map(all_words, block.blocks))))
        case _:
            return ""


def words_of_item(item: Item) -> str:
    """All that an item of a list says, with its notes and the lists in it."""
    return " ".join([noted_words(item.runs), *map(all_words, item.inside)])


def noted_words(runs: Runs) -> str:
    """The words of runs, with those of their footnotes behind them."""
    return " ".join([plain(runs), *(noted_words(run.note) for run in runs if run.note)])
