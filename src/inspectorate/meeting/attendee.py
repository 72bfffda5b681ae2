"""Who met, by role and number, and never by name: "head of PDU", "6 probation officers"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _

#: The longest role in characters, the most people of one role, and the most roles of one meeting.
LONGEST, MOST_PEOPLE, MOST_ROLES = 80, 500, 40
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = re.compile(rf"([0-9]{{1,4}}|{'|'.join(_WORDS)})\s+(\S.*)", re.IGNORECASE)
#: What gives a name away: a form of address before a word with a capital, or an e-mail address.
_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?\s+[A-Z]|@")


@dataclass(frozen=True)
class Attendee:
    """So many people of one role."""

    role: str
    number: int = 1

    def __str__(self) -> str:
        """As it is typed and read: 6 probation officers; head of PDU."""
        return self.role if self.number == 1 else f"{self.number} {self.role}"


def read_attendee(line: str) -> Attendee:
    """An attendee as typed, the number first where there are several; without a number it is one."""
    words = " ".join(line.split())
    counted = _COUNTED.fullmatch(words)
    if not counted:
        return Attendee(words)
    number, role = counted.groups()
    return Attendee(role, int(number) if number.isdecimal() else _WORDS.index(number.casefold()) + 1)


def read_attendees(lines: Iterable[str], log: FaultLog, field: str = "attendees") -> tuple[Attendee, ...]:
    """The attendees of a meeting, one a line; what cannot be kept is noted, a name among it."""
    found = [read_attendee(line) for line in lines if line.strip()]
    if len(found) > MOST_ROLES:
        log.add(
            _("there are {found} roles").format(found=len(found)),
            _("give {most_roles} at most").format(most_roles=MOST_ROLES),
            field=field,
        )
    for each in found:
        if _NAME.search(each.role):
            log.add(_("someone is named"), _("give a role and a number, such as ‘6 probation officers’"), field=field)
        elif len(each.role) > LONGEST or "\0" in each.role:
            log.add(
                _("‘{role}…’ cannot be kept").format(role=each.role[:30]),
                _("shorten it to {longest} characters").format(longest=LONGEST),
                field=field,
            )
        elif not 1 <= each.number <= MOST_PEOPLE:
            problem = _("‘{each}’ cannot be: the number must be from 1 to {most_people}").format(
                each=each, most_people=MOST_PEOPLE
            )
            log.add(problem, _("correct the number"), field=field)
    return tuple(found)


def people(attendees: Iterable[Attendee]) -> int:
    """How many people they are together."""
    return sum(each.number for each in attendees)
