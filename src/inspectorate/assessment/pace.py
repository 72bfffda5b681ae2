"""What will not be done in time, at the pace so far. Plain arithmetic on working days, so that anyone can redo it."""

import datetime
from dataclasses import dataclass

_SATURDAY = 5
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """How far cases are on a day. ``days_gone`` counts that day, ``days_left`` those after it; cases are whole."""

    cases: int
    done: int
    days_gone: int
    days_left: int

    @property
    def remaining(self) -> int:
        """How many cases are still to be done."""
        return self.cases - self.done

    @property
    def expected(self) -> int:
        """How many more will be done by the last day at the pace so far: done x days left / days gone, rounded down."""
        return min(self.remaining, self.done * self.days_left // self.days_gone) if self.days_gone else 0

    @property
    def short(self) -> int | None:
        """How many cases will not be done in time; None while nothing can be said: no day has gone."""
        return self.remaining - self.expected if self.days_gone else None


def pace(cases: int, done: int, first: datetime.date, last: datetime.date, today: datetime.date) -> Pace:
    """The pace of work that runs from its first day to its last, both worked on."""
    gone = working_days(first, min(today, last))
    left = working_days(max(first, today + _DAY), last)
    return Pace(cases, done, gone, left)


def working_days(first: datetime.date, last: datetime.date) -> int:
    """How many Mondays to Fridays lie between two days, both counted. Bank holidays are not taken out."""
    days = (last - first).days + 1
    return sum((first + _DAY * number).weekday() < _SATURDAY for number in range(max(0, days)))
