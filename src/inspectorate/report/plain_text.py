"""A document as plain text, in the marks that the register's reader knows: what we publish is read as others' is.

Headings are marked with ``#``, items with ``- `` or their number; a row of a table is a line with tabs between its
cells; a footnote's number stands as a superscript, and its text at the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from inspectorate.language import gettext as _
from inspectorate.register.document import Document as Published
from inspectorate.register.opening.block import Block as Piece
from inspectorate.register.opening.block import joined, table
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


@dataclass
class _Writer:
    """The footnotes met so far, in order."""

    notes: list[Runs] = field(default_factory=list)

    def text(self, runs: Runs) -> str:
        """Runs as text, each footnote as a number behind its word."""
        written = ""
        for run in runs:
            written += run.text
            if run.note:
                self.notes.append(run.note)
                written += f"<sup>{len(self.notes)}</sup>"
        return written


def plain_text(document: Document) -> str:
    """The document as text: title, subtitle, publisher and date, then all that it holds, footnotes last."""
    writer = _Writer()
    head, rest = _head(document)
    pieces = [*_written(head, writer), *_title(document)]
    pieces += _written((*document.cover, *rest), writer)
    pieces += [Piece(f"<sup>{place}</sup> {plain(note)}") for place, note in enumerate(writer.notes, start=1)]
    return joined(piece for piece in pieces if piece.text.strip())


def as_published(document: Document, file: str = "") -> Published:
    """The document as the register takes up what others publish."""
    return Published(file or f"{document.kind}.txt", "text", plain_text(document), title=document.title)


def _head(document: Document) -> tuple[Blocks, Blocks]:
    """What stands before the title, and the rest: a letter begins with who writes and to whom."""
    many = 0
    if document.kind == "letter":
        addresses = (isinstance(block, Paragraph) and block.role == "address" for block in document.blocks)
        many = next((place for place, is_address in enumerate(addresses) if not is_address), len(document.blocks))
    return document.blocks[:many], document.blocks[many:]


def _title(document: Document) -> list[Piece]:
    if document.kind == "letter":
        return [Piece(document.dated), Piece(document.title), Piece(document.subtitle), Piece(document.mark)]
    published = ", ".join(filter(None, (document.publisher, document.dated)))
    return [Piece(f"# {document.title}"), Piece(document.subtitle), Piece(published), Piece(document.mark)]


def _written(blocks: Blocks, writer: _Writer) -> Iterator[Piece]:
    for block in blocks:
        yield from _pieces(block, writer)


def _pieces(block: Block, writer: _Writer) -> Iterator[Piece]:
    match block:
        case Heading():
            yield Piece(f"{'#' * block.level} {writer.text(block.runs)}")
            if block.rating:
                yield Piece(block.rating)
        case Paragraph():
            yield Piece(writer.text(block.runs))
        case Bullets() | Numbered():
            yield from _items(block, writer, 0)
        case Table():
            yield from _table(block, writer)
        case Chart():
            yield Piece(block.title)
            yield from _table(block.table, writer)
        case Break():
            return
        case _:
            yield from _apart(block, writer)


def _apart(block: Box | Quote | Rated, writer: _Writer) -> Iterator[Piece]:
    match block:
        case Box():
            label = _("Practice example") if block.kind == "practice example" else ""
            title = writer.text(block.title)
            yield Piece(": ".join(filter(None, ("" if label.casefold() in title.casefold() else label, title))))
            yield from _written(block.blocks, writer)
        case Quote():
            who = f"\n– {block.who}" if block.who else ""
            yield Piece(f"{writer.text(block.runs)}{who}")
        case Rated():
            yield Piece(block.label)
            yield Piece(block.rating)
            if block.score:
                yield Piece(_("Score {score}").format(score=block.score))


def _items(listed: Bullets | Numbered, writer: _Writer, depth: int) -> Iterator[Piece]:
    first = listed.start if isinstance(listed, Numbered) else 0
    for place, item in enumerate(listed.items):
        mark = f"{first + place}." if isinstance(listed, Numbered) else "-"
        yield from _item(item, f"{'  ' * depth}{mark} ", writer, depth)


def _item(item: Item, mark: str, writer: _Writer, depth: int) -> Iterator[Piece]:
    yield Piece(mark + writer.text(item.runs), is_item=True)
    for inside in item.inside:
        if isinstance(inside, Paragraph):
            yield Piece("  " * (depth + 1) + writer.text(inside.runs), is_item=True)
        else:
            yield from _items(inside, writer, depth + 1)


def _table(block: Table, writer: _Writer) -> Iterator[Piece]:
    yield Piece(writer.text(block.caption))
    head = [writer.text(runs) for runs in block.head]
    yield table([head, *([writer.text(cell.runs) for cell in row] for row in block.rows)])
    yield Piece(writer.text(block.note))
