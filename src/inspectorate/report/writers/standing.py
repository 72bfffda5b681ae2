"""What stands where in a document, the same in every format: lines, the head of a letter, labels of boxes."""

import re

from inspectorate.language import gettext as _
from inspectorate.report.document import Blocks, Box, Document, Heading, Paragraph, Table, plain

#: Where a line ends inside a text: what follows begins a new one, and no new paragraph.
LINES = re.compile("\r\n|[\n\r\u2028\u2029]")


def letter_head(document: Document) -> tuple[Blocks, Blocks]:
    """What stands before the date and the title, and what after: in a letter its first addresses stand before."""
    many = 0
    while document.kind == "letter" and many < len(document.blocks):
        block = document.blocks[many]
        if not (isinstance(block, Paragraph) and block.role == "address"):
            break
        many += 1
    return document.blocks[:many], document.blocks[many:]


def imprint(document: Document) -> tuple[Blocks, Blocks]:
    """What stands on the cover itself, and what on a page of its own behind it: a cover with headings is an imprint."""
    has_parts = any(isinstance(block, Heading | Table | Box) for block in document.cover)
    return ((), document.cover) if has_parts else (document.cover, ())


def box_label(box: Box) -> str:
    """What tells an example of practice from other boxes, where its title does not."""
    label = _("Practice example") if box.kind == "practice example" else ""
    return "" if label.casefold() in plain(box.title).casefold() else label
