"""Whether someone would be in two places at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """A time on one day, in local time. It ends on the day on which it starts."""

    day: datetime.date
    starts: datetime.time
    ends: datetime.time

    def overlaps(self, other: "Slot") -> bool:
        """Whether two slots share a moment; one that starts as the other ends does not."""
        return self.day == other.day and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Engagement:
    """Someone's place in a meeting. ``meeting`` is how they are told of it, such as "focus group 3"."""

    person: int
    name: str
    slot: Slot
    meeting: str


def clashes(people: Iterable[int], slot: Slot, engaged: Iterable[Engagement]) -> tuple[Engagement, ...]:
    """What keeps these people from a slot, by name and time."""
    wanted = frozenset(people)
    found = [each for each in engaged if each.person in wanted and each.slot.overlaps(slot)]
    return tuple(sorted(found, key=lambda each: (each.name, each.slot.starts, each.meeting)))
