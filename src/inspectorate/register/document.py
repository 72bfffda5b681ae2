"""A published document as text, with the lines and pages that a position in it stands on."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """A published document as text; every position that the reading reports counts characters of ``text``.

    ``file`` is the file as given, for a member of a zip ``archive.zip!/folder/name.pdf``. ``format`` is text, markdown,
    html, pdf, word, workbook, presentation or open document. ``pages`` says where each page begins in ``text``, and is
    empty where the format has no pages. ``title`` is what the file says of itself (HTML, PDF and Word have a place for
    it), never a line of the text.

    Lines end in a line feed alone. What HTML and Word mark, the text shows as Markdown would: a heading begins with
    ``#``, an item of a list with ``- `` or its number; a row of a table is one line, with a tab between its cells.
    """

    file: str
    format: str
    text: str
    pages: tuple[int, ...] = ()
    title: str | None = None

    @cached_property
    def _line_ends(self) -> list[int]:
        ends = []
        end = self.text.find("\n")
        while end >= 0:
            ends.append(end)
            end = self.text.find("\n", end + 1)
        return ends

    def line_of(self, position: int) -> int:
        """The line, from 1, that the character at ``position`` stands on; a line's end belongs to the line it ends."""
        return bisect_right(self._line_ends, position - 1) + 1

    def page_of(self, position: int) -> int | None:
        """The page, from 1, that the character at ``position`` stands on; None where the format has no pages."""
        return max(1, bisect_right(self.pages, position)) if self.pages else None
