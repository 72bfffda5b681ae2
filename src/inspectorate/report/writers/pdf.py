"""A document as a PDF that passes PDF/UA-1: set by Typst, in fonts of our own, the same bytes for the same value."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate.errors import BadInput, Fault
from inspectorate.report.document import Document
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.pdf_value import pdf_value
from inspectorate.report.writers.row_heading import with_row_headings

if TYPE_CHECKING:
    from typst import TypstError

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "typst"
_FONTS = _HERE / "font"
#: What Typst says of text that no font has: the text, as a literal of its own.
_NOT_SHOWN = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)


def pdf(document: Document) -> bytes:
    """The document as a PDF: tagged, with bookmarks, its language and title, its mark on each page.

    Raises ``BadInput`` where a text holds a character that cannot be printed, or that no font of ours has (Chinese).
    """
    import typst

    check(document)
    value = json.dumps(pdf_value(document), ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])
    try:
        set_pages = typst.compile(
            str(_TEMPLATES / "document.typ"),
            root=str(_TEMPLATES),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": value},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise _refusal(document, error) from error
    return with_row_headings(set_pages)


def _refusal(document: Document, error: "TypstError") -> Exception:
    """Text without a font is the author's to mend; whatever else Typst says is a fault of the templates."""
    found = _NOT_SHOWN.search(str(error))
    if not found:
        return error
    problem = f"'{found[1]}' stands in the text, and none of the fonts of the PDF has it"
    return BadInput(
        [Fault(document.title, 0, "", problem, "say it in Latin, Greek, Cyrillic, Hebrew or Arabic letters")]
    )
