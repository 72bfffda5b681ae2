"""A file of figures: read whole, or refused with every fault by its row."""

import pytest
from openpyxl import Workbook

from inspectorate.context.reading import MOST, read_records
from inspectorate.errors import BadInput

NAMES = {"Leicester, Leicestershire and Rutland": "unit", "East Midlands": "region"}
HEADER = "Figure,Of what or whom,Organisation,Value,As of,From,Source"


def read(folder, *rows, header=HEADER):
    path = folder / "figures.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return [record for _, record in read_records(path, NAMES)]


def test_figures_are_named_by_title_or_id_and_organisations_by_name_or_level(tmp_path):
    found = read(
        tmp_path,
        'Days lost to sickness,,"Leicester, Leicestershire and Rutland",13.8,November 2022,,report 1.2',
        "sickness_days,,East Midlands,12.9,2022-11,,report 1.2",
        "vacancy_rate,court staff,PDU,43%,2022,,Foreword",
        "caseload,,England and Wales,240000,30 June 2022,,statistics",
        "sfo_reviews,,region,27,31/01/2023,31/01/2022,letter",
    )
    assert [(each.figure, each.level, each.value, each.as_of) for each in found] == [
        ("sickness_days", "unit", "13.8", "2022-11"),
        ("sickness_days", "region", "12.9", "2022-11"),
        ("vacancy_rate", "unit", "43", "2022"),
        ("caseload", "nation", "240000", "2022-06-30"),
        ("sfo_reviews", "region", "27", "2023-01-31"),
    ]
    assert (found[2].of, found[4].period_from) == ("court staff", "2022-01-31")


def test_every_fault_is_told_by_its_row(tmp_path):
    with pytest.raises(BadInput) as refused:
        read(
            tmp_path,
            "sickness,,PDU,13.8,2022,,report",  # row 2: no such figure
            "caseload,,Atlantis,2380,2022,,report",  # 3: no such organisation
            "caseload,,PDU,lots,2022,,report",  # 4: no value
            "caseload,,PDU,2380,someday,,",  # 5: no date, no source
            "other,,PDU,7,2022,,report",  # 6: of what?
            "caseload,,PDU,2380,2022,2023,report",  # 7: ends before it begins
            "prisons,,PDU,3,2022,,report",
            "prisons,,,3,2022,,report",  # 9: the same as row 8
        )
    found = {(fault.line, fault.field) for fault in refused.value.faults}
    assert found == {
        (2, "figure"),
        (3, "level"),
        (4, "value"),
        (5, "as_of"),
        (5, "source"),
        (6, "of"),
        (7, "period_from"),
        (9, ""),
    }


def test_texts_that_cannot_be_kept_and_a_wrong_period_are_told(tmp_path):
    with pytest.raises(BadInput) as refused:
        read(
            tmp_path,
            f"caseload,{'x' * 121},PDU,2380,2022,,{'y' * 501}",
            "caseload,,PDU,2380,2022,sometime,a\0b",
            "prioritisation_status,,PDU,,2022,,report",
            "place_by_size,,PDU,last,2022,,report",
        )
    found = [(fault.line, fault.field, fault.mend) for fault in refused.value.faults]
    assert found == [
        (2, "of", "shorten it to 120"),
        (2, "source", "shorten it to 500"),
        (3, "period_from", "give a day, a month or a year, such as 30 June 2022, June 2022 or 2022"),
        (3, "source", "type it again"),
        (4, "value", "give one of red, amber, green"),
        (5, "value", "give a whole number, 1 for the first"),
    ]


def test_a_file_without_its_columns_or_rows_is_refused(tmp_path):
    with pytest.raises(BadInput, match="the column is missing"):
        read(tmp_path, "caseload,3", header="figure,value")
    with pytest.raises(BadInput, match="no rows below the header"):
        read(tmp_path)


def test_an_endless_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match="more than 2,000 rows"):
        read(tmp_path, *(f"other,thing {number},PDU,{number},2022,,report" for number in range(MOST + 1)))


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path):
    import datetime

    book = Workbook()
    sheet = book.active
    sheet.append(["figure", "value", "date", "source"])
    sheet.append(["sickness_days", 13.8, datetime.date(2022, 11, 30), "report"])
    book.save(tmp_path / "figures.xlsx")
    [(row, record)] = read_records(tmp_path / "figures.xlsx", NAMES)
    assert (row, record.value, record.as_of, record.level) == (2, "13.8", "2022-11-30", "unit")
