"""ISBNs: 13 digits of which the last checks the others (ISO 2108)."""

import pytest

from inspectorate.errors import FaultLog
from inspectorate.report.isbn import plain_digits, read_isbn

#: As a report prints it (tests/unit/register/expected/cambridgeshire-report.yaml).
PRINTED = "978-1-916621-29-9"


def faults(text):
    log = FaultLog()
    read_isbn(log, text)
    return [(each.field, each.problem) for each in log.faults]


@pytest.mark.parametrize(
    "typed",
    [PRINTED, f" {PRINTED} ", f"ISBN {PRINTED}", f"ISBN-13: {PRINTED}", "978 1 916621 29 9", "978–1–916621–29–9"],
)
def test_an_isbn_is_printed_with_the_hyphens_that_were_meant(typed):
    log = FaultLog()
    assert read_isbn(log, typed) == PRINTED
    assert not log.faults


def test_digits_alone_stay_digits():
    assert read_isbn(FaultLog(), "9781916621299") == "9781916621299"
    assert plain_digits(PRINTED) == "9781916621299"


def test_none_is_none():
    log = FaultLog()
    assert (read_isbn(log, "  "), log.faults) == ("", [])


@pytest.mark.parametrize("last", range(10))
def test_one_last_digit_alone_fits(last):
    """The first twelve digits, times 1 and 3 in turn, come to 111: 9 more is a multiple of 10."""
    worked = 9 * 1 + 7 * 3 + 8 * 1 + 1 * 3 + 9 * 1 + 1 * 3 + 6 * 1 + 6 * 3 + 2 * 1 + 1 * 3 + 2 * 1 + 9 * 3
    assert (worked, -worked % 10) == (111, 9)
    assert bool(faults(f"978-1-916621-29-{last}")) is (last != 9)


def test_two_digits_that_changed_places_are_found():
    """9 and 1; two that differ by 5, as 6 and 1, are what the check digit cannot find."""
    assert faults("978-9-116621-29-9") == [("isbn", "the last digit of 978-9-116621-29-9 does not fit the others")]


@pytest.mark.parametrize(
    "typed", ["978-1-916621-29", "1-916621-29-9", "977-1-916621-29-9", "978-1-916621-29-X", "٩781916621299", "9" * 40]
)
def test_what_is_no_isbn_is_told_with_its_form(typed):
    ((field, problem),) = faults(typed)
    assert field == "isbn"
    assert problem.endswith("is no ISBN of 13 digits")
