"""Meetings as pages and the API show them, the notes taken there, and who is engaged when."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from inspectorate.meeting.attendee import Attendee
from inspectorate.meeting.clash import Engagement, Slot
from inspectorate.meeting.guide import GuideQuestion
from inspectorate.meeting.kind import Kind
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.models import Meeting, MeetingNote, MeetingPart
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.source import Source


@dataclass(frozen=True)
class Part:
    """Someone of the team in a meeting."""

    person: int
    name: str
    part: str


@dataclass(frozen=True)
class MeetingFacts:
    """One meeting. ``notes`` counts them."""

    id: int
    number: int
    kind: Kind
    title: str
    slot: Slot
    online: bool
    place: str
    attendees: tuple[Attendee, ...]
    state: str
    cancelled_because: str
    version: int
    guide: tuple[GuideQuestion, ...]
    guide_version: int
    parts: tuple[Part, ...]
    notes: int

    @property
    def name(self) -> str:
        """What it is called among the others: Focus group 3."""
        return f"{self.kind.label} {self.number}"

    @property
    def leads(self) -> tuple[Part, ...]:
        """Who leads it."""
        return tuple(each for each in self.parts if each.part == "lead")

    @property
    def takes_notes(self) -> tuple[Part, ...]:
        """Who takes notes."""
        return tuple(each for each in self.parts if each.part == "notes")

    def is_of(self, person: int | None) -> bool:
        """Whether someone leads it or takes notes."""
        return any(each.person == person for each in self.parts)


@dataclass(frozen=True)
class VersionFacts:
    """A note as it stood: its words, who saved them and when. ``about`` is a key question, or else a standard."""

    version: int
    standard: str
    question: str
    mark: str
    flag: str
    text: str
    saved_by: str
    saved_at: datetime.datetime

    @property
    def about(self) -> str:
        """The id of what it is about; blank for none."""
        return self.question or self.standard


@dataclass(frozen=True)
class NoteFacts(VersionFacts):
    """One note as it stands."""

    number: int
    meeting: int
    author: int
    written_by: str
    written_at: datetime.datetime


def meetings(inspection: int) -> tuple[MeetingFacts, ...]:
    """Every meeting of an inspection, in order of time."""
    return tuple(_facts(row) for row in _rows().filter(inspection_id=inspection))


def find(inspection: int, number: int) -> MeetingFacts | None:
    """A meeting of an inspection by its number; None where there is none."""
    row = _rows().filter(inspection_id=inspection, number=number).first()
    return _facts(row) if row else None


def _rows() -> QuerySet[Meeting]:
    counted = Count("notes", filter=Q(notes__removed_at=None), distinct=True)
    return Meeting.objects.prefetch_related("parts__person").annotate(noted=counted)


def _facts(row: Meeting) -> MeetingFacts:
    parts = sorted((Part(each.person_id, each.person.name, each.part) for each in row.parts.all()), key=_by_name)
    return MeetingFacts(
        id=row.pk,
        number=row.number,
        kind=Kind(row.kind),
        title=row.title,
        slot=Slot(row.day, row.starts, row.ends),
        online=row.online,
        place=row.place,
        attendees=tuple(Attendee(**each) for each in row.attendees),
        state=row.state,
        cancelled_because=row.cancelled_because,
        version=row.version,
        guide=tuple(GuideQuestion(**each) for each in row.guide),
        guide_version=row.guide_version,
        parts=tuple(parts),
        notes=row.noted,  # type: ignore[attr-defined]  # annotated in _rows
    )


def _by_name(part: Part) -> tuple[str, int]:
    return part.name, part.person


def notes(inspection: int, meeting: int | None = None) -> tuple[NoteFacts, ...]:
    """The notes of an inspection, or of one meeting by its number, in the order in which they were begun."""
    rows = MeetingNote.objects.filter(meeting__inspection_id=inspection, removed_at=None)
    if meeting is not None:
        rows = rows.filter(meeting__number=meeting)
    rows = rows.select_related("meeting", "written_by", "saved_by").order_by(
        "meeting__day", "meeting__starts", "meeting__number", "number"
    )
    return tuple(_note(row) for row in rows)


def find_note(inspection: int, meeting: int, number: int) -> NoteFacts | None:
    """A note by its number in a meeting; None where there is none, or it was removed."""
    return next((each for each in notes(inspection, meeting) if each.number == number), None)


def versions(inspection: int, meeting: int, number: int) -> tuple[VersionFacts, ...]:
    """What stood in a note before others changed it, the latest first."""
    row = MeetingNote.objects.filter(meeting__inspection_id=inspection, meeting__number=meeting, number=number).first()
    if row is None:
        return ()
    found = row.before.select_related("saved_by")
    return tuple(
        VersionFacts(
            each.version,
            each.standard,
            each.question,
            each.mark,
            each.flag,
            each.text,
            each.saved_by.name,
            each.saved_at,
        )
        for each in found
    )


def _note(row: MeetingNote) -> NoteFacts:
    return NoteFacts(
        version=row.version,
        standard=row.standard,
        question=row.question,
        mark=row.mark,
        flag=row.flag,
        text=row.text,
        saved_by=row.saved_by.name,
        saved_at=row.saved_at,
        number=row.number,
        meeting=row.meeting.number,
        author=row.written_by_id,
        written_by=row.written_by.name,
        written_at=row.written_at,
    )


def engagements(people: Collection[int], day: datetime.date, inspection: int, but: int | None) -> list[Engagement]:
    """Where these people are on a day, in every inspection; of another than this it is not told which."""
    rows = MeetingPart.objects.filter(person_id__in=people, meeting__day=day).exclude(meeting__state="cancelled")
    if but is not None:
        rows = rows.exclude(meeting_id=but)
    found = {(row.person_id, row.meeting_id): row for row in rows.select_related("person", "meeting")}
    return [
        Engagement(
            row.person_id,
            row.person.name,
            Slot(row.meeting.day, row.meeting.starts, row.meeting.ends),
            _named(row.meeting) if row.meeting.inspection_id == inspection else "a meeting of another inspection",
        )
        for row in found.values()
    ]


def _named(row: Meeting) -> str:
    return f"{Kind(row.kind).label.lower()} {row.number}"


def by_day(listed: Iterable[MeetingFacts]) -> dict[datetime.date, list[MeetingFacts]]:
    """Meetings by their day, in order."""
    days: dict[datetime.date, list[MeetingFacts]] = {}
    for each in sorted(listed, key=lambda one: (one.slot.day, one.slot.starts, one.number)):
        days.setdefault(each.slot.day, []).append(each)
    return days


def sources(inspection: InspectionFacts) -> list[Source]:
    """Each note, as something that a finding may rest on."""
    held = {each.number: each for each in meetings(inspection.id)}
    return [
        Source(
            kind="meeting",
            key=f"{note.meeting}-{note.number}",
            title=f"{held[note.meeting].name}, {in_words(held[note.meeting].slot.day)}, note {note.number}",
            words=f"‘{note.text}’" if note.mark == "said" else note.text,
            route="meeting_note",
            arguments={"inspection": inspection.slug, "meeting": note.meeting, "note": note.number},
            standards=frozenset({note.standard} if note.standard else ()),
        )
        for note in notes(inspection.id)
    ]
