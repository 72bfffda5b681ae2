"""A Word document (.docx): its paragraphs, headings, lists and tables in order, as lines.

Read from its XML rather than through python-docx's paragraphs, which leave out what stands in content controls, in
text boxes and in insertions that nobody has accepted yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from inspectorate.register.document import Document
from inspectorate.register.opening.block import Block, joined, table
from inspectorate.register.opening.limits import Limits, check_characters, refusal
from inspectorate.register.opening.word_markup import COMPATIBILITY, W, value
from inspectorate.register.opening.word_numbering import Numbering, depth_of, numbering_of

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from lxml.etree import _Element

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")) | {
    f"{COMPATIBILITY}AlternateContent",
    f"{COMPATIBILITY}Choice",
}
_LEFT_OUT = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText")) | {
    f"{COMPATIBILITY}Fallback"
}
_GRID = frozenset(f"{W}{name}" for name in ("tbl", "tr", "tc"))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LONGEST_CHAIN = 20  # of styles based on each other; Word allows 10
_MOST_SPAN = 50


def word_document(file: str, data: bytes, limits: Limits) -> Document:
    """A Word document as text. Headers, footers, notes and comments are left out.

    ``data`` is a zip found to be within the limits. Raises ``BadInput`` where it is damaged, shows no text, or shows
    too much.
    """
    import docx

    try:
        word = docx.Document(BytesIO(data))
        styles, numbering = _styles(word), numbering_of(_numbering_part(word))
        text = joined(_blocks(word.element.body, styles, numbering))
        title = _title(word)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx leaves to Python, zipfile and lxml what they say of a damaged file
        problem = f"the Word document is damaged ({type(error).__name__}: {error})"
        raise refusal(file, problem, "open it in Word and save it again as .docx") from error
    check_characters(file, len(text), limits)
    if not text:
        raise refusal(file, "it shows no text", "give one with text")
    return Document(file, "word", text, title=title)


@dataclass(frozen=True)
class Style:
    """What a paragraph style says of the paragraphs that have it: their level as a heading, and their list."""

    level: int = 0
    list_number: str = ""
    depth: str = ""


def _styles(word: "WordFile") -> dict[str, Style]:
    """Every style by its id, with what it takes from the style that it is based on."""
    elements = {style.get(f"{W}styleId", ""): style for style in word.styles.element.iterchildren(f"{W}style")}
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: "dict[str, _Element]") -> Style:
    level, list_number, depth = 0, "", ""
    for _ in range(_LONGEST_CHAIN):
        element = elements.get(name)
        if element is None:
            break
        level = level or _level(value(element, "name"), value(element, "pPr/outlineLvl"))
        list_number = list_number or value(element, "pPr/numPr/numId")
        depth = depth or value(element, "pPr/numPr/ilvl")
        name = value(element, "basedOn")
    return Style(level, list_number, depth)


def _level(name: str, outline: str) -> int:
    """The level of a heading from the name of its style or its level in the outline; 0 for what is no heading."""
    folded = name.casefold()
    if folded == "title":
        return 1
    if folded.startswith("heading ") and folded[8:] in "123456789":
        return min(6, int(folded[8:]))
    return int(outline) + 1 if len(outline) == 1 and outline in "012345" else 0


def _blocks(container: "_Element", styles: dict[str, Style], numbering: Numbering) -> Iterator[Block]:
    for element in _children(container):
        if element.tag == f"{W}p":
            block = _paragraph(element, styles, numbering)
            if block is not None:
                yield block
            for box in _boxes(element):
                yield from _blocks(box, styles, numbering)
        elif element.tag == f"{W}tbl":
            yield from _table(element, styles, numbering)


def _paragraph(element: "_Element", styles: dict[str, Style], numbering: Numbering) -> Block | None:
    style = styles.get(value(element, "pPr/pStyle"), Style())
    list_number = value(element, "pPr/numPr/numId") or style.list_number
    depth = depth_of(value(element, "pPr/numPr/ilvl") or style.depth)
    lines = [line.strip() for line in _text(element).split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        return None
    label = numbering.label(list_number, depth) if list_number not in ("", "0") else ""
    level = _level("", value(element, "pPr/outlineLvl")) or style.level
    if level:
        return Block("#" * level + " " + label + " ".join(lines))
    return Block("  " * depth * bool(label) + label + "\n".join(lines), is_item=bool(label))


def _table(element: "_Element", styles: dict[str, Style], numbering: Numbering) -> Iterator[Block]:
    """A table as rows; one of a single column is a frame round paragraphs, and they stand as such."""
    rows = [
        [cell for cell in _children(row) if cell.tag == f"{W}tc"] for row in _children(element) if row.tag == f"{W}tr"
    ]
    if any(len(row) > 1 for row in rows):
        written = table([text for cell in row for text in _cell(cell)] for row in rows)
        if written.text:
            yield written
        return
    for row in rows:
        for cell in row:
            yield from _blocks(cell, styles, numbering)


def _cell(cell: "_Element") -> Iterator[str]:
    """The text of a cell, and nothing for each further column that it spans; nothing where it continues one above."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    continues = merged is not None and merged.get(f"{W}val", "continue") == "continue"
    yield "" if continues else " ".join(_lines(cell))
    span = value(cell, "tcPr/gridSpan")
    yield from [""] * (min(_MOST_SPAN, int(span)) - 1 if span.isascii() and span.isdigit() else 0)


def _lines(container: "_Element") -> Iterator[str]:
    """The text of every paragraph in a cell, those of tables and boxes in it too."""
    for element in _children(container):
        if element.tag == f"{W}p":
            yield _text(element)
            for box in _boxes(element):
                yield from _lines(box)
        elif element.tag in _GRID:
            yield from _lines(element)


def _text(paragraph: "_Element") -> str:
    """The text of a paragraph as it would be with every change accepted, without the boxes that are anchored in it."""
    pieces = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in _SIGNS:
            pieces.append(_SIGNS[element.tag])
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))
    return "".join(pieces)


def _boxes(paragraph: "_Element") -> Iterator["_Element"]:
    """The text boxes anchored in a paragraph, each once: older forms of the same box are its fallback."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag != f"{COMPATIBILITY}Fallback":
            waiting.extend(reversed(element))


def _children(container: "_Element") -> Iterator["_Element"]:
    """What stands in a container, with content controls and the like looked through."""
    for element in container:
        if element.tag in _WRAPPERS:
            yield from _children(element)
        else:
            yield element


def _numbering_part(word: "WordFile") -> "_Element | None":
    """Where the lists are defined; python-docx cannot make the part where there is none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return word.part.numbering_part.element


def _title(word: "WordFile") -> str | None:
    """The title among the properties; python-docx makes up one where there are no properties."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return None
    return " ".join(word.core_properties.title.split()) or None
