"""The text layer of a PDF, page by page.

PDFium reads the file in C++. What was made to break or to exhaust it ends the process and raises nothing, so this is
called in a process that may be lost.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspectorate.register.document import Document
from inspectorate.register.opening.limits import Limits, check_characters, check_pages, refusal

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LINE_END_HYPHEN = re.compile("[\x02\ufffe\xad](?:\r?\n)?")  # PDFium puts one sign for a hyphen and the line's end
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def pdf_document(file: str, data: bytes, limits: Limits) -> Document:
    """A PDF as text, its lines as printed; a word that is parted at the end of a line stays so, with its hyphen.

    Raises ``BadInput`` where it is damaged or protected, has no text layer, or is beyond a limit.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            check_pages(file, len(pdf), limits)
            parts = list(_within(file, _page_texts(pdf), limits))
            title = " ".join(pdf.get_metadata_value("Title").split())
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise refusal(file, "it is protected by a password", "save it again without one") from error
        raise refusal(file, f"the PDF is damaged ({error})", "save it again, or give its text") from error
    text = "".join(parts)
    if not text.strip():
        raise refusal(file, "it has no text layer: it is a scan", "give one with text")
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part))
    return Document(file, "pdf", text, tuple(starts), title or None)


def _page_texts(pdf: "PdfDocument") -> Iterator[str]:
    for number in range(len(pdf)):
        page = pdf[number]
        layer = page.get_textpage()
        text = layer.get_text_bounded()
        layer.close()
        page.close()
        text = _LINE_END_HYPHEN.sub("-\n", text).replace("\r\n", "\n").replace("\r", "\n")
        lines = (line.rstrip(" \t") for line in _CONTROL.sub("", text).rstrip().split("\n"))
        yield "\n".join(lines) + "\n"


def _within(file: str, texts: Iterator[str], limits: Limits) -> Iterator[str]:
    """The same texts, given up as soon as they are too many characters."""
    characters = 0
    for text in texts:
        characters += len(text)
        check_characters(file, characters, limits)
        yield text
