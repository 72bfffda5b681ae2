"""What one needs to know of a document before any of it is written: the places of its headings, and its anchors.

Every writer numbers headings without a name of their own alike, so that a link means the same in each format.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.report.document import Blocks, Document, Heading, Item, Run, Runs, Table, plain, walked


@dataclass(frozen=True)
class Place:
    """A heading as it is written: its words in one line, its level, and the anchor that leads to it."""

    words: str
    level: int
    anchor: str


def places(document: Document) -> Iterator[tuple[Heading, Place]]:
    """The headings that say something, in order, no level left out under a higher one whatever the document has."""
    taken = {str(getattr(block, "anchor", "")) for block in walked(document.cover + document.blocks)}
    level = 0
    for number, heading in enumerate(_headings(document), start=1):
        level = max(1, min(heading.level, level + 1, 4))
        anchor = identifier(heading.anchor)
        while not anchor or (not heading.anchor and anchor in taken):
            anchor, number = f"section-{number}", number + 1000
        yield heading, Place(" ".join(plain(heading.runs).split()), level, anchor)


def _headings(document: Document) -> Iterator[Heading]:
    for block in walked(document.cover + document.blocks):
        if isinstance(block, Heading) and plain(block.runs).strip():
            yield block


def identifier(anchor: str) -> str:
    """An anchor as the id that pages and links know: without white space."""
    return re.sub(r"\s+", "-", anchor.strip())


def one_line(text: str) -> str:
    """Text with each stretch of white space as one space: titles, marks, names."""
    return " ".join(text.split())
