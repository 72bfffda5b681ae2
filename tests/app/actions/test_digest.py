"""On which days a thing that is due makes a mail of the day: a calendar to read."""

import datetime

import pytest

from inspectorate_app.actions.digest import is_news

#: A Wednesday.
DUE = datetime.date(2026, 11, 18)
DAY = datetime.timedelta(days=1)


def told(on: datetime.date, looked: list[int], *, quiet_weekends: bool = False) -> list[int]:
    """The days on which it is told, counted from its day, where somebody looks on some."""
    found, last = [], None
    for number in looked:
        today = on + number * DAY
        if is_news(on, last, today, quiet_weekends=quiet_weekends):
            found.append(number)
        last = today
    return found


def test_it_is_told_when_due_when_overdue_and_then_once_a_week():
    assert told(DUE, list(range(-5, 24))) == [0, 1, 8, 15, 22]


@pytest.mark.parametrize(
    ("looked", "expected"),
    [
        ([-1, 3, 4, 5], [3]),
        ([-1, 0, 9, 10, 15], [0, 9, 15]),
        ([400, 401, 406], [400]),
        ([403, 404, 407], [403, 407]),
    ],
)
def test_a_day_without_a_mail_is_made_up_for_by_the_next(looked, expected):
    """Told on days 0, 1, 8, 15 and so on: 400 is one of them, since it is 1 + 57 x 7, and 407 the next."""
    assert told(DUE, looked) == expected


def test_what_falls_due_in_a_quiet_weekend_is_told_on_the_friday_before():
    saturday, sunday = DUE + 3 * DAY, DUE + 4 * DAY
    # weekdays alone: Thursday, Friday, Monday, Tuesday
    assert told(saturday, [-2, -1, 2, 3], quiet_weekends=True) == [-1, 2]
    assert told(sunday, [-3, -2, 1, 2], quiet_weekends=True) == [-2, 1]
    assert told(saturday, [-2, -1, 0, 1, 2]) == [0, 1]
