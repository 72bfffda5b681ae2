"""The checklist of the Government Analysis Function for accessible spreadsheets, a test for each line of it.

"Making spreadsheets accessible: a brief checklist of the basics" (E: essential). What an author alone can see to, such
as the spelling, has no test.
"""

import io
import re
import zipfile
from functools import cache
from xml.etree import ElementTree

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from inspectorate.report.workbook_part import NOTE, lines_above, sheets_of
from tests.unit.report.made_workbook import ods_file, workbook, xlsx_file

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_file()))


def pages() -> list[Worksheet]:
    """Every sheet but the cover."""
    return list(book())[1:]


@cache
def parts() -> dict[str, str]:
    """The parts of the file by name, as text."""
    with zipfile.ZipFile(io.BytesIO(xlsx_file())) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@cache
def open_document() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(ods_file()))


def test_1_tables_are_marked_up_essential():
    for page in pages():
        assert len(page.tables) == 1


def test_2_tables_have_meaningful_names():
    for page in pages():
        name = next(iter(page.tables))
        assert name == "table_" + re.sub(r"\W+", "_", page.title.casefold())


def test_3_no_cells_are_merged_essential():
    for page in pages():
        assert not page.merged_cells.ranges


def test_4_no_blank_cells_rows_or_columns_in_a_table_essential():
    for page in pages():
        table = next(iter(page.tables.values()))
        cells = [cell for row in page[table.ref] for cell in row]
        assert cells
        assert not [cell.coordinate for cell in cells if cell.value in (None, "")]


def test_5_one_row_of_headings_each_its_own_essential():
    for page in pages():
        table = next(iter(page.tables.values()))
        headings = [cell.value for cell in page[table.ref][0]]
        assert table.headerRowCount == 1
        assert len({heading.casefold() for heading in headings}) == len(headings)
        assert headings == [column.name for column in table.tableColumns]


def test_6_text_is_wrapped_essential():
    for page in pages():
        table = next(iter(page.tables.values()))
        long = [cell for row in page[table.ref] for cell in row if isinstance(cell.value, str) and len(cell.value) > 30]
        assert all(cell.alignment.wrap_text for cell in long)


def test_7_no_filters_and_no_frozen_panes():
    for page in pages():
        assert page.freeze_panes is None
        assert all(table.autoFilter is None for table in page.tables.values())


def test_8_nothing_is_hidden():
    for page in pages():
        assert page.sheet_state == "visible"
        assert not [row for row in page.row_dimensions.values() if row.hidden]
        assert not [column for column in page.column_dimensions.values() if column.hidden]


def test_9_notes_are_named_by_a_word_in_headings_and_told_on_a_sheet_essential():
    sheets = sheets_of(workbook())
    named = {found for sheet in sheets for column in sheet.columns for found in NOTE.findall(column.heading)}
    named |= {found for sheet in sheets for line in sheet.says for found in NOTE.findall(line)}
    told = {f"[{row[0]}]" for sheet in sheets if sheet.name == "Notes" for row in sheet.rows}
    assert named == told
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    assert not [cell for cell in cells if NOTE.search(cell)]


def test_10_shorthand_is_explained_on_each_sheet_that_has_it_and_on_the_cover():
    for sheet in sheets_of(workbook()):
        above = " ".join(lines_above(sheet, workbook()))
        for gap in ("[c]", "[x]", "[z]"):
            if any(gap in row for row in sheet.rows):
                assert f"{gap} means" in above
    cover = " ".join(workbook().cover)
    assert all(f"{gap} means" in cover for gap in ("[c]", "[x]", "[z]"))


def test_11_the_title_is_in_a1_and_larger_essential():
    for page in pages():
        assert page["A1"].value == next(sheet.title for sheet in sheets_of(workbook()) if sheet.name == page.title)
        assert page["A1"].font.b
        assert page["A1"].font.sz > 12


def test_12_no_text_is_small_and_none_has_serifs():
    for page in pages():
        cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.font.name for cell in cells} == {"Arial"}
        assert min(cell.font.sz for cell in cells) >= 12


def test_13_no_headers_footers_images_or_text_boxes_essential():
    for page in pages():
        assert not page._images
        assert not page._charts
        assert not page.oddHeader.center.text
        assert not page.oddFooter.center.text
        assert not [name for name in parts() if "drawing" in name or "vba" in name or "media" in name]


def test_14_no_fills_so_that_no_colour_means_anything_essential():
    for page in pages():
        assert not [cell for row in page.iter_rows() for cell in row if cell.fill.fill_type]


def test_15_names_of_sheets_are_their_own_essential():
    assert len({name.casefold() for name in book().sheetnames}) == len(book().sheetnames)
    assert book().sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert book().sheetnames[-1] == "Data dictionary"


def test_16_no_sheet_is_blank_and_tables_begin_at_the_left_edge_essential():
    for page in pages():
        assert next(iter(page.tables.values())).ref.startswith("A")


def test_17_nothing_stands_below_or_beside_the_table():
    for page in pages():
        first, last = next(iter(page.tables.values())).ref.split(":")
        assert page.max_row == page[last].row
        assert page.max_column == page[last].column
        above = [cell for row in page.iter_rows(max_row=page[first].row - 1) for cell in row if cell.value]
        assert {cell.column for cell in above} == {1}


def test_18_the_document_tells_what_it_is_essential():
    told = book().properties
    assert told.title == "Data workbook: inspection of Northmoor"
    assert told.creator == "HM Inspectorate of Probation"
    assert told.created.isoformat().startswith("2031-03-13T00:00:00")


def test_19_the_cursor_is_in_a1_of_the_first_sheet():
    assert book().active.title == "Cover"
    assert all(page.sheet_view.selection[0].activeCell in (None, "A1") for page in book())


def test_20_the_table_of_contents_leads_to_each_sheet():
    contents = book()["Contents"]
    links = {cell.value: cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book().sheetnames[2:]}


def test_21_open_document_marks_its_tables_and_headings_too():
    content = ElementTree.fromstring(open_document().read("content.xml"))  # noqa: S314 - what this project has just written
    ranges = list(content.iter(f"{TABLE}database-range"))
    assert len(ranges) == len(pages())
    assert all(each.get(f"{TABLE}contains-header") == "true" for each in ranges)
    tables = list(content.iter(f"{TABLE}table"))[1:]
    assert all(len(list(table.iter(f"{TABLE}table-header-rows"))) == 1 for table in tables)
    assert not list(content.iter(f"{TABLE}covered-table-cell"))


def test_22_open_document_begins_with_its_type_uncompressed():
    first = open_document().infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert b"<dc:language>en-GB</dc:language>" in open_document().read("meta.xml")
