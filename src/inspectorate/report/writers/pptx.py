"""A document as a presentation (.pptx): titles, text and tables known as such; the same bytes for the same value."""

import datetime
import io
from typing import Any
from zipfile import ZipFile

from inspectorate.report.document import Document
from inspectorate.report.writers.language_tag import document_parts, tag
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.outline import one_line
from inspectorate.report.writers.package import zipped
from inspectorate.report.writers.pptx_frame import FrameWriter, text_body
from inspectorate.report.writers.pptx_look import restyled, rgb
from inspectorate.report.writers.slide import HEIGHT, WIDTH, Show, Slide, show
from inspectorate.report.writers.standing import day_printed

_POINT = 12700
_TITLE, _TEXT, _ALONE = 0, 1, 2
_ACCENT = "123A63"


def pptx(document: Document) -> bytes:
    """The document as slides. Raises ``BadInput`` where a text holds a character that cannot be printed."""
    from pptx import Presentation

    check(document)
    held = show(document)
    opened: Any = Presentation()
    opened.slide_width, opened.slide_height = int(WIDTH * _POINT), int(HEIGHT * _POINT)
    restyled(opened)
    language = tag(document_parts(document.language))
    _first(opened, held, language)
    for slide in held.slides:
        _slide(opened, document, slide, language)
    _properties(opened, document, held.title)
    written = io.BytesIO()
    opened.save(written)
    return _again(written)


def _first(opened: Any, held: Show, language: str) -> None:
    slide = opened.slides.add_slide(opened.slide_layouts[_TITLE])
    ground = slide.background.fill
    ground.solid()
    ground.fore_color.rgb = rgb(_ACCENT)
    title, beside = slide.placeholders[0], slide.placeholders[1]
    text_body(title, [held.title], language, size=_title_size(held.title), colour="FFFFFF", strong=True)
    size = 20 if sum(map(len, held.beside)) <= _LONGEST_BESIDE else 12
    text_body(beside, list(held.beside), language, size=size, colour="FFFFFF")


_LONGEST_BESIDE = 350
_LONGEST_LARGE = 60
_LONGEST_MEDIUM = 160


def _title_size(title: str) -> int:
    return 40 if len(title) <= _LONGEST_LARGE else 28 if len(title) <= _LONGEST_MEDIUM else 14


def _slide(opened: Any, document: Document, slide: Slide, language: str) -> None:
    """A slide: its title, what stands on it in the order in which it is read, then its foot."""
    has_text = bool(slide.frames) and isinstance(slide.frames[0].what, tuple)
    drawn = opened.slides.add_slide(opened.slide_layouts[_TEXT if has_text else _ALONE])
    text_body(drawn.placeholders[0], [slide.title], language, size=slide.size, colour=_ACCENT, strong=True)
    writer = FrameWriter(drawn, language)
    for place, frame in enumerate(slide.frames):
        writer.write(frame, drawn.placeholders[1] if has_text and place == 0 else None)
    said = " – ".join(filter(None, (one_line(document.publisher), one_line(document.mark))))
    _foot(drawn, said, language, bool(document.mark))


def _foot(drawn: Any, said: str, language: str, is_marked: bool) -> None:
    """Who publishes it with the mark, and the number of the slide: copies of what its layout has."""
    from copy import deepcopy

    from pptx.oxml.ns import qn

    for shape in drawn.slide_layout.placeholders:
        kind = shape.placeholder_format.type
        if kind is None or kind.name not in ("FOOTER", "SLIDE_NUMBER"):
            continue
        drawn.shapes._spTree.append(deepcopy(shape._element))
        copied = drawn.shapes[-1]
        copied._element.nvSpPr.cNvPr.set("id", str(max(each.shape_id for each in drawn.shapes) + 1))
        for properties in copied._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            properties.set("lang", language)
        if kind.name == "FOOTER":
            text_body(copied, [said], language, size=11, colour="6B4600" if is_marked else "4A525B", strong=is_marked)


def _properties(opened: Any, document: Document, title: str) -> None:
    """The properties of the file; its time is the day printed on it."""
    core = opened.core_properties
    day = day_printed(document.dated)
    moment = datetime.datetime.fromisoformat(day) if day and len(day) == len("2031-03-13") else _NO_DAY
    core.title, core.subject, core.author = (
        each[:_LONGEST_PROPERTY] for each in (title, one_line(document.subject), one_line(document.publisher))
    )
    core.keywords = "; ".join(f"{name}: {value}" for name, value in document.properties.items())[:_LONGEST_PROPERTY]
    core.last_modified_by, core.language = core.author, tag(document_parts(document.language))
    core.created = core.modified = moment
    core.revision = 1


#: python-pptx sets the clock where it is given no time: the day on which a zip's time begins says that there is none.
_NO_DAY = datetime.datetime.fromisoformat("1980-01-01")
_LONGEST_PROPERTY = 255


def _again(written: io.BytesIO) -> bytes:
    """The parts of a file in a zip without a clock."""
    with ZipFile(written) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    first = "[Content_Types].xml"
    ordered = {first: parts[first], **{name: parts[name] for name in sorted(parts) if name != first}}
    return zipped(ordered)
