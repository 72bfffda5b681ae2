"""Values as people type them, as they are kept, and as they are printed."""

from fractions import Fraction

import pytest

from inspectorate.context.catalogue import Catalogue, Figure, product_catalogue
from inspectorate.context.moment import first_day, last_day, period_words, read_moment
from inspectorate.context.value import at_the_start, read_value, value_words
from inspectorate.context.wording import beside_region, movement, said


def figure(name: str) -> Figure:
    return product_catalogue().by_id[name]


def value(name: str, typed: str):
    found = read_value(typed, figure(name))
    assert found
    return found


@pytest.mark.parametrize(
    ("name", "typed", "kept", "printed", "in_digits"),
    [
        ("sickness_days", "13.8", "13.8", "13.8 days", "13.8 days"),
        ("sickness_days", "12.0", "12", "12 days", "12 days"),
        ("sickness_days", "1 day", "1", "one day", "1 day"),
        ("caseload", "1,312", "1312", "1,312", "1,312"),
        ("vacancy_rate", "43%", "43", "43 per cent", "43 per cent"),
        ("vacancy_rate", "4 per cent", "4", "four per cent", "4 per cent"),
        ("vacancy_rate", "0", "0", "0 per cent", "0 per cent"),
        ("vacancy_rate", "Approximately 10 per cent", "approximately 10", "approximately 10 per cent",
         "approximately 10 per cent"),
        ("enforcement_rejected", "70-75%", "70 to 75", "70 to 75 per cent", "70 to 75 per cent"),
        ("treatment_wait", "up to nine months", "up to 9", "up to nine months", "up to 9 months"),
        ("characteristics_not_recorded", "Over a quarter", "over a quarter", "over a quarter", "over a quarter"),
        ("place_by_size", "5th", "5", "fifth", "5th"),
        ("place_by_size", "21", "21", "21st", "21st"),
        ("place_by_size", "112", "112", "112th", "112th"),
        ("prioritisation_status", "‘Red’", "red", "red", "red"),
        ("pdus_red", "1", "1", "one PDU", "1 PDU"),
        ("pdus_red", "two", "2", "two PDUs", "2 PDUs"),
    ],
)  # fmt: skip
def test_a_value_is_read_kept_and_printed(name, typed, kept, printed, in_digits):
    found = value(name, typed)
    assert found.text == kept
    assert value(name, found.text) == found, "what is kept is read again as the same"
    assert value_words(found, figure(name)) == printed
    assert value_words(found, figure(name), digits=True) == in_digits


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("caseload", ""),
        ("caseload", "many"),
        ("caseload", "-5"),
        ("caseload", "1,31"),
        ("caseload", "1e9"),
        ("caseload", "nan"),
        ("caseload", "5 to 3"),
        ("caseload", "a quarter"),
        ("caseload", "1.234"),
        ("vacancy_rate", "1001"),
        ("place_by_size", "0"),
        ("place_by_size", "1.5"),
        ("prioritisation_status", "blue"),
        ("prioritisation_status", "5"),
        ("sickness_days", "١٢"),
    ],
)
def test_what_is_no_value_is_not_read(name, typed):
    assert read_value(typed, figure(name)) is None


@pytest.mark.parametrize(
    ("name", "before", "after", "words", "difference"),
    [
        ("sickness_days", "11.7", "13.8", "up 2.1 days", Fraction(21, 10)),
        ("vacancy_rate", "23", "19", "down 4 percentage points", Fraction(-4)),
        ("vacancy_rate", "20", "19", "down 1 percentage point", Fraction(-1)),
        ("caseload", "2,380", "3,500", "up 1,120", Fraction(1120)),
        ("caseload", "2380", "2,380", "no change", Fraction(0)),
        ("prioritisation_status", "amber", "red", "from amber to red", None),
        ("prioritisation_status", "red", "red", "no change", None),
        ("vacancy_rate", "approximately 10", "12", "cannot be compared: one of the two is not exact", None),
        ("enforcement_rejected", "70 to 75", "72", "cannot be compared: one of the two is not exact", None),
        ("place_by_size", "5", "4", "down 1 place", Fraction(-1)),
    ],
)
def test_what_changed_is_told(name, before, after, words, difference):
    found = movement(figure(name), value(name, before), value(name, after))
    assert (found.words, found.difference) == (words, difference)


@pytest.mark.parametrize(
    ("name", "own", "region", "words"),
    [
        ("sickness_days", "13.8", "12.9", "higher than the regional average of 12.9 days"),
        ("sickness_days", "12", "12.9", "lower than the regional average of 12.9 days"),
        ("sickness_days", "12", "12", "the same as the regional average of 12 days"),
        ("sickness_days", "over 12", "12", ""),
        ("caseload", "2,380", "15,372", ""),  # a region's caseload is a sum, not an average
    ],
)
def test_the_average_of_the_region_is_told(name, own, region, words):
    assert beside_region(figure(name), value(name, own), value(name, region)) == words


def test_what_was_typed_is_never_read_as_a_pattern():
    odd = said(figure("courts"), value("courts", "2"), "{value} {number} {0}")
    assert odd == "two {value} {number} {0}"
    assert said(figure("sickness_days"), value("sickness_days", "14"), "court staff") == (
        "the average annual days lost at 14 (court staff)"
    )


@pytest.mark.parametrize(
    ("words", "begun"),
    [
        ("27 per cent of staff", "Twenty-seven per cent of staff"),
        ("10 PDUs", "Ten PDUs"),
        ("1,312 people", "1,312 people"),
        ("13.8 days", "13.8 days"),
        ("131 per cent", "131 per cent"),
        ("two PDUs", "Two PDUs"),
    ],
)
def test_a_sentence_begins_with_words(words, begun):
    assert at_the_start(words) == begun


@pytest.mark.parametrize(
    ("typed", "kept", "first", "last"),
    [
        ("30 June 2022", "2022-06-30", "2022-06-30", "2022-06-30"),
        ("30/06/2022", "2022-06-30", "2022-06-30", "2022-06-30"),
        ("Feb 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("2022-11", "2022-11", "2022-11-01", "2022-11-30"),
        (" 2022 ", "2022", "2022-01-01", "2022-12-31"),
        ("June", None, "", ""),
        ("2022-13", None, "", ""),
        ("31 June 2022", None, "", ""),
        ("Smarch 2022", None, "", ""),
    ],
)
def test_a_moment_is_a_day_a_month_or_a_year(typed, kept, first, last):
    assert read_moment(typed) == kept
    if kept:
        assert (first_day(kept).isoformat(), last_day(kept).isoformat()) == (first, last)


def test_a_period_is_told_in_words():
    assert period_words("2022-01", "2023-01") == "January 2022 to January 2023"
    assert period_words("", "2022-06-30") == "30 June 2022"


def test_a_figure_that_was_seen_nowhere_is_assumed_and_no_other():
    for each in product_catalogue().by_id.values():
        assert (each.certainty == "assumed") != bool(each.seen)
    with pytest.raises(ValueError, match="assumed"):
        Figure(id="x", title="X", counted="so", said="{value}", certainty="published")
    known = product_catalogue()
    assert isinstance(known, Catalogue)
    assert known.cite("S2, 1.2") == "Report on Leicester, Leicestershire and Rutland PDU, 9 February 2023, 1.2"
