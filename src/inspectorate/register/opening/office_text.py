"""The text of a presentation (PPTX) and of an OpenDocument text (ODT): their paragraphs in order, a line for each.

Such files hold no publication: this is for whoever looks for words alone, and tells neither headings nor tables apart.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from inspectorate.register.document import Document
from inspectorate.register.opening.archive import DAMAGE, open_archive, read_member
from inspectorate.register.opening.limits import Limits, check_bytes, check_characters, check_pages, refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: What a presentation shows: slides, the notes of who speaks, and drawings made of words; each with its number.
_SLIDE = re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide|diagrams/data)(\d{1,6})\.xml")
_ODT = b"application/vnd.oasis.opendocument.text"
_PARAGRAPHS = frozenset({f"{_DRAWING}p", f"{_TEXT}p", f"{_TEXT}h"})
_SPACES = frozenset({f"{_DRAWING}br", f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
#: What was deleted and not accepted, and remarks.
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"})


def is_presentation(archive: ZipFile) -> bool:
    """Whether an office file is a presentation."""
    return "ppt/presentation.xml" in archive.namelist()


def is_open_text(archive: ZipFile) -> bool:
    """Whether an office file is an OpenDocument text."""
    names = archive.namelist()
    if not names or names[0] != "mimetype":
        return False
    try:
        with archive.open("mimetype") as stream:
            return stream.read(len(_ODT) + 1) == _ODT
    except (*DAMAGE, RuntimeError):
        return False


def presentation_document(file: str, data: bytes, limits: Limits) -> Document:
    """A presentation as text. Raises ``BadInput`` where it is damaged, shows no text, or too much."""
    with open_archive(file, BytesIO(data), limits) as archive:
        found = [(each, int(match[1])) for each in archive.namelist() if (match := _SLIDE.fullmatch(each))]
        check_pages(file, len(found), limits)
        members = [name for name, _ in sorted(found, key=lambda each: (each[1], each[0].count("notes"), each[0]))]
        return _document(file, "presentation", archive, members, limits)


def open_text_document(file: str, data: bytes, limits: Limits) -> Document:
    """An OpenDocument text as text. Raises ``BadInput`` where it is damaged, shows no text, or too much."""
    with open_archive(file, BytesIO(data), limits) as archive:
        return _document(file, "open document", archive, ["content.xml"], limits)


def _document(file: str, form: str, archive: ZipFile, members: list[str], limits: Limits) -> Document:
    lines: list[str] = []
    length = 0
    for name in members:
        for line in _lines(_root(file, archive, name, limits)):
            length += len(line) + 1
            check_characters(file, length, limits)
            lines.append(line)
    if not lines:
        raise refusal(file, "it shows no text", "give one with text")
    return Document(file, form, "\n".join(lines).replace("\0", ""))


def _root(file: str, archive: ZipFile, name: str, limits: Limits) -> "_Element":
    """The XML of a member, with no entity put in and nothing fetched."""
    from lxml import etree

    try:
        data = read_member(file, archive, archive.getinfo(name), limits)
        check_bytes(file, len(data), limits)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (KeyError, etree.XMLSyntaxError) as error:
        problem = f"the file is damaged ({type(error).__name__})"
        raise refusal(file, problem, "open it where it was made and save it again") from error


def _lines(root: "_Element") -> Iterator[str]:
    """The text of every paragraph that has some, one that stands inside another (a footnote, a box) after it."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag in _PARAGRAPHS:
            line = " ".join("".join(_pieces(element)).split())
            if line:
                yield line
        waiting.extend(reversed(element))


def _pieces(paragraph: "_Element") -> Iterator[str]:
    """What stands in a paragraph itself; each entry of the stack is an element, or text that follows one."""
    waiting: list[_Element | str] = [*_inside(paragraph)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif part.tag in _SPACES:
            yield " "
        elif part.tag not in _PARAGRAPHS and part.tag not in _LEFT_OUT and isinstance(part.tag, str):
            waiting.extend(_inside(part))


def _inside(element: "_Element") -> "Iterator[_Element | str]":
    """Text and elements inside one, the last first: those of a drawing have text in runs alone."""
    for child in reversed(element):
        yield child.tail or ""
        yield child
    yield element.text or ""
