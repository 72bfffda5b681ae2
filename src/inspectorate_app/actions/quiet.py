"""Quiet hours: when no mail goes to someone, and when they end. Hours are those of London, also where clocks change.

Bank holidays do not count: a mail may come on one.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_DAY = datetime.timedelta(days=1)
_MIDNIGHT, _CLOCKS_CHANGE = datetime.time(0), datetime.time(1)
SATURDAY = 5


@dataclass(frozen=True)
class Quiet:
    """Hours of the night, from ``begins`` until ``ends``, and whether weekends are quiet too.

    Where both hours are the same, no hour of the day is quiet.
    """

    begins: datetime.time = datetime.time(19)
    ends: datetime.time = datetime.time(8)
    weekends: bool = True

    def holds(self, moment: datetime.datetime) -> bool:
        """Whether a moment is quiet."""
        local = moment.astimezone(LONDON)
        if self.weekends and local.weekday() >= SATURDAY:
            return True
        now = local.time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends

    def over(self, moment: datetime.datetime) -> datetime.datetime:
        """The first moment from this one on that is not quiet: itself where it is none."""
        moment = moment.astimezone(datetime.UTC)
        while self.holds(moment):
            moment = self._next_turn(moment)
        return moment

    def _next_turn(self, moment: datetime.datetime) -> datetime.datetime:
        """When quiet hours might end next: at their end on this day or the next, or at midnight."""
        local = moment.astimezone(LONDON)
        days = (local.date(), local.date() + _DAY)
        found = [each for day in days for time in (_MIDNIGHT, self.ends) for each in _instants(day, time)]
        return min(each for each in found if each > moment)


def _instants(day: datetime.date, time: datetime.time) -> tuple[datetime.datetime, ...]:
    """When clocks in London show a time of a day: twice where they are put back.

    A time that is skipped in spring is over when they are put forward, which they are at one o'clock UTC.
    """
    both = [datetime.datetime.combine(day, time, LONDON).replace(fold=fold) for fold in (0, 1)]
    instants = {each.astimezone(datetime.UTC) for each in both}
    if all(each.astimezone(LONDON).time() != time for each in instants):
        return (datetime.datetime.combine(day, _CLOCKS_CHANGE, datetime.UTC),)
    return tuple(sorted(instants))
