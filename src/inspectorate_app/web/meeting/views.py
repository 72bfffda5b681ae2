"""The days of fieldwork with their meetings, one meeting, and one's own as a calendar."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.framework.model import Edition
from inspectorate.meeting.attendee import people
from inspectorate.meeting.calendar import Event, calendar_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.meeting_note import FLAGS, MARKS
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.meeting import MeetingFacts, NoteFacts
from inspectorate_app.web.inspection.views import inspection_of, may_now
from inspectorate_app.web.page import page
from inspectorate_app.wording import later

STATES = {
    "planned": (later("Planned"), "blue"),
    "held": (later("Held"), "green"),
    "cancelled": (later("Cancelled"), "grey"),
}
_LONDON = ZoneInfo("Europe/London")


@page(Action.SEE_MEETINGS)
def meetings(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every meeting by day, the days of fieldwork without one too; one's own are marked, or shown alone."""
    found = inspection_of(inspection)
    listed = query.meetings(found.id)
    mine = [each for each in listed if each.is_of(actor.person)]
    only_mine = request.GET.get("who") == "mine"
    shown = {
        "inspection": found,
        "days": _days(found, mine if only_mine else listed, every=not only_mine),
        "all": len(listed),
        "mine": len(mine),
        "only_mine": only_mine,
        "states": STATES,
        "may_plan": may_now(actor, Action.PLAN_MEETING, found),
        "may_see_notes": may(actor, Action.SEE_MEETING_NOTES, inspection),
        "today": timezone.localdate(),
        "own": actor.person,
    }
    return render(request, "meeting/meetings.html", shown)


def _days(
    found: InspectionFacts, listed: Iterable[MeetingFacts], *, every: bool
) -> list[tuple[datetime.date, list[MeetingFacts]]]:
    """Days with their meetings; ``every`` working day of fieldwork, one without a meeting too."""
    days = query.by_day(listed)
    day = found.fieldwork_from
    while every and day <= found.fieldwork_to:
        if day.weekday() < 5:
            days.setdefault(day, [])
        day += datetime.timedelta(days=1)
    return sorted(days.items())


@page(Action.SEE_MEETINGS)
def meeting(request: HttpRequest, actor: Actor, inspection: str, meeting: int) -> HttpResponse:
    """One meeting: when, where, who; its guide; and its notes by standard for whoever may read them."""
    found = inspection_of(inspection)
    facts = meeting_of(found, meeting)
    may_read = may(actor, Action.SEE_MEETING_NOTES, inspection)
    open_ = facts.state != "cancelled"
    shown = {
        "inspection": found,
        "meeting": facts,
        "people": people(facts.attendees),
        "state": STATES[facts.state],
        "notes": by_standard(edition_used(found), query.notes(found.id, meeting)) if may_read else None,
        "marks": MARKS,
        "flags": FLAGS,
        "may_plan": open_ and may_now(actor, Action.PLAN_MEETING, found),
        "may_guide": open_ and may_now(actor, Action.PREPARE_GUIDE, found),
        "may_record": open_ and may_now(actor, Action.RECORD_MEETING, found),
        "past": facts.slot.day <= timezone.localdate(),
    }
    return render(request, "meeting/meeting.html", shown)


@page(Action.SEE_MEETINGS)
def calendar(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """One's own meetings as an iCalendar file. It says when and where, and nothing of who is met or about what."""
    found = inspection_of(inspection)
    own = [each for each in query.meetings(found.id) if each.is_of(actor.person)]
    events = [_event(request, found, each, actor.person) for each in own]
    answer = HttpResponse(calendar_text(events, timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fieldwork.ics"'
    return answer


def _event(request: HttpRequest, found: InspectionFacts, facts: MeetingFacts, person: int | None) -> Event:
    slot, address = facts.slot, reverse("meeting", kwargs={"inspection": found.slug, "meeting": facts.number})
    leads = any(each.person == person for each in facts.leads)
    return Event(
        uid=f"meeting-{facts.id}@{request.get_host().partition(':')[0]}",
        starts=datetime.datetime.combine(slot.day, slot.starts, _LONDON),
        ends=datetime.datetime.combine(slot.day, slot.ends, _LONDON),
        summary=f"{facts.name} ({'you lead' if leads else 'you take notes'})",
        place=_("Online") if facts.online and not facts.place else facts.place,
        description=request.build_absolute_uri(address),
        cancelled=facts.state == "cancelled",
        sequence=facts.version,
    )


def meeting_of(found: InspectionFacts, number: int) -> MeetingFacts:
    """The meeting that an address names. Raises ``NotThere``."""
    facts = query.find(found.id, number)
    if facts is None:
        raise NotThere
    return facts


def by_standard(edition: Edition, notes: Iterable[NoteFacts]) -> list[tuple[str, list[NoteFacts]]]:
    """Notes under the title of their standard, in the order of the framework; those of none come last."""
    found: dict[str, list[NoteFacts]] = {}
    for each in notes:
        found.setdefault(each.standard, []).append(each)
    titled = [(one.heading, found[one.id]) for one in edition.standards if one.id in found]
    rest = [(_("No standard"), found[""])] if "" in found else []
    return titled + rest
