"""What a writer needs to know of a whole document before it writes any of it: its headings, and where links may lead.

Every writer names headings without a name of their own alike, so that a link means the same in each format.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.report.document import (
    Block,
    Blocks,
    Bullets,
    Chart,
    Document,
    Heading,
    Numbered,
    Paragraph,
    Rated,
    Run,
    Table,
    plain,
    walked,
)
from inspectorate.report.part_field import names_of


@dataclass(frozen=True)
class Place:
    """A heading as it is written: its words in one line, its level, and the anchor that leads to it.

    ``listed`` says whether contents name it: those of the cover, which stands before them, they do not.
    """

    words: str
    level: int
    anchor: str
    listed: bool


class Outline:
    """The headings of a document with their places, and the anchors that were not given to a block yet."""

    def __init__(self, document: Document):
        self.anchors = frozenset(filter(None, map(identifier, _anchors(document))))
        self.places = tuple(_places(document, self.anchors))
        self._next = iter(self.places)
        self._given = {place.anchor for place in self.places}

    def next_place(self) -> Place:
        """The place of the next heading, in the order in which they are read."""
        return next(self._next)

    def anchor(self, wanted: str) -> str:
        """The anchor as an id; nothing where another block has it already, so that no id stands twice."""
        anchor = identifier(wanted)
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor

    def leads(self, link: str) -> bool:
        """Whether a link leads to a place of the document: ``#anchor``."""
        return link.startswith("#") and identifier(link[1:]) in self.anchors


def identifier(anchor: str) -> str:
    """An anchor as the id that pages and links know: without white space."""
    return re.sub(r"\s+", "-", anchor.strip())


def one_line(text: str) -> str:
    """Text with each stretch of white space as one space: titles, marks, names."""
    return " ".join(text.split())


def told(blocks: Blocks) -> Iterator[tuple[Block, Block | None]]:
    """Each block that says something, with the next that does."""
    said = [block for block in blocks if not is_silent(block)]
    yield from zip(said, [*said[1:], None], strict=False)


def leads_on(block: Block, following: Block | None) -> bool:
    """Whether a block stays on the page of what follows.

    A paragraph does that ends in a colon, or that a drawing, a table or a rating follows; a rating where a drawing or a
    table follows, and that of a standard whatever does.
    """
    if isinstance(block, Rated):
        return not block.score.strip() or isinstance(following, Chart | Table)
    if not isinstance(block, Paragraph):
        return False
    return plain(block.runs).rstrip().endswith(":") or isinstance(following, Chart | Table | Rated)


def is_silent(block: Block) -> bool:
    """Whether a block says nothing, and so is left out: a heading without words, a table without columns."""
    match block:
        case Heading() | Paragraph():
            return not plain(block.runs).strip()
        case Table():
            return not block.head
        case Bullets() | Numbered():
            return not block.items
        case _:
            return False


def _anchors(part: object) -> Iterator[str]:
    """The anchors of a block and of all in it; a run has none."""
    if isinstance(part, tuple):
        for each in part:
            if not isinstance(each, Run):
                yield from _anchors(each)
    elif not (isinstance(part, Heading | Paragraph | Table) and is_silent(part)):
        for name in names_of(type(part)):
            value = getattr(part, name)
            if name == "anchor":
                yield value
            elif not isinstance(value, str):
                yield from _anchors(value)


def _places(document: Document, anchors: frozenset[str]) -> Iterator[Place]:
    """No level is left out under a higher one, and no anchor stands twice, whatever the document has."""
    level, number, given = 0, 0, set[str]()
    for part in (document.cover, document.blocks):
        # Between the cover and the text stand the contents, under a heading of the first level.
        level = min(level, 1)
        for heading in _headings(part):
            level = max(1, min(heading.level, level + 1, 4))
            anchor = identifier(heading.anchor)
            while not anchor or anchor in given or (not heading.anchor and anchor in anchors):
                number += 1
                anchor = f"section-{number}"
            given.add(anchor)
            yield Place(one_line(plain(heading.runs)), level, anchor, part is document.blocks)


def _headings(blocks: Blocks) -> Iterator[Heading]:
    return (block for block in walked(blocks) if isinstance(block, Heading) and not is_silent(block))
