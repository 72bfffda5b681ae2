"""What stands where in a document, the same in every format: lines, the head of a letter, labels of boxes."""

import re
from itertools import takewhile

from inspectorate.language import gettext as _
from inspectorate.report.document import Blocks, Box, Document, Paragraph, Rated, plain
from inspectorate.sampling.dates import MONTHS, read_date

#: Where a line ends inside a text: what follows begins a new one, and no new paragraph.
LINES = re.compile("\r\n|[\n\r\u2028\u2029]")

#: More text than this stands behind a cover, not on it.
_LONGEST_ON_COVER = 400


def day_printed(dated: str) -> str | None:
    """The day or month printed on a document ("13 March 2031", "Mawrth 2031") as 2031-03-13 or 2031-03, or None."""
    for number, english in enumerate(MONTHS, start=1):
        month = "|".join(map(re.escape, (english, _(english))))
        if found := re.fullmatch(rf"(?:(\d{{1,2}}) )?(?:{month}) (\d{{4}})", " ".join(dated.split()), re.IGNORECASE):
            day = f"{found[2]}-{number:02}-{int(found[1] or 1):02}"
            return (day if found[1] else day[:7]) if read_date(day) else None
    return None


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
    """What stands on the cover itself, and what on a page of its own behind it: all of it where it is more than a note.

    A cover with headings is an imprint: who is thanked, who publishes, under which licence. A notice that it begins
    with, as that of a correction, stands on the cover itself.
    """
    notices = tuple(takewhile(lambda block: isinstance(block, Box) and block.kind == "notice", document.cover))
    rest = document.cover[len(notices) :]
    notes = [block for block in rest if isinstance(block, Paragraph | Rated)]
    length = sum(len(plain(block.runs)) for block in notes if isinstance(block, Paragraph))
    is_note = len(notes) == len(rest) and length <= _LONGEST_ON_COVER
    return (document.cover, ()) if is_note else (notices, rest)


def box_label(box: Box) -> str:
    """What tells an example of practice from other boxes, where its title does not."""
    label = _("Practice example") if box.kind == "practice example" else ""
    return "" if label.casefold() in plain(box.title).casefold() else label
