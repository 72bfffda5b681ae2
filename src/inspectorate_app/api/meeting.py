"""Meetings, their guides and notes."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import Field

from inspectorate.meeting.kind import Kind
from inspectorate_app.actions import meeting as action
from inspectorate_app.actions import meeting_note
from inspectorate_app.actions.meeting import Plan
from inspectorate_app.actions.meeting_note import Words
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.store.queries.meeting import MeetingFacts, NoteFacts

router = Router(tags=["Meetings"])
MeetingNumber = Annotated[int, Path(description="The number of a meeting within its inspection", ge=0, le=2**31 - 1)]
NoteNumber = Annotated[int, Path(description="The number of a note within its meeting", ge=0, le=2**31 - 1)]
Person = Annotated[int, Field(ge=1, le=2**53)]
#: JSON Schema knows no time of day without a zone.
Time = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["10:30"], description="In London")]
Mark = Literal["said", "concluded"]
Flag = Literal["", "strength", "area"]


class AttendeeOut(Schema):
    """So many people of one role."""

    role: str
    number: int


class GuideQuestionOut(Schema):
    """A question of a guide."""

    text: str
    standard: str = Field(description="The standard that it is asked for; blank for none")
    source: str = Field(description="The key question or prompt that it was made from; blank for one of your own")


class MeetingOut(Schema):
    """A meeting."""

    number: int
    kind: Kind
    title: str
    day: datetime.date
    starts: Time
    ends: Time
    online: bool
    place: str
    attendees: list[AttendeeOut]
    state: Literal["planned", "held", "cancelled"]
    cancelled_because: str
    leads: list[int] = Field(description="The numbers of people of the team")
    takes_notes: list[int]
    guide: list[GuideQuestionOut]
    version: int = Field(description="Send it back with your change")


class Meetings(Schema):
    """The meetings of an inspection in order of time."""

    meetings: list[MeetingOut]


class NoteOut(Schema):
    """A note."""

    meeting: int
    number: int
    standard: str = Field(description="Blank for none")
    question: str = Field(description="The key question; blank for none")
    mark: Mark = Field(description="said: what was said; concluded: what the note taker concluded")
    flag: Flag
    text: str
    version: int = Field(description="Send it back with your change")
    written_at: datetime.datetime
    saved_at: datetime.datetime


class Notes(Schema):
    """Notes in the order of their meetings."""

    notes: list[NoteOut]


class MeetingIn(Body):
    """A meeting as it is planned."""

    kind: Kind
    title: str = Field(max_length=160, description="With whom, by role, or about what", examples=["Head of PDU"])
    day: datetime.date
    starts: Time
    ends: Time
    online: bool = False
    place: str = Field("", max_length=160)
    attendees: list[Annotated[str, Field(max_length=200)]] = Field(
        [],
        max_length=40,
        description="Roles and numbers, never names",
        examples=[["head of PDU", "6 probation officers"]],
    )
    leads: list[Person] = Field(min_length=1, max_length=20)
    takes_notes: list[Person] = Field([], max_length=20)


class ChangedMeetingIn(MeetingIn):
    """A meeting, changed."""

    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


class CancellationIn(Body):
    """Why a meeting is cancelled."""

    reason: str = Field(min_length=1, max_length=2_000)


class HeldIn(Body):
    """Who came to a meeting."""

    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")
    attendees: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=40)


class NoteIn(Body):
    """A note."""

    text: str = Field(min_length=1, max_length=10_000)
    mark: Mark
    about: str = Field("", max_length=60, description="The id of a standard or a key question; blank for none")
    flag: Flag = ""


class ChangedNoteIn(NoteIn):
    """A note, changed."""

    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


@operation(router, "GET", "", Action.SEE_MEETINGS, Meetings, "List meetings")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every meeting of an inspection, cancelled ones too, with its guide."""
    return {"meetings": [_told(each) for each in query.meetings(found(inspection).id)]}


@operation(router, "POST", "", Action.PLAN_MEETING, MeetingOut, "Plan a meeting", 201)
def plan(request: HttpRequest, inspection: InspectionSlug, body: MeetingIn, key: Key = "") -> dict[str, Any]:
    """Plan a meeting. Where someone would be in two places at once it is refused."""

    def do() -> dict[str, Any]:
        return {"number": action.schedule(actor_of(request), inspection, _plan(body))}

    return _found(inspection, once_for(request, key, do)["number"])


@operation(router, "GET", "/notes", Action.SEE_MEETING_NOTES, Notes, "List notes")
def list_notes(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every note of an inspection."""
    return {"notes": query.notes(found(inspection).id)}


@operation(router, "GET", "/{int:meeting}", Action.SEE_MEETINGS, MeetingOut, "Get a meeting")
def get(request: HttpRequest, inspection: InspectionSlug, meeting: MeetingNumber) -> dict[str, Any]:
    """One meeting, with its guide."""
    return _found(inspection, meeting)


@operation(router, "PUT", "/{int:meeting}", Action.PLAN_MEETING, MeetingOut, "Change a meeting")
def change(
    request: HttpRequest, inspection: InspectionSlug, meeting: MeetingNumber, body: ChangedMeetingIn, key: Key = ""
) -> dict[str, Any]:
    """Change a meeting. It must name the version that it changes."""

    def do() -> dict[str, Any]:
        action.change_plan(actor_of(request), inspection, meeting, _plan(body), version=body.version)
        return {}

    once_for(request, key, do)
    return _found(inspection, meeting)


@operation(router, "POST", "/{int:meeting}/cancellation", Action.PLAN_MEETING, MeetingOut, "Cancel a meeting")
def cancel(
    request: HttpRequest, inspection: InspectionSlug, meeting: MeetingNumber, body: CancellationIn, key: Key = ""
) -> dict[str, Any]:
    """Cancel a meeting that was not held. It stays in the list."""

    def do() -> dict[str, Any]:
        action.cancel(actor_of(request), inspection, meeting, reason=body.reason)
        return {}

    once_for(request, key, do)
    return _found(inspection, meeting)


@operation(router, "PUT", "/{int:meeting}/held", Action.RECORD_MEETING, MeetingOut, "Record that a meeting was held")
def hold(
    request: HttpRequest, inspection: InspectionSlug, meeting: MeetingNumber, body: HeldIn, key: Key = ""
) -> dict[str, Any]:
    """Say that a meeting was held, and who came. It must name the version that it changes."""

    def do() -> dict[str, Any]:
        action.hold(actor_of(request), inspection, meeting, attendees=body.attendees, version=body.version)
        return {}

    once_for(request, key, do)
    return _found(inspection, meeting)


@operation(router, "POST", "/{int:meeting}/notes", Action.RECORD_MEETING, NoteOut, "Write a note", 201)
def write_note(
    request: HttpRequest, inspection: InspectionSlug, meeting: MeetingNumber, body: NoteIn, key: Key = ""
) -> NoteFacts:
    """Write a note of a meeting, against a standard, a key question or none."""

    def do() -> dict[str, Any]:
        words = Words(**body.model_dump())
        return {"number": meeting_note.write(actor_of(request), inspection, meeting, words)}

    return _note(inspection, meeting, once_for(request, key, do)["number"])


@operation(router, "PUT", "/{int:meeting}/notes/{int:note}", Action.RECORD_MEETING, NoteOut, "Change a note")
def change_note(
    request: HttpRequest,
    inspection: InspectionSlug,
    meeting: MeetingNumber,
    note: NoteNumber,
    body: ChangedNoteIn,
    key: Key = "",
) -> NoteFacts:
    """Change a note. It must name the version that it changes; what someone else wrote there is kept."""

    def do() -> dict[str, Any]:
        words = Words(**body.model_dump(exclude={"version"}))
        meeting_note.rewrite(actor_of(request), inspection, meeting, note, words, version=body.version)
        return {}

    once_for(request, key, do)
    return _note(inspection, meeting, note)


def _plan(body: MeetingIn) -> Plan:
    times = {name: datetime.time.fromisoformat(getattr(body, name)) for name in ("starts", "ends")}
    return Plan(**{**body.model_dump(exclude={"version"}), **times})


def _found(inspection: str, number: int) -> dict[str, Any]:
    facts = query.find(found(inspection).id, number)
    if facts is None:
        raise NotThere
    return _told(facts)


def _note(inspection: str, meeting: int, number: int) -> NoteFacts:
    note = query.find_note(found(inspection).id, meeting, number)
    if note is None:
        raise NotThere
    return note


def _told(facts: MeetingFacts) -> dict[str, Any]:
    own = ("number", "kind", "title", "online", "place", "attendees", "state", "cancelled_because", "guide", "version")
    return {
        **{name: getattr(facts, name) for name in own},
        "day": facts.slot.day,
        "starts": f"{facts.slot.starts:%H:%M}",
        "ends": f"{facts.slot.ends:%H:%M}",
        "leads": _ids(facts.leads),
        "takes_notes": _ids(facts.takes_notes),
    }


def _ids(parts: Iterable[query.Part]) -> list[int]:
    return [each.person for each in parts]
