"""Flat tables of the register: every column in the dictionary, every type as it says."""

import io
import sys
from pathlib import Path

import polars
import pytest

from inspectorate.errors import BadInput
from inspectorate.register.export import DICTIONARY, TABLES, parquet
from inspectorate.register.loading import load_register
from tests.unit.register.entries import GOOD, correction, entry, folder

REGISTER = load_register()


def test_every_row_has_the_columns_of_its_table_and_values_of_their_types() -> None:
    types = {"text": str, "integer": int}
    for table in TABLES:
        rows = list(table.rows(REGISTER))
        assert rows, table.name
        for row in rows:
            assert list(row) == [column.name for column in table.columns]
            for column in table.columns:
                assert row[column.name] is None or isinstance(row[column.name], types[column.type]), column


def test_the_dictionary_has_every_column_once() -> None:
    told = [(row["table"], row["column"]) for row in DICTIONARY.rows(REGISTER)]
    assert told == [(table.name, column.name) for table in TABLES for column in table.columns]
    assert all(row["meaning"] and row["source"] for row in DICTIONARY.rows(REGISTER))


def test_the_tables_hold_the_values_used_and_the_corrections_those_published(tmp_path: Path) -> None:
    given = entry(standards={"2.2": GOOD}, percentages={"2.2.3": 31}, recommendations={"PDU": 6, "region": 2})
    register = load_register(folder(tmp_path, given, corrections=[correction()]), shipped=False)
    tables = {table.name: list(table.rows(register)) for table in TABLES}
    (inspection,) = tables["inspections"]
    assert (inspection["overall"], inspection["corrections"], inspection["recommendations"]) == (GOOD, 1, 8)
    assert [(row["standard"], row["title"]) for row in tables["standards"]] == [("2.2", "Assessment")]
    assert [(row["series"], row["percent"]) for row in tables["percentages"]] == [("assessment.safety", 31)]
    assert [(row["published"], row["value"]) for row in tables["corrections"]] == [("Requires improvement", GOOD)]
    assert {row["inspection"] for rows in tables.values() for row in rows} == {"pdu/northmoor/2023-03"}


def test_parquet_has_the_same_rows_with_types() -> None:
    for table in TABLES:
        frame = polars.read_parquet(io.BytesIO(parquet(table, REGISTER)))
        assert frame.to_dicts() == list(table.rows(REGISTER))
        assert [str(kind) for kind in frame.dtypes] == [
            {"text": "String", "integer": "Int64"}[column.type] for column in table.columns
        ]


def test_without_polars_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(BadInput, match=r"Run 'make install' .* export as csv, which opens in a spreadsheet"):
        parquet(TABLES[0], REGISTER)
