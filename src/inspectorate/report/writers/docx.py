"""A document as a Word file (.docx): real styles, lists, tables and footnotes, the same bytes for the same value."""

from pathlib import Path

from inspectorate.language import gettext as _
from inspectorate.report.document import Document
from inspectorate.report.writers.drawing import on_paper, png
from inspectorate.report.writers.language_tag import document_parts, tag
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.outline import Outline, one_line
from inspectorate.report.writers.package import DECLARATION, quoted, zipped
from inspectorate.report.writers.standing import imprint, letter_head
from inspectorate.report.writers.word_block import WordBlocks
from inspectorate.report.writers.word_part import (
    NAMESPACES,
    content_types,
    core,
    custom,
    document_relationships,
    first_header,
    footer,
    footnotes,
    header,
    numbering,
    package_relationships,
    page,
    relationships,
    settings,
)
from inspectorate.report.writers.word_run import Writing, run

_STYLES = Path(__file__).parent / "word" / "styles.xml"
_DEEPEST_IN_CONTENTS = 2
#: Sizes of headings in half points; smaller in a document of a few pages.
_SIZES = {"BIG1": "48", "BIG2": "34", "BIG3": "27"}
_SHORT_SIZES = {"BIG1": "30", "BIG2": "26", "BIG3": "24"}
_BAND = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="123A63"/>'
    for side, space in (("top", 24), ("left", 16), ("bottom", 24), ("right", 16), ("between", 24))
)


def docx(document: Document) -> bytes:
    """The document as a Word file. Raises ``BadInput`` where a text holds a character that cannot be printed."""
    check(document)
    writer = WordBlocks(Writing(Outline(document)))
    body = _body(document, writer)
    writing = writer.writing
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(has_charts=bool(writer.charts)),
        "_rels/.rels": package_relationships(),
        "word/document.xml": (
            f"{DECLARATION}<w:document {NAMESPACES}><w:body>\n{body}{page(document.kind)}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": document_relationships(writing.addresses, len(writer.charts)),
        "word/styles.xml": _styles(document),
        "word/numbering.xml": numbering(writer.lists),
        "word/settings.xml": settings(tag(document_parts(document.language))),
        "word/footnotes.xml": footnotes(writing.notes),
        "word/_rels/footnotes.xml.rels": relationships(writing.note_addresses),
        "word/header1.xml": header(document),
        "word/header2.xml": first_header(document),
        "word/footer1.xml": footer(document),
        "word/footer2.xml": footer(document, is_empty=bool(document.cover) and document.kind == "report"),
        "docProps/core.xml": core(document),
        "docProps/custom.xml": custom(document),
    }
    for number, chart in enumerate(writer.charts, start=1):
        parts[f"word/media/chart{number}.png"] = png(chart.svg, chart.width, chart.height)
        parts[f"word/media/chart{number}.svg"] = on_paper(chart.svg)
    return zipped(parts)


def _styles(document: Document) -> str:
    sizes = _SHORT_SIZES if document.kind in ("letter", "press-release", "poster") else _SIZES
    text = _STYLES.read_text(encoding="utf-8").replace("LANGUAGE", tag(document_parts(document.language)))
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="123A63"/>'
    text = text.replace("BAND", f"<w:keepNext/><w:pBdr>{_BAND}</w:pBdr>{ground}")
    if document.kind == "poster":
        text = text.replace('w:before="70" w:after="70"', 'w:before="40" w:after="40"')
    sizes = {**sizes, "TITLE_SIZE": {"letter": "32", "poster": "40"}.get(document.kind, "48")}
    for name, size in sizes.items():
        text = text.replace(name, size)
    return text


def _body(document: Document, writer: WordBlocks) -> str:
    on_cover, behind = imprint(document)
    before, blocks = letter_head(document)
    if document.kind == "letter":
        head = _publisher(document, writer) + _mark(document, writer) + writer.written(before)
        head += _line("Date", document.dated, writer) + _titles(document, writer) + writer.written(document.cover)
        return head + _contents(document, writer) + writer.written(blocks) + writer.end()
    if document.kind == "report" and document.cover:
        opening = _cover(document, writer) + writer.written(on_cover)
        if behind:
            opening += _page(writer) + writer.written(behind)
        opening += _page(writer) + _contents(document, writer)
        return opening + writer.written(blocks) + writer.end()
    if document.kind == "press-release":
        head = _publisher(document, writer, _("Press release")) + _mark(document, writer)
        head += _line("Date", document.dated, writer) + _titles(document, writer)
    else:
        dated = ", ".join(filter(None, (one_line(document.publisher), one_line(document.dated))))
        head = _mark(document, writer) + _titles(document, writer) + _line("Normal", dated, writer)
    opening = head + writer.written(document.cover) + _contents(document, writer)
    return opening + writer.written(blocks) + writer.end()


def _page(writer: WordBlocks) -> str:
    """What follows begins on a new page."""
    rest = writer.end()
    writer.break_page()
    return rest


def _line(style: str, text: str, writer: WordBlocks) -> str:
    return writer.paragraph(style, run(one_line(text))) if text.strip() else ""


def _mark(document: Document, writer: WordBlocks) -> str:
    return _line("Mark", document.mark, writer)


def _name(document: Document) -> str:
    return one_line(document.title) or one_line(document.publisher) or document.kind


def _titles(document: Document, writer: WordBlocks) -> str:
    return _line("Title", _name(document), writer) + _line("Subtitle", document.subtitle, writer)


def _publisher(document: Document, writer: WordBlocks, said: str = "") -> str:
    plain = '<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="4A525B"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
    more = f"<w:r><w:tab/></w:r>{run(said, plain)}" if said else ""
    return writer.paragraph("Publisher", run(one_line(document.publisher)) + more)


def _cover(document: Document, writer: WordBlocks) -> str:
    band = _line("CoverPublisher", document.publisher, writer) + _line("CoverTitle", _name(document), writer)
    band += _line("CoverSubtitle", document.subtitle, writer)
    return band + _line("CoverDate", document.dated, writer) + _mark(document, writer)


def _contents(document: Document, writer: WordBlocks) -> str:
    """A table of contents that shows its entries at once; Word adds the numbers of pages when it updates it."""
    places = [place for place in writer.writing.outline.places if place.listed and place.level <= _DEEPEST_IN_CONTENTS]
    if not (document.contents and places):
        return ""
    title = writer.paragraph("TOCHeading", run(_("Contents")))
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        'TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    entries = ""
    for place in places:
        name = writer.writing.names.name(place.anchor)
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{run(place.words)}</w:hyperlink>'
        entries += writer.paragraph(f"TOC{place.level}", begin + link)
        begin = ""
    entries += '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    writer.break_page()
    alias = f'<w:alias w:val="{quoted(_("Contents"))}"/>'
    return f"<w:sdt><w:sdtPr>{alias}{gallery}</w:sdtPr><w:sdtContent>{title}{entries}</w:sdtContent></w:sdt>\n"
