"""A document as OpenDocument text (.odt): styles, lists, tables and footnotes of its own, the same bytes each time."""

from pathlib import Path
from textwrap import shorten

from inspectorate.language import gettext as _
from inspectorate.report.document import Document
from inspectorate.report.writers.drawing import png
from inspectorate.report.writers.language_tag import document_parts
from inspectorate.report.writers.legible import check
from inspectorate.report.writers.open_block import OpenBlocks
from inspectorate.report.writers.open_part import DECLARATION, NAMESPACES, TEXT, manifest, meta
from inspectorate.report.writers.open_run import OpenWriting, text
from inspectorate.report.writers.outline import Outline, Place, one_line
from inspectorate.report.writers.package import quoted, zipped
from inspectorate.report.writers.standing import imprint, letter_head

_STYLES = Path(__file__).parent / "open_document" / "text_styles.xml"
_DEEPEST_IN_CONTENTS = 2
_LONGEST_RUNNING = 90
#: Sizes of headings in points; smaller in a document of a few pages.
_SIZES = {"BIG1": "24", "BIG2": "17", "BIG3": "13.5"}
_SHORT_SIZES = {"BIG1": "15", "BIG2": "13", "BIG3": "12"}
#: A poster is one page: its text begins higher and ends lower than that of other pages.
_POSTER = (
    ('fo:margin-top="1.2cm" fo:margin-bottom="1.1cm"', 'fo:margin-top="0.9cm" fo:margin-bottom="0.8cm"'),
    ('fo:min-height="1.5cm" fo:margin-bottom="0.6cm"', 'fo:min-height="0.4cm" fo:margin-bottom="0.2cm"'),
    ('fo:margin-top="0.5cm" fo:margin-bottom="0.56cm"', 'fo:margin-top="0.3cm" fo:margin-bottom="0.2cm"'),
    ('fo:min-height="1.5cm" fo:margin-top="0.7cm"', 'fo:min-height="0.5cm" fo:margin-top="0.3cm"'),
)


def odt(document: Document) -> bytes:
    """The document as OpenDocument text. Raises ``BadInput`` where a text holds a character that cannot be printed."""
    check(document)
    writer = OpenBlocks(OpenWriting(Outline(document)), master="First", close=document.kind == "poster")
    body = _body(document, writer)
    content = (
        f"{DECLARATION}<office:document-content {NAMESPACES}><office:automatic-styles>\n"
        f"{writer.writing.styles.written()}</office:automatic-styles>\n<office:body><office:text>\n{body}"
        "</office:text></office:body></office:document-content>"
    )
    pictures = {
        f"Pictures/chart{number}.png": png(chart.svg, chart.width, chart.height)
        for number, chart in enumerate(writer.charts, start=1)
    }
    parts: dict[str, str | bytes] = {
        "mimetype": TEXT,
        "content.xml": content,
        "styles.xml": _styles(document),
        "meta.xml": meta(document),
        **pictures,
        "META-INF/manifest.xml": manifest(TEXT, pictures),
    }
    return zipped(parts, frozenset({"mimetype"}))


def _styles(document: Document) -> str:
    """The styles, with the language; and what stands at the head and the foot of each page."""
    language, country = document_parts(document.language)
    has_cover = document.kind == "report" and bool(document.cover)
    sizes = _SHORT_SIZES if document.kind in ("letter", "press-release", "poster") else _SIZES
    sizes = {**sizes, "TITLE_SIZE": {"letter": "16", "poster": "20"}.get(document.kind, "24")}
    title = text(shorten(document.title, _LONGEST_RUNNING, placeholder=" …"))
    mark = one_line(document.mark)
    if mark:
        line = "<text:line-break/>" if len(document.mark) + len(document.title) > _LONGEST_RUNNING else ""
        title += f'{line}<text:tab/><text:span text:style-name="Mark_20_Words">{text(mark)}</text:span>'
    number = '<text:tab/><text:page-number text:select-page="current">1</text:page-number>'
    foot = f'<text:p text:style-name="Footer">{text(one_line(document.publisher))}{number}</text:p>'
    written = _STYLES.read_text(encoding="utf-8")
    if document.kind == "poster":
        for wide, narrow in _POSTER:
            written = written.replace(wide, narrow)
    for name, value in {
        **{"LANGUAGE": language, "COUNTRY": country or "none", **sizes},
        **{"FIRST_FOOT": '<text:p text:style-name="Footer"/>' if has_cover else foot, "FOOT": foot},
        "HEAD": f'<text:p text:style-name="Header">{title}</text:p>',
    }.items():
        before, _found, after = written.rpartition(name) if name in ("FOOT", "HEAD") else (written, "", "")
        written = f"{before}{value}{after}" if after else written.replace(name, value)
    return written


def _body(document: Document, writer: OpenBlocks) -> str:
    on_cover, behind = imprint(document)
    before, blocks = letter_head(document)
    if document.kind == "letter":
        head = _publisher(document, writer) + _line("Mark", document.mark, writer) + writer.written(before)
        head += _line("Date", document.dated, writer) + _titles(document, writer) + writer.written(document.cover)
        return head + _contents(document, writer) + writer.written(blocks)
    if document.kind == "report" and document.cover:
        opening = _cover(document, writer) + writer.written(on_cover)
        writer.break_page()
        if behind:
            opening += writer.written(behind)
            writer.break_page()
        return opening + _contents(document, writer) + writer.written(blocks)
    if document.kind == "press-release":
        head = _publisher(document, writer, _("Press release")) + _line("Mark", document.mark, writer)
        head += _line("Date", document.dated, writer) + _titles(document, writer)
    else:
        dated = ", ".join(filter(None, (one_line(document.publisher), one_line(document.dated))))
        head = _line("Mark", document.mark, writer) + _titles(document, writer) + _line("Standard", dated, writer)
    return head + writer.written(document.cover) + _contents(document, writer) + writer.written(blocks)


def _line(style: str, content: str, writer: OpenBlocks) -> str:
    return writer.paragraph(style, text(one_line(content))) if content.strip() else ""


def _name(document: Document) -> str:
    return one_line(document.title) or one_line(document.publisher) or document.kind


def _titles(document: Document, writer: OpenBlocks) -> str:
    return _line("Title", _name(document), writer) + _line("Subtitle", document.subtitle, writer)


def _publisher(document: Document, writer: OpenBlocks, said: str = "") -> str:
    look = 'fo:font-weight="normal" fo:color="#4a525b" fo:font-size="13pt"'
    more = f"<text:tab/>{writer.writing.span(said, look)}" if said else ""
    return writer.paragraph("Publisher", text(one_line(document.publisher)) + more)


def _cover(document: Document, writer: OpenBlocks) -> str:
    band = _line("Cover_20_Publisher", document.publisher, writer) + _line("Cover_20_Title", _name(document), writer)
    band += _line("Cover_20_Subtitle", document.subtitle, writer)
    return band + _line("Cover_20_Date", document.dated, writer) + _line("Mark", document.mark, writer)


def _contents(document: Document, writer: OpenBlocks) -> str:
    """A table of contents with its entries; the number of each page is a field, which is right when it is shown."""
    places = [place for place in writer.writing.outline.places if place.listed and place.level <= _DEEPEST_IN_CONTENTS]
    if not (document.contents and places):
        return ""
    said = text(_("Contents"))
    title = writer.paragraph("Contents_20_Heading", said)
    entries = "".join(_entry(place, writer) for place in places)
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        '<text:index-entry-link-start text:style-name="Index_20_Link"/><text:index-entry-chapter/>'
        '<text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/>'
        "<text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
        for level in (1, 2)
    )
    writer.break_page()
    return (
        '<text:table-of-content text:name="Contents" text:protected="true"><text:table-of-content-source '
        f'text:outline-level="{_DEEPEST_IN_CONTENTS}"><text:index-title-template '
        f'text:style-name="Contents_20_Heading">{said}</text:index-title-template>{templates}'
        '</text:table-of-content-source><text:index-body><text:index-title text:name="Contents_Head">'
        f"{title}</text:index-title>{entries}</text:index-body></text:table-of-content>\n"
    )


def _entry(place: Place, writer: OpenBlocks) -> str:
    name = quoted(writer.writing.names.name(place.anchor))
    number = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{name}"></text:bookmark-ref>'
    link = f'<text:a xlink:type="simple" xlink:href="#{name}" text:style-name="Index_20_Link">{text(place.words)}'
    return writer.paragraph(f"Contents_20_{place.level}", f"{link}<text:tab/>{number}</text:a>")
