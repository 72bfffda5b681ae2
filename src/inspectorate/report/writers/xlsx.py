"""A data workbook as XLSX: tables marked as such, numbers as numbers, and no text ever a formula.

After the checklist of the Government Analysis Function: one table a sheet with a name and one row of headings, wrapped
text, no merged or empty cells, no filters, no frozen panes, no fills, no images; the properties of the document filled.
"""

import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

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
    lines_in,
    one_line,
    rows_of,
)

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "Arial", "font_size": 12}
#: What a spreadsheet would take for the beginning of a formula, were a reader to type over it.
_FORMULA = ("=", "+", "-", "@")
_COVER_WIDTH = 90
#: The height of a line in points: spreadsheets other than Excel do not find the height of wrapped text by themselves.
_LINE = 15.75


def xlsx(workbook: Workbook) -> bytes:
    """The workbook as XLSX, the same bytes for the same value. Raises ``BadInput`` where a text cannot be carried."""
    import xlsxwriter

    check(workbook)
    held = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": dict(_FONT),  # which XlsxWriter writes into
    }
    with xlsxwriter.Workbook(held, options) as file:
        _describe(file, workbook)
        formats = _Formats.of(file)
        _cover(file, workbook, formats)
        sheets = sheets_of(workbook)
        for sheet in sheets:
            links = sheet is sheets[0]
            _sheet(file.add_worksheet(sheet.name), sheet, lines_above(sheet, workbook), formats, links=links)
    return held.getvalue()


@dataclass(frozen=True)
class _Formats:
    """How cells look, by what they hold."""

    title: "Format"
    line: "Format"
    wrapped: "Format"
    quoted: "Format"
    gap: "Format"
    heading: "Format"
    over: "Format"
    number: "Format"
    percent: "Format"
    parted: "Format"
    link: "Format"

    @classmethod
    def of(cls, file: "xlsxwriter.Workbook") -> "_Formats":
        """Made once in each file."""
        top = {"valign": "top"}
        right = {**top, "align": "right", "indent": 1}
        wrapped = {**top, "text_wrap": True}
        return cls(
            title=file.add_format({"bold": True, "font_size": 16}),
            line=file.add_format(top),
            wrapped=file.add_format(wrapped),
            quoted=file.add_format({**wrapped, "quote_prefix": True}),
            gap=file.add_format(right),
            heading=file.add_format({**wrapped, "bold": True, "bottom": 1}),
            over=file.add_format({**right, "text_wrap": True, "bold": True, "bottom": 1}),
            number=file.add_format({**right, "num_format": "#,##0.##########"}),
            percent=file.add_format({**right, "num_format": "0%"}),
            parted=file.add_format({**right, "num_format": "0.0%"}),
            link=file.add_format({**wrapped, "font_color": "#0b4a8f", "underline": 1}),
        )

    def text(self, value: str, unit: str) -> "Format":
        """That of a text: a gap among numbers stands where they do."""
        if value in GAPS and unit in NUMBERS:
            return self.gap
        return self.quoted if value.startswith(_FORMULA) else self.wrapped


def _describe(file: "xlsxwriter.Workbook", workbook: Workbook) -> None:
    """The properties of the document; the time it was made is the day printed on it."""
    created = datetime.datetime.combine(day_of(workbook), datetime.time(), datetime.UTC)
    file.set_properties(
        {
            "title": one_line(workbook.title),
            "author": one_line(workbook.publisher),
            "company": one_line(workbook.publisher),
            "subject": _("Data workbook"),
            "status": one_line(workbook.mark),
            "created": created,
        }
    )
    file.set_custom_property("Language", workbook.language, "text")
    if workbook.licence:
        file.set_custom_property("Licence", one_line(workbook.licence), "text")


def _cover(file: "xlsxwriter.Workbook", workbook: Workbook, formats: _Formats) -> None:
    page = file.add_worksheet(_("Cover"))
    page.set_column(0, 0, _COVER_WIDTH)
    for row, line in enumerate(cover_lines(workbook)):
        page.write_string(row, 0, cell_text(line) or " ", formats.wrapped if row else formats.title)
        if row:
            page.set_row(row, _LINE * lines_in([(cell_text(line), _COVER_WIDTH)]))
    _print(page)


def _sheet(page: "Worksheet", sheet: Sheet, lines: Sequence[str], formats: _Formats, *, links: bool) -> None:
    for row, line in enumerate(lines):
        page.write_string(row, 0, one_line(line), formats.line if row else formats.title)
    top = len(lines)
    rows = list(rows_of(sheet))
    page.add_table(
        top,
        0,
        top + len(rows),
        len(sheet.columns) - 1,
        {
            "name": "table_" + re.sub(r"\W+", "_", sheet.name.casefold()),
            "title": one_line(sheet.title),
            "autofilter": False,
            "style": None,
            "columns": [
                {
                    "header": one_line(column.heading),
                    "header_format": formats.over if column.unit in NUMBERS else formats.heading,
                }
                for column in sheet.columns
            ],
        },
    )
    _print(page)
    page.repeat_rows(top)
    widths = column_widths(sheet)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    headings = ((one_line(column.heading), width - 1) for column, width in zip(sheet.columns, widths, strict=True))
    page.set_row(top, _LINE * lines_in(headings))
    for below, values in enumerate(rows, start=top + 1):
        page.set_row(below, _LINE * lines_in(zip(map(str, values), widths, strict=True)))
        for place, value in enumerate(values):
            if links and not place and isinstance(value, str):
                _link(page, below, value, formats)
            else:
                _write(page, (below, place), value, formats, sheet.columns[place].unit)


def _print(page: "Worksheet") -> None:
    """On paper as wide as a page of A4 across."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _link(page: "Worksheet", row: int, name: str, formats: _Formats) -> None:
    """The name of a sheet that leads to it."""
    quoted = name.replace("'", "''")
    page.write_url(row, 0, f"internal:'{quoted}'!A1", formats.link, string=name)


def _write(
    page: "Worksheet", place: tuple[int, int], value: str | int | Fraction, formats: _Formats, unit: str
) -> None:
    """A cell: text as text, also where it looks like a formula; a share with the format of per cent."""
    if isinstance(value, Fraction) and unit != "amount":
        page.write_number(*place, float(value), formats.percent if is_whole(value) else formats.parted)
    elif isinstance(value, str):
        page.write_string(*place, value, formats.text(value, unit))
    else:
        page.write_number(*place, float(value), formats.number)
