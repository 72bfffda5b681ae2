"""Quiet hours: those of London, over nights, weekends, and the days on which clocks change."""

import datetime

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from inspectorate_app.actions.quiet import LONDON, Quiet

STEP = datetime.timedelta(minutes=5)


def london(text: str, fold: int = 0) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(datetime.UTC)


#: A moment in London, and when mail may go out, with the quiet hours from 19:00 until 08:00 and at weekends.
PROPOSED = {
    "2026-11-18T10:00": "2026-11-18T10:00",  # a Wednesday
    "2026-11-18T18:59": "2026-11-18T18:59",
    "2026-11-18T19:00": "2026-11-19T08:00",
    "2026-11-19T07:59": "2026-11-19T08:00",
    "2026-11-19T08:00": "2026-11-19T08:00",
    "2026-11-20T19:00": "2026-11-23T08:00",  # Friday evening until Monday
    "2026-11-22T12:00": "2026-11-23T08:00",
    "2026-11-23T03:00": "2026-11-23T08:00",
    # clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October
    "2026-03-27T20:00": "2026-03-30T08:00",
    "2026-10-23T20:00": "2026-10-26T08:00",
}


@pytest.mark.parametrize(("moment", "over"), PROPOSED.items())
def test_what_is_proposed_is_the_night_and_the_weekend(moment, over):
    assert Quiet().over(london(moment)) == london(over)


def test_an_hour_that_is_skipped_is_over_when_the_clocks_go_forward():
    quiet = Quiet(datetime.time(19), datetime.time(1, 30), weekends=False)
    # at one o'clock UTC the clocks show two
    assert quiet.over(london("2026-03-28T23:00")) == datetime.datetime(2026, 3, 29, 1, tzinfo=datetime.UTC)


def test_an_hour_that_comes_twice_is_quiet_twice():
    quiet = Quiet(datetime.time(19), datetime.time(1, 30), weekends=False)
    first, second = london("2026-10-25T01:30"), london("2026-10-25T01:30", fold=1)
    assert quiet.over(london("2026-10-24T23:00")) == first
    assert quiet.over(london("2026-10-25T01:00", fold=1)) == second
    assert second - first == datetime.timedelta(hours=1)


def test_hours_by_day_and_none_at_all():
    noon = Quiet(datetime.time(12), datetime.time(13), weekends=False)
    assert noon.over(london("2026-11-21T12:10")) == london("2026-11-21T13:00")
    none = Quiet(datetime.time(9), datetime.time(9), weekends=False)
    assert not any(none.holds(london(f"2026-11-21T{hour:02}:00")) for hour in range(24))


#: Moments in the weeks in which clocks change, and in others.
UTC = st.just(datetime.UTC)
MOMENTS = st.one_of(
    *(
        st.datetimes(first.replace(tzinfo=None), last.replace(tzinfo=None), timezones=UTC)
        for first, last in (
            (london("2026-03-20T00:00"), london("2026-11-10T00:00")),
            (london("2026-10-24T12:00"), london("2026-10-26T00:00")),
            (london("2026-03-28T12:00"), london("2026-03-30T00:00")),
        )
    )
)
HOURS = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@any_of(moment=MOMENTS, begins=HOURS, ends=HOURS, weekends=st.booleans())
def test_it_ends_at_the_first_moment_that_is_not_quiet(moment, begins, ends, weekends):
    quiet = Quiet(begins, ends, weekends)
    over = quiet.over(moment)
    assert over >= moment
    assert not quiet.holds(over)
    assert over - moment <= datetime.timedelta(days=4)
    while moment < over:
        assert quiet.holds(moment)
        moment += STEP
