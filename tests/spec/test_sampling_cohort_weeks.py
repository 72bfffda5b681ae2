"""Cohort weeks (METHOD 4.1 to 4.3): Monday to Sunday, counted back from the first day of fieldwork."""

import datetime

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate.sampling.dates import cohort_weeks, read_date, weeks_holding, within

# inspection, first day of fieldwork, cohort weeks of the edition hmip-pdu-2021 (32 and 29 weeks before)
FIELDWORK = [
    ("Leicester, Leicestershire and Rutland", "2022-11-28", ["2022-04-18", "2022-05-09"]),
    # The second week was 2 October (28 weeks before): the edition's 29 weeks give the one before. Name it by --week.
    ("Cambridgeshire and Peterborough", "2024-04-15", ["2023-09-04", "2023-09-25"]),
    ("East Midlands", "2025-02-24", ["2024-07-15", "2024-08-05"]),
    ("fieldwork that begins on a Wednesday counts from its Monday", "2022-11-30", ["2022-04-18", "2022-05-09"]),
]

# a day, whether it lies in the weeks of 18 April and 9 May 2022
DAYS = [
    ("2022-04-17", False),  # Sunday before
    ("2022-04-18", True),  # Monday
    ("2022-04-24", True),  # Sunday
    ("2022-04-25", False),
    ("2022-05-08", False),
    ("2022-05-15", True),
]

# as written, as meant
DATES = [
    ("2022-04-18", "2022-04-18"),
    ("18/04/2022", "2022-04-18"),
    ("18-04-2022", "2022-04-18"),
    ("8.4.2022", "2022-04-08"),
    ("18 Apr 2022", "2022-04-18"),
    ("18 april 2022", "2022-04-18"),
    ("18-Apr-2022", "2022-04-18"),
    ("2022-04-18 00:00:00", "2022-04-18"),
    (" 2022-04-18T09:30:00 ", "2022-04-18"),
    ("04/18/2022", None),  # the month does not come first
    ("31/02/2022", None),
    ("18/04/22", None),  # which century?
    ("18 Foo 2022", None),
    ("44669", None),
    ("", None),
]


@pytest.mark.parametrize(("inspection", "fieldwork", "mondays"), FIELDWORK)
def test_cohort_weeks(inspection: str, fieldwork: str, mondays: list[str]) -> None:
    specification = find_edition("hmip-pdu-2021").sampling
    assert specification is not None

    found = cohort_weeks(specification, datetime.date.fromisoformat(fieldwork))

    assert [monday.isoformat() for monday in found] == mondays


@pytest.mark.parametrize(("day", "inside"), DAYS)
def test_weeks_run_from_monday_to_sunday(day: str, inside: bool) -> None:
    weeks = weeks_holding([datetime.date(2022, 4, 20), datetime.date(2022, 5, 15), datetime.date(2022, 4, 18)])

    assert within(datetime.date.fromisoformat(day), weeks) is inside


@pytest.mark.parametrize(("written", "meant"), DATES)
def test_dates_as_people_write_them(written: str, meant: str | None) -> None:
    day = read_date(written)

    assert (day and day.isoformat()) == meant
