"""Dates as people and spreadsheets write them, and the cohort weeks of an inspection."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from inspectorate.framework.model import SamplingSpecification
from inspectorate.language import gettext as _
from inspectorate.language import noted

#: The months by name, January first.
MONTHS = (
    noted("January"),
    noted("February"),
    noted("March"),
    noted("April"),
    noted("May"),
    noted("June"),
    noted("July"),
    noted("August"),
    noted("September"),
    noted("October"),
    noted("November"),
    noted("December"),
)
_ABBREVIATED = tuple(name[:3].casefold() for name in MONTHS)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: [\d:.]+)?")
_MONTH_NAMED = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-,]+(\d{4})")
_WEEK = datetime.timedelta(days=7)


@lru_cache(maxsize=4096)
def read_date(text: str) -> datetime.date | None:
    """A date written 2022-04-18, 18/04/2022, 18-04-2022 or 18 Apr 2022 (the day before the month); None otherwise."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_NAMED.fullmatch(text):
        day, name, year = found.groups()
        known = name[:3].casefold() in _ABBREVIATED
        month = str(_ABBREVIATED.index(name[:3].casefold()) + 1) if known else "0"
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def in_words(day: datetime.date) -> str:
    """18 April 2022, whatever the locale of the machine; the month in the language of whoever asks."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def clock(time: datetime.time) -> str:
    """9am, 2.05pm."""
    minutes = f".{time.minute:02}" if time.minute else ""
    half = _("am") if time.hour < 12 else _("pm")
    return f"{time.hour % 12 or 12}{minutes}{half}"


def month_in_words(moment: str) -> str:
    """July 2023, of "2023-07" or of a day in that month."""
    return f"{_(MONTHS[int(moment[5:7]) - 1])} {moment[:4]}"


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday that begins the week of a day: cohort weeks run Monday to Sunday (METHOD 4.3)."""
    return day - datetime.timedelta(days=day.weekday())


def weeks_holding(days: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    """The Mondays of the weeks that hold these days, each once, earliest first."""
    return tuple(sorted({monday_of(day) for day in days}))


def cohort_weeks(specification: SamplingSpecification, fieldwork: datetime.date) -> tuple[datetime.date, ...]:
    """The Mondays of the cohort weeks, so many weeks before the week in which fieldwork begins (METHOD 4.2)."""
    return weeks_holding(fieldwork - week.weeks_before_fieldwork * _WEEK for week in specification.cohort)


def within(day: datetime.date, mondays: Iterable[datetime.date]) -> bool:
    """Whether a day lies in one of the weeks that begin on these Mondays."""
    return monday_of(day) in mondays


def weeks_in_words(mondays: Iterable[datetime.date]) -> str:
    """The weeks as a report names them: 18 April 2022 to 24 April 2022 and 9 May 2022 to 15 May 2022."""
    last_day = datetime.timedelta(days=6)
    weeks = [
        _("{first} to {last}").format(first=in_words(monday), last=in_words(monday + last_day)) for monday in mondays
    ]
    return _(" and ").join(weeks)
