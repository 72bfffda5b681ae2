"""A data workbook as an OpenDocument spreadsheet (ODF 1.3): the same sheets, tables and cells as the XLSX.

The parts are written here and not by a library: the templates that one starts from bring a language, styles and a time
of their own, and to write ten thousand cells through objects takes seconds.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from inspectorate.language import gettext as _
from inspectorate.report.workbook import Sheet, Workbook
from inspectorate.report.workbook_part import GAPS, cover_lines, lines_above, sheets_of
from inspectorate.report.writers.cell import (
    NUMBERS,
    cell_text,
    check,
    column_widths,
    day_of,
    is_whole,
    one_line,
    rows_of,
)
from inspectorate.report.writers.zipped import zipped

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_COVER_WIDTH = 90
#: The width of a column in centimetres for each character of 12 points.
_CENTIMETRES = 0.24
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("meta", "meta"),
        ("number", "datastyle"),
        ("manifest", "manifest"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_NAMESPACES = (
    f'{_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'office:version="1.3"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = """<office:styles><style:default-style style:family="table-cell"><style:text-properties
 fo:font-family="Arial" fo:font-size="12pt" fo:language={language} fo:country={country}/></style:default-style>
<number:number-style style:name="n"><number:number number:min-integer-digits="1" number:grouping="true"/>
</number:number-style>
<number:percentage-style style:name="p0"><number:number number:decimal-places="0" number:min-integer-digits="1"/>
<number:text>%</number:text></number:percentage-style>
<number:percentage-style style:name="p1"><number:number number:decimal-places="1" number:min-integer-digits="1"/>
<number:text>%</number:text></number:percentage-style>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell"
 style:parent-style-name="Default"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="line" style:family="table-cell" style:parent-style-name="Default">
<style:table-cell-properties style:vertical-align="top"/></style:style>
<style:style style:name="wrapped" style:family="table-cell" style:parent-style-name="line">
<style:table-cell-properties fo:wrap-option="wrap"/></style:style>
<style:style style:name="heading" style:family="table-cell" style:parent-style-name="wrapped">
<style:table-cell-properties fo:border-bottom="0.75pt solid #000000"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="over" style:family="table-cell" style:parent-style-name="heading">
<style:table-cell-properties fo:padding-right="0.2cm"/><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="gap" style:family="table-cell" style:parent-style-name="line">
<style:table-cell-properties fo:padding-right="0.2cm"/><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="number" style:family="table-cell" style:parent-style-name="gap" style:data-style-name="n"/>
<style:style style:name="percent" style:family="table-cell" style:parent-style-name="gap" style:data-style-name="p0"/>
<style:style style:name="parted" style:family="table-cell" style:parent-style-name="gap" style:data-style-name="p1"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="paper"><style:page-layout-properties fo:page-width="29.7cm"
 fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1"/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="paper"/></office:master-styles>"""
_MANIFEST = f"""{_XML}<manifest:manifest {_SPACES} manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def ods(workbook: Workbook) -> bytes:
    """The workbook as ODS, the same bytes for the same value. Raises ``BadInput`` where a text cannot be carried."""
    check(workbook)
    parts = {
        "mimetype": _TYPE,
        "content.xml": _content(workbook),
        "styles.xml": _styles(workbook),
        "meta.xml": _meta(workbook),
        "META-INF/manifest.xml": _MANIFEST,
    }
    return zipped({name: text.encode() for name, text in parts.items()}, stored="mimetype")


def _styles(workbook: Workbook) -> str:
    language, _dash, country = workbook.language.partition("-")
    styles = _STYLES.format(language=quoteattr(language), country=quoteattr(country or "GB"))
    return f"{_XML}<office:document-styles {_NAMESPACES}>{styles}</office:document-styles>\n"


def _meta(workbook: Workbook) -> str:
    day = f"{day_of(workbook).isoformat()}T00:00:00"
    told = {
        "dc:title": one_line(workbook.title),
        "dc:subject": _("Data workbook"),
        "dc:description": one_line(workbook.mark),
        "meta:initial-creator": one_line(workbook.publisher),
        "dc:creator": one_line(workbook.publisher),
        "meta:creation-date": day,
        "dc:date": day,
        "dc:language": workbook.language,
    }
    entries = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told.items() if text)
    if workbook.licence:
        entries += f'<meta:user-defined meta:name="Licence">{escape(one_line(workbook.licence))}</meta:user-defined>'
    return f"{_XML}<office:document-meta {_NAMESPACES}><office:meta>{entries}</office:meta></office:document-meta>\n"


def _content(workbook: Workbook) -> str:
    sheets = sheets_of(workbook)
    widths = sorted({_COVER_WIDTH, *(width for sheet in sheets for width in column_widths(sheet))})
    columns = "".join(
        f'<style:style style:name="co{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * _CENTIMETRES:.2f}cm"/></style:style>'
        for width in widths
    )
    columns += (
        '<style:style style:name="ta" style:family="table" style:master-page-name="Default"/>'
        '<style:style style:name="ro" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style>'
    )
    tables = [_cover(workbook), *(_table(sheet, workbook, links=sheet is sheets[0]) for sheet in sheets)]
    ranges = "".join(_range(number, sheet, workbook) for number, sheet in enumerate(sheets))
    return (
        f"{_XML}<office:document-content {_NAMESPACES}><office:automatic-styles>{columns}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}<table:database-ranges>{ranges}</table:database-ranges>"
        "</office:spreadsheet></office:body></office:document-content>\n"
    )


def _cover(workbook: Workbook) -> str:
    lines = (
        _row([_text(cell_text(line) or " ", "wrapped" if place else "Heading_20_1")])
        for place, line in enumerate(cover_lines(workbook))
    )
    column = f'<table:table-column table:style-name="co{_COVER_WIDTH}"/>'
    named = f'table:style-name="ta" table:name={quoteattr(_("Cover"))}'
    return f"<table:table {named}>{column}{''.join(lines)}</table:table>"


def _table(sheet: Sheet, workbook: Workbook, *, links: bool) -> str:
    parts = "".join(_parts(sheet, workbook, links))
    return f'<table:table table:style-name="ta" table:name={quoteattr(sheet.name)}>{parts}</table:table>'


def _parts(sheet: Sheet, workbook: Workbook, links: bool) -> Iterator[str]:
    """The columns of a sheet, the lines above its table, its row of headings and its rows."""
    for width in column_widths(sheet):
        yield f'<table:table-column table:style-name="co{width}"/>'
    for place, line in enumerate(lines_above(sheet, workbook)):
        yield _row([_text(one_line(line), "line" if place else "Heading_20_1")])
    headings = _row(
        [_text(one_line(column.heading), "over" if column.unit in NUMBERS else "heading") for column in sheet.columns]
    )
    yield f"<table:table-header-rows>{headings}</table:table-header-rows>"
    for row in rows_of(sheet):
        cells = [_cell(value, column.unit) for value, column in zip(row, sheet.columns, strict=True)]
        yield _row([_link(row[0]), *cells[1:]] if links else cells)


def _range(number: int, sheet: Sheet, workbook: Workbook) -> str:
    """The table of a sheet under a name, with that its first row are headings."""
    quoted = sheet.name.replace("'", "''")
    top = len(lines_above(sheet, workbook)) + 1
    last = top + len(list(rows_of(sheet)))
    area = f"$'{quoted}'.$A${top}:.${_letters(len(sheet.columns))}${last}"
    name = "table_" + re.sub(r"\W+", "_", sheet.name.casefold())
    return (
        f"<table:database-range table:name={quoteattr(name)} table:target-range-address={quoteattr(area)} "
        'table:contains-header="true" table:display-filter-buttons="false"/>'
    )


def _letters(column: int) -> str:
    """The letters of a column by its number from 1: 28 is AB."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="ro">{"".join(cells)}</table:table-row>'


def _cell(value: str | int | Fraction, unit: str) -> str:
    if isinstance(value, str):
        return _text(value, "gap" if value in GAPS and unit in NUMBERS else "wrapped")
    kind, style, shown = "float", "number", f"{float(value):,.10g}"
    if isinstance(value, Fraction) and unit != "amount":
        kind, style = "percentage", "percent" if is_whole(value) else "parted"
        shown = f"{float(value):.0%}" if is_whole(value) else f"{float(value):.1%}"
    number = float(value) if isinstance(value, Fraction) else value
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" office:value="{number!r}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _text(text: str, style: str) -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _link(name: str | int | Fraction) -> str:
    """The name of a sheet that leads to it."""
    quoted = str(name).replace("'", "''")
    link = f"<text:a xlink:type=\"simple\" xlink:href={quoteattr(f'''#'{quoted}'.A1''')}>{escape(str(name))}</text:a>"
    return (
        f'<table:table-cell table:style-name="wrapped" office:value-type="string"><text:p>{link}</text:p>'
        "</table:table-cell>"
    )
