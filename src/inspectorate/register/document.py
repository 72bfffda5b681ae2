"""A published document as text, before anything is understood of it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """A document as text. Every position that a reading reports counts the characters of ``text``.

    ``file`` is the path as given ("archive.zip!/folder/name.pdf" inside a zip); ``format`` is text, markdown, html, pdf
    or word; ``pages`` says where each page begins, and is empty where the format has none; ``title`` is that of the
    file itself (the title of an HTML page, the metadata of a PDF), never a guess from the text.
    """

    file: str
    format: str
    text: str
    pages: tuple[int, ...] = ()
    title: str | None = None

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        place = self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    def line_of(self, position: int) -> int:
        """The line, counted from 1, on which a character stands."""
        return bisect_right(self._line_starts, position)

    def page_of(self, position: int) -> int | None:
        """The page, counted from 1, on which a character stands; None where the document has no pages."""
        return bisect_right(self.pages, position) if self.pages else None
