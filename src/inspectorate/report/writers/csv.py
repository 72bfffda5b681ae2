"""A data workbook as CSV: a file a table, the data dictionary, and a description for machines.

``metadata.json`` describes the files by the W3C's "CSV on the Web" (Model for Tabular Data and Metadata, 2015), and as
a data set in the words of schema.org.
"""

import csv
import io
import json
from fractions import Fraction
from typing import Any

from inspectorate import tabular
from inspectorate.language import gettext as _
from inspectorate.report.workbook import Column, Sheet, Workbook
from inspectorate.report.workbook_part import GAPS, dictionary_of, file_names, notes_of, unnoted
from inspectorate.report.writers.cell import check, one_line, rows_of
from inspectorate.report.writers.standing import day_printed

#: What each unit is in a CSV file.
_TYPES = {"count": "integer", "per cent": "decimal", "amount": "decimal"}


def csv_files(workbook: Workbook) -> dict[str, bytes]:
    """Each file by its name. UTF-8, separated by commas, a row of column names first; nothing begins a formula.

    A percentage is a number from 0 to 100. Raises ``BadInput`` where a text cannot be carried.
    """
    check(workbook)
    tables = _tables(workbook)
    written = {name: _table(sheet) for name, sheet in tables.items()}
    described = json.dumps(_metadata(workbook, tables), ensure_ascii=False, indent=2) + "\n"
    return {**written, "metadata.json": described.encode()}


def csv_names(workbook: Workbook) -> list[str]:
    """The names of the files, of which none is written for it."""
    return [*_tables(workbook), "metadata.json"]


def _tables(workbook: Workbook) -> dict[str, Sheet]:
    """What each file holds."""
    files = file_names(workbook)
    tables = {files[sheet.name]: sheet for sheet in workbook.sheets}
    if workbook.notes:
        tables["notes.csv"] = notes_of(workbook)
    return {**tables, "dictionary.csv": dictionary_of(workbook)}


def _table(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(tabular.cell_of(one_line(column.name)) for column in sheet.columns)
    for row in rows_of(sheet):
        writer.writerow(_cell(value, column.unit) for value, column in zip(row, sheet.columns, strict=True))
    return text.getvalue().encode()


def _cell(value: str | int | Fraction, unit: str) -> str:
    """Text safe from spreadsheets, or a number: 65 or 64.5 for a share, with ten decimals at most."""
    if isinstance(value, str):
        return tabular.cell_of(value)
    number = value * 100 if isinstance(value, Fraction) and unit != "amount" else value
    return str(number) if number.denominator == 1 else f"{float(number):.10f}".rstrip("0").rstrip(".")


def _metadata(workbook: Workbook, tables: dict[str, Sheet]) -> dict[str, Any]:
    title, day = one_line(workbook.title), day_printed(workbook.dated)
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": workbook.language}],
        "@type": "TableGroup",
        "dc:title": title,
        "dc:publisher": one_line(workbook.publisher),
        "dc:language": workbook.language,
        "schema:additionalType": "https://schema.org/Dataset",
        "schema:name": title,
        "schema:description": " ".join(map(one_line, workbook.cover)) or title,
        "schema:publisher": {"@type": "schema:Organization", "schema:name": one_line(workbook.publisher)},
    }
    if day:
        described |= {"dc:issued": day, "schema:datePublished": day}
    if workbook.licence:
        described |= {"dc:license": {"@id": workbook.licence}, "schema:license": {"@id": workbook.licence}}
    if workbook.mark:
        described["schema:creativeWorkStatus"] = one_line(workbook.mark)
    described["dialect"] = {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]}
    described["tables"] = [_described(name, sheet) for name, sheet in tables.items()]
    return described


def _described(name: str, sheet: Sheet) -> dict[str, Any]:
    about = " ".join(map(one_line, sheet.says)) or one_line(sheet.title)
    table = {"url": name, "dc:title": one_line(sheet.title), "dc:description": about}
    source = {"dc:source": one_line(sheet.source)} if sheet.source else {}
    return {**table, **source, "tableSchema": {"columns": list(map(_column, sheet.columns))}}


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": [one_line(column.name), one_line(unnoted(column.heading))],
        "dc:description": one_line(column.holds),
        "datatype": _TYPES.get(column.unit, "string"),
        "null": list(GAPS),
    }
    if column.unit == "per cent":
        described["schema:unitText"] = _("per cent")
    return described
