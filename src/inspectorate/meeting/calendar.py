"""Events as an iCalendar file (RFC 5545), which any calendar reads.

Times are given in UTC, so that the file needs no description of a time zone.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True)
class Event:
    """One event. ``uid`` stays the same when it is changed, ``sequence`` counts its changes. Times have a time zone."""

    uid: str
    starts: datetime.datetime
    ends: datetime.datetime
    summary: str
    place: str = ""
    description: str = ""
    cancelled: bool = False
    sequence: int = 0


def calendar_text(events: Iterable[Event], stamp: datetime.datetime) -> str:
    """The file of these events, as made at ``stamp``. Raises ``ValueError`` for a time without a time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Inspectorate//Fieldwork//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Event, stamp: datetime.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"DTSTART:{_utc(event.starts)}"
    yield f"DTEND:{_utc(event.ends)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _utc(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so nobody knows when it is")
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A text value: what has a meaning in the file is escaped, and other control characters are taken out."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    escaped = re.sub(r"([\\;,])", r"\\\1", value).replace("\n", r"\n")
    return "".join(character for character in escaped if character.isprintable() or character == "\t")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never within a character; each but the first begins with a blank."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
