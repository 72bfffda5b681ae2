"""When a figure stood: a day, a month or a year, as people write it, and kept as "2022-06-30", "2022-06" or "2022"."""

import datetime
import re
from calendar import monthrange

from inspectorate.sampling.dates import in_words, month_in_words, read_date

_MONTH = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{4})")


def read_moment(text: str) -> str | None:
    """A day, month or year, in the form in which it is kept; None where it is none of these."""
    text = " ".join(text.split())
    if re.fullmatch(r"[12][0-9]{3}", text):
        return text
    if re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", text):
        return text
    if found := _MONTH.fullmatch(text):
        first = read_date(f"1 {found[1]} {found[2]}")
        return first.isoformat()[:7] if first else None
    day = read_date(text)
    return day.isoformat() if day and day.year >= 1000 else None


def last_day(moment: str) -> datetime.date:
    """The last day of a kept moment, by which figures are put in order."""
    year, month, day = (*moment.split("-"), "", "")[:3]
    if day:
        return datetime.date.fromisoformat(moment)
    number = int(month or 12)
    return datetime.date(int(year), number, monthrange(int(year), number)[1])


def first_day(moment: str) -> datetime.date:
    """The first day of a kept moment."""
    return datetime.date.fromisoformat(moment + "-01" * (2 - moment.count("-")))


def moment_words(moment: str) -> str:
    """30 June 2022, June 2022 or 2022."""
    if moment.count("-") == 2:
        return in_words(datetime.date.fromisoformat(moment))
    return month_in_words(moment) if "-" in moment else moment


def period_words(first: str, last: str) -> str:
    """A moment, or a period from one to another: January 2022 to January 2023."""
    return f"{moment_words(first)} to {moment_words(last)}" if first else moment_words(last)
