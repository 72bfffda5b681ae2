"""A data workbook as xlsx_file(), ods_file() and CSV, read back by libraries that did not write it."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from odfdo import Document as OpenDocument
from python_calamine import CalamineWorkbook

from inspectorate.errors import BadInput
from inspectorate.report.case_sheet import split_sheets
from inspectorate.report.house import product_house
from inspectorate.report.workbook import Column, Sheet, Workbook
from inspectorate.report.workbook_part import cover_lines, dictionary_of, file_names, lines_above, sheets_of
from inspectorate.report.writers.cell import cell_of, cell_text, one_line, rows_of
from inspectorate.report.writers.csv import csv_files, csv_names
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.xlsx import xlsx
from tests.unit.report.any_workbook import workbooks
from tests.unit.report.inspected import BASE
from tests.unit.report.made_workbook import ods_file, workbook, xlsx_file


def one_sheet(*values: Any, unit: Any = "text", **more: Any) -> Workbook:
    """A workbook with one table of one column."""
    column = Column("Value", "value", "What it is", unit)
    sheet = Sheet("Only", "One table", (column,), tuple((value,) for value in values), **more)
    return Workbook("Title", "Publisher", "en-GB", "13 March 2031", (), (sheet,))


def calamine(content: bytes) -> dict[str, list[list[Any]]]:
    """Each sheet as rows, with empty cells at the ends of rows cut off."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return {name: [_cut(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def _cut(row: list[Any]) -> list[Any]:
    while row and row[-1] == "":
        row = row[:-1]
    return row


def expected(workbook: Workbook) -> dict[str, list[list[Any]]]:
    """What stands in each sheet: lines above, headings, rows; a number as a number, a share from 0 to 1."""
    sheets = {"Cover": [[cell_text(line) or " "] for line in cover_lines(workbook)]}
    for sheet in sheets_of(workbook):
        above = [[one_line(line)] if one_line(line) else [] for line in lines_above(sheet, workbook)]
        rows = [[float(value) if not isinstance(value, str) else value for value in row] for row in rows_of(sheet)]
        sheets[sheet.name] = [*above, [one_line(column.heading) for column in sheet.columns], *rows]
    return sheets


def same(found: dict[str, list[list[Any]]], wanted: dict[str, list[list[Any]]]) -> None:
    assert list(found) == list(wanted)
    for name, rows in wanted.items():
        assert [row for row in found[name] if row] == [row for row in rows if row], name


def openpyxl_rows(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        page.title: [_cut(["" if cell.value is None else cell.value for cell in row]) for row in page.iter_rows()]
        for page in book
    }


class TestSameInEveryFormat:
    @pytest.mark.parametrize("content", [xlsx_file, ods_file])
    def test_every_cell_of_a_full_workbook_is_read_back(self, content):
        same(calamine(content()), expected(workbook()))

    def test_a_second_reader_of_xlsx_agrees(self):
        same(openpyxl_rows(xlsx_file()), expected(workbook()))

    def test_a_second_reader_of_ods_agrees_on_names_and_numbers(self):
        book = OpenDocument(io.BytesIO(ods_file()))
        assert [table.name for table in book.body.tables] == list(expected(workbook()))
        ratings = book.body.get_table(name="Ratings")
        values = [row for row in ratings.get_values() if row[0] == "2.2"]
        assert values[0][1:4] == ["Assessment", "Requires improvement", 1]

    def test_csv_has_the_same_values_with_per_cent_from_0_to_100(self):
        files, names = csv_files(workbook()), file_names(workbook())
        for sheet in workbook().sheets:
            rows = list(csv.reader(io.StringIO(files[names[sheet.name]].decode())))
            assert rows[0] == [column.name for column in sheet.columns]
            for row, wanted in zip(rows[1:], rows_of(sheet), strict=True):
                for cell, value, column in zip(row, wanted, sheet.columns, strict=True):
                    if isinstance(value, str):
                        assert cell.removeprefix("'") == value
                    else:
                        factor = 100 if column.unit == "per cent" else 1
                        assert Fraction(cell) == value * factor

    @settings(deadline=None, max_examples=60)
    @given(workbooks())
    def test_whatever_it_holds(self, workbook):
        wanted = expected(workbook)
        same(_lines(calamine(xlsx(workbook))), _lines(wanted))
        same(_lines(calamine(ods(workbook))), _lines(wanted))
        assert json.loads(csv_files(workbook)["metadata.json"])["tables"]

    def test_the_names_are_known_before_a_file_is_written(self):
        assert csv_names(workbook()) == list(csv_files(workbook()))


def _lines(sheets: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """Cells with numbers to ten decimals, and rows of nothing but nothing left out."""
    return {
        name: [
            [round(cell, 10) if isinstance(cell, float) else cell for cell in _cut(list(row))]
            for row in rows
            if any(cell != "" for cell in row)
        ]
        for name, rows in sheets.items()
    }


class TestNoFormula:
    HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "=cmd|' /C calc'!A0", "https://example.org")

    def test_text_stays_text_in_xlsx(self):
        book = openpyxl.load_workbook(io.BytesIO(xlsx(one_sheet(*self.HOSTILE))))
        cells = [cell for row in book["Only"].iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert not [cell for cell in cells if cell.hyperlink]
        begun = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
        assert begun
        assert all(cell.quotePrefix for cell in begun)

    def test_text_stays_text_in_ods(self):
        content = zipfile.ZipFile(io.BytesIO(ods(one_sheet(*self.HOSTILE)))).read("content.xml").decode()
        assert "formula" not in content
        assert "=cmd|' /C calc'!A0" in content

    def test_nothing_begins_a_formula_in_csv(self):
        files = csv_files(one_sheet(*self.HOSTILE))
        rows = list(csv.reader(io.StringIO(files["only.csv"].decode())))
        assert [row[0] for row in rows[1:]] == [
            *("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'=1", "'=1", "'=1", "'=cmd|' /C calc'!A0", "https://example.org")
        ]


class TestNumbers:
    def test_a_share_is_a_number_with_the_format_of_per_cent(self):
        book = openpyxl.load_workbook(io.BytesIO(xlsx(one_sheet(Fraction(61, 100), Fraction(1, 8), unit="per cent"))))
        whole, parted = next(iter(book["Only"].columns))[-2:]
        assert (whole.value, whole.number_format) == (0.61, "0%")
        assert (parted.value, parted.number_format) == (0.125, "0.0%")

    def test_a_share_is_a_percentage_in_ods(self):
        content = zipfile.ZipFile(io.BytesIO(ods(one_sheet(Fraction(61, 100), unit="per cent")))).read("content.xml")
        assert b'office:value-type="percentage" office:value="0.61"><text:p>61%<' in content

    def test_an_amount_with_decimals_is_no_share(self):
        workbook = one_sheet(Fraction(138, 10), unit="amount")
        assert calamine(xlsx(workbook))["Only"][-1] == calamine(ods(workbook))["Only"][-1] == [13.8]
        assert csv_files(workbook)["only.csv"].decode().splitlines()[-1] == "13.8"

    def test_nothing_to_tell_is_told(self):
        assert cell_of(None) == cell_of("") == cell_of(" \n") == "[z]"


class TestSameBytes:
    def test_one_process_makes_the_same_again(self):
        """The first time, XlsxWriter writes into the options that it is given."""
        assert [xlsx(workbook()), ods(workbook())] == [xlsx_file(), ods_file()]
        assert csv_files(workbook()) == csv_files(workbook())


class TestRefused:
    @pytest.mark.parametrize("writer", [xlsx, ods, csv_files])
    def test_what_no_format_can_carry_with_every_fault_at_once(self, writer):
        with pytest.raises(BadInput) as refused:
            writer(one_sheet("a\x00b", "\ud800", "x" * 32_768))
        assert [fault.field for fault in refused.value.faults] == ["Only"] * 3

    @pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "a:b", "'quoted'", "History", "cover", "Contents", " x"])
    def test_names_that_no_sheet_may_have(self, name):
        column = Column("Value", "value", "What it is", "text")
        workbook = Workbook("T", "P", "en-GB", "", (), (Sheet(name, "T", (column,), (("x",),)),))
        with pytest.raises(BadInput):
            xlsx(workbook)

    def test_headings_alike_and_rows_of_another_width(self):
        columns = (Column("Value", "a", "", "text"), Column("VALUE", "A", "", "text"))
        workbook = Workbook("T", "P", "en-GB", "", (), (Sheet("Only", "T", columns, (("x",),)),))
        with pytest.raises(BadInput) as refused:
            ods(workbook)
        assert len(refused.value.faults) == 3


class TestDescribedForMachines:
    def test_metadata_names_every_file_column_and_gap(self):
        files = csv_files(workbook())
        told = json.loads(files["metadata.json"])
        assert {table["url"] for table in told["tables"]} | {"metadata.json"} == set(files)
        for table in told["tables"]:
            header = next(csv.reader(io.StringIO(files[table["url"]].decode())))
            columns = table["tableSchema"]["columns"]
            assert [column["name"] for column in columns] == header
            assert all(column["null"] == ["[c]", "[x]", "[z]"] for column in columns)
        assert told["schema:license"] == {"@id": product_house().licence.url}

    def test_the_types_it_gives_are_those_of_the_cells(self):
        files = csv_files(workbook())
        for table in json.loads(files["metadata.json"])["tables"]:
            rows = list(csv.reader(io.StringIO(files[table["url"]].decode())))[1:]
            for place, column in enumerate(table["tableSchema"]["columns"]):
                for cell in (row[place] for row in rows if row[place] not in column["null"]):
                    if column["datatype"] == "integer":
                        assert int(cell) >= 0
                    elif column["datatype"] == "decimal":
                        assert float(cell) >= 0

    def test_the_dictionary_has_each_column_of_each_table(self):
        told = {(row[0], row[3]) for row in dictionary_of(workbook()).rows}
        assert told == {(sheet.name, column.name) for sheet in workbook().sheets for column in sheet.columns}


class TestNames:
    def test_a_csv_file_has_the_whole_name_for_which_a_tab_has_no_room(self):
        """A tab has 31 characters; "By domestic abuse linked to the case" has 36."""
        titles = ("domestic abuse linked to the case", "x" * 40)
        splits = tuple(replace(BASE.splits[0], title=title) for title in titles)
        sheets = list(split_sheets(replace(BASE, splits=splits)))
        assert [sheet.name for sheet in sheets] == ["By domestic abuse linked to …", "By …"]
        files = file_names(replace(workbook(), sheets=tuple(sheets)))
        assert list(files.values()) == ["by-domestic-abuse-linked-to-the-case.csv", f"by-{'x' * 40}.csv"]

    def test_no_two_tabs_and_no_two_files_are_named_alike_whatever_the_characteristics_are_called(self):
        names = ("concerns about the safety of children", "concerns about the safety of adults", "y" * 120, "y" * 130)
        splits = tuple(replace(BASE.splits[0], title=name) for name in names)
        sheets = tuple(split_sheets(replace(BASE, splits=splits)))
        assert len({sheet.name for sheet in sheets}) == 4
        assert all(len(sheet.name) <= 31 for sheet in sheets)
        files = file_names(replace(workbook(), sheets=sheets)).values()
        assert len(set(files)) == 4
        assert max(map(len, files)) <= 110
