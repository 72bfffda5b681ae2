"""Footnotes told from lines that begin with another number."""

import pytest

from inspectorate.register.document import Document
from inspectorate.register.reading.layout import Layout


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("27 July 2023", "paragraph"),
        ("27 Jul 2023", "paragraph"),
        ("2 Data of the region of Eastvale.", "note"),
        ("3 Marches of the team were counted.", "note"),
    ],
)
def test_line_that_begins_with_a_number_is_a_note_and_a_date_is_none(line: str, kind: str) -> None:
    layout = Layout(Document("made-up.txt", "text", f"It ends here.\n\n{line}\n"))
    assert [(block.kind, layout.words(block).endswith(line[2:].strip())) for block in layout.blocks][1:] == [
        (kind, True)
    ]
