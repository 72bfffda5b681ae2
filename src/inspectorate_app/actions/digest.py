"""On which days a thing that is due is worth a mail of the day: when it is due, when it is overdue, then once a week.

A mail that goes out says how much is due in all. A thing alone that was told of, and is still not done, makes no mail
each day: whoever gets the same mail every morning reads none.
"""

import datetime

from inspectorate_app.actions.quiet import SATURDAY

_DAY, _WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)


def is_news(
    on: datetime.date, last: datetime.date | None, today: datetime.date, *, quiet_weekends: bool = False
) -> bool:
    """Whether a thing that is due on a day is to be told of today.

    ``last`` is the day up to which mails of the day were made, or found to be needless; None where none ever was. A
    day on which no mail was made, such as one of a weekend that is quiet, is made up for by the next.
    """
    latest = _last_day_of_telling(_told_first(on, quiet_weekends), on, today)
    return latest is not None and (last is None or latest > last)


def _told_first(on: datetime.date, quiet_weekends: bool) -> datetime.date:
    """The day itself; the Friday before, where it lies in a weekend on which no mail comes."""
    return on - _DAY * (on.weekday() - SATURDAY + 1) if quiet_weekends and on.weekday() >= SATURDAY else on


def _last_day_of_telling(first: datetime.date, on: datetime.date, today: datetime.date) -> datetime.date | None:
    if today < first:
        return None
    if today <= on:
        return first
    return today - (today - on - _DAY) % _WEEK
