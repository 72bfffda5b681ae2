"""What will not be done in time, by arithmetic on working days."""

import datetime

import pytest

from inspectorate.assessment.pace import pace, working_days

MONDAY = datetime.date(2022, 10, 24)  # a Monday; fieldwork of two weeks, to Friday 4 November
FRIDAY = datetime.date(2022, 11, 4)


def day(number):
    return MONDAY + datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("first", "last", "days"), [(0, 0, 1), (0, 4, 5), (0, 6, 5), (5, 6, 0), (0, 11, 10), (4, 7, 2), (3, 2, 0)]
)
def test_working_days_are_mondays_to_fridays(first, last, days):
    assert working_days(day(first), day(last)) == days


@pytest.mark.parametrize(
    ("done", "today", "gone", "left", "expected", "short"),
    [
        (12, 2, 3, 7, 28, 20),  # 12 in 3 days is 4 a day; 7 days make 28 of the 48 that remain
        (30, 4, 5, 5, 30, 0),  # 6 a day for 5 days are the 30 that remain
        (31, 4, 5, 5, 29, 0),  # never more than remain
        (10, 5, 5, 5, 10, 40),  # a Saturday: the five days before it have gone
        (7, 4, 5, 5, 7, 46),
        (10, 2, 3, 7, 23, 27),  # 23 1/3 rounded down
        (0, 0, 1, 9, 0, 60),
        (50, 11, 10, 0, 0, 10),  # the last day
        (50, 20, 10, 0, 0, 10),  # after it
        (60, 20, 10, 0, 0, 0),
        (0, -3, 0, 10, 0, None),  # before the first day nothing can be said
    ],
)
def test_what_is_short_at_the_pace_so_far(done, today, gone, left, expected, short):
    found = pace(60, done, MONDAY, FRIDAY, day(today))
    assert (found.days_gone, found.days_left, found.expected, found.short) == (gone, left, expected, short)
    assert found.remaining == 60 - done
