"""Planning meetings: when, where, with whom by role, and who of the team leads and takes notes."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.meeting.attendee import read_attendees
from inspectorate.meeting.clash import Slot, clashes
from inspectorate.meeting.kind import Kind
from inspectorate.sampling.dates import clock, in_words
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.meeting_text import LONGEST_REASON, check_text
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import MAY, Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.models import Inspection, Meeting, MeetingPart, Membership, Person
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.store.queries.membership import conflicted_in

#: Roles that may lead a meeting or take notes there.
TAKES_PART = MAY[Action.RECORD_MEETING]
#: A meeting lies so many weeks before or after fieldwork at the most. Assumed: it catches a mistyped year.
WEEKS_AROUND = 26


@dataclass(frozen=True)
class Plan:
    """A meeting as it is planned. ``attendees`` are lines such as "6 probation officers"; the rest of who are ids."""

    kind: str
    title: str
    day: datetime.date
    starts: datetime.time
    ends: datetime.time
    online: bool = False
    place: str = ""
    attendees: Sequence[str] = ()
    leads: Collection[int] = ()
    takes_notes: Collection[int] = ()

    @property
    def slot(self) -> Slot:
        """When it is."""
        return Slot(self.day, self.starts, self.ends)


def schedule(actor: Actor, inspection: str, plan: Plan) -> int:
    """Plan a meeting; its number. Raises ``BadInput``, a clash of people among it."""
    with change_in(actor, Action.PLAN_MEETING, inspection) as under_way:
        last = Meeting.objects.filter(inspection=under_way.inspection).order_by("-number").first()
        number = last.number + 1 if last else 1
        row = Meeting(inspection=under_way.inspection, number=number, planned_by_id=under_way.person, version=0)
        _write(under_way, row, plan, None)
        return number


def change_plan(actor: Actor, inspection: str, number: int, plan: Plan, *, version: int) -> int:
    """Change a meeting that is planned or was held; its new version. Raises ``BadInput``, ``NotNow``, ``Overtaken``."""
    with change_in(actor, Action.PLAN_MEETING, inspection) as under_way:
        row = find(under_way, number)
        if row.state == "cancelled":
            raise NotNow(_("This meeting was cancelled. Plan another one."))
        before = _noted(row)
        require_version(row.version, version)
        _write(under_way, row, plan, before)
        return row.version


def cancel(actor: Actor, inspection: str, number: int, *, reason: str) -> None:
    """Cancel a meeting that was not held. Raises ``BadInput`` without a reason, ``NotNow`` where it was held."""
    with change_in(actor, Action.PLAN_MEETING, inspection) as under_way:
        row = find(under_way, number)
        if row.state != "planned":
            raise NotNow(
                _("This meeting was held.") if row.state == "held" else _("This meeting is cancelled already.")
            )
        log = FaultLog("meeting")
        reason = check_text(log, "reason", reason, LONGEST_REASON, _("Enter why it is cancelled"))
        log.raise_if_any()
        row.state, row.cancelled_because, row.version = "cancelled", reason, row.version + 1
        row.save()
        under_way.note(
            subject(row), before={"state": "planned"}, after={"state": "cancelled", "reason": kept_out(reason)}
        )
        tell(under_way, "meeting_cancelled", _taking_part(row), number=number)


def hold(actor: Actor, inspection: str, number: int, *, attendees: Iterable[str], version: int) -> int:
    """Record that a meeting was held, and who came; its new version.

    Raises ``BadInput``, ``NotNow`` where it was cancelled, ``Overtaken`` with who came as someone else recorded it.
    """
    with change_in(actor, Action.RECORD_MEETING, inspection) as under_way:
        row = find(under_way, number)
        if row.state == "cancelled":
            raise NotNow(_("This meeting was cancelled."))
        require_version(row.version, version, state=row.state, attendees=list(row.attendees))
        log = FaultLog("meeting")
        found = read_attendees(attendees, log)
        log.raise_if_any()
        before = _noted(row)
        row.state, row.version = "held", row.version + 1
        row.attendees = [{"role": each.role, "number": each.number} for each in found]
        row.save()
        under_way.note(subject(row), before=before, after=_noted(row))
        return row.version


def find(under_way: InspectionChange, number: int) -> Meeting:
    """A meeting of the inspection that is changed. Raises ``NotThere``."""
    row = Meeting.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    return row


def require_version(stands: int, seen: int, **theirs: object) -> None:
    """Raise ``Overtaken`` where another version stands than was seen, with ``theirs`` of it."""
    if stands != seen:
        raise Overtaken(_("Someone else changed this meeting after you opened it."), {"version": stands, **theirs})


def subject(row: Meeting) -> str:
    """How the audit trail names a meeting: by number."""
    return f"meeting {row.number}"


def _write(under_way: InspectionChange, row: Meeting, plan: Plan, before: dict[str, object] | None) -> None:
    log = FaultLog("meeting")
    if plan.kind not in set(Kind):
        log.add(_("there is no such kind of meeting"), _("choose one of the list"), field="kind")
    title = check_text(log, "title", plan.title, 160, _("Enter what the meeting is about or with whom, by role"))
    place = check_text(
        log, "place", plan.place, 160, "" if plan.online else _("Enter where it is, or say that it is online")
    )
    found = read_attendees(plan.attendees, log)
    _check_time(under_way.inspection, plan, log)
    _check_people(under_way.inspection, row, plan, log)
    log.raise_if_any()
    row.kind, row.title, row.place, row.online = plan.kind, title, place, plan.online
    row.day, row.starts, row.ends = plan.day, plan.starts, plan.ends
    row.attendees = [{"role": each.role, "number": each.number} for each in found]
    row.version += 1
    row.save()
    took_part = _taking_part(row)
    row.parts.all().delete()
    wanted = {*((person, "lead") for person in plan.leads), *((person, "notes") for person in plan.takes_notes)}
    MeetingPart.objects.bulk_create(MeetingPart(meeting=row, person_id=person, part=part) for person, part in wanted)
    under_way.note(subject(row), before=before, after=_noted(row))
    _tell(under_way, row, took_part)


def _tell(under_way: InspectionChange, row: Meeting, before: Collection[int]) -> None:
    """Tell who takes part that a meeting was planned or changed, and who no longer does."""
    now = _taking_part(row)
    tell(under_way, "meeting_planned", now - set(before), number=row.number)
    tell(under_way, "meeting_changed", now & set(before), number=row.number)
    tell(under_way, "meeting_left", set(before) - now, number=row.number)


def _taking_part(row: Meeting) -> set[int]:
    return set(row.parts.values_list("person_id", flat=True))


def _noted(row: Meeting) -> dict[str, object]:
    """A meeting as the audit trail has it: what people typed by its length and digest alone."""
    parts = row.parts.order_by("part", "person_id").values_list("part", "person_id")
    return {
        "kind": row.kind,
        "state": row.state,
        "day": row.day.isoformat(),
        "starts": f"{row.starts:%H:%M}",
        "ends": f"{row.ends:%H:%M}",
        "online": row.online,
        "people": sum(each["number"] for each in row.attendees),
        "title": kept_out(row.title),
        "place": kept_out(row.place),
        "leads": [f"person {person}" for part, person in parts if part == "lead"],
        "takes notes": [f"person {person}" for part, person in parts if part == "notes"],
        "version": row.version,
    }


def _check_time(inspection: Inspection, plan: Plan, log: FaultLog) -> None:
    if plan.starts >= plan.ends:
        log.add(_("the meeting ends before it begins"), _("Enter a later time"), field="ends")
    around = datetime.timedelta(weeks=WEEKS_AROUND)
    first, last = inspection.fieldwork_from - around, inspection.fieldwork_to + around
    if not first <= plan.day <= last:
        problem = _("{day} is far from the days of fieldwork").format(day=in_words(plan.day))
        log.add(
            problem,
            _("Enter a day from {first} to {last}").format(first=in_words(first), last=in_words(last)),
            field="day",
        )


def _check_people(inspection: Inspection, row: Meeting, plan: Plan, log: FaultLog) -> None:
    """Note who cannot take part, and who is engaged then. Their rows are locked, so that nobody is planned twice."""
    wanted = {*plan.leads, *plan.takes_notes}
    if not plan.leads:
        log.add(_("nobody leads the meeting"), _("Select who leads it"), field="leads")
    locked = Person.objects.select_for_update().filter(pk__in=wanted, is_active=True).order_by("pk")
    known = {person.pk for person in locked} - conflicted_in(inspection.pk, inspection.organisation)
    team = Membership.objects.filter(inspection=inspection, role__in=TAKES_PART, person_id__in=known)
    in_team = set(team.values_list("person_id", flat=True))
    for field, people in (("leads", plan.leads), ("takes_notes", plan.takes_notes)):
        if not in_team.issuperset(people):
            log.add(
                _("someone is not in the team, or not as an inspector"), _("Select people of the list"), field=field
            )
    engaged = query.engagements(wanted, plan.day, inspection.pk, but=row.pk)
    for each in clashes(wanted, plan.slot, engaged):
        time = f"{clock(each.slot.starts)} to {clock(each.slot.ends)}"
        field = "leads" if each.person in plan.leads else "takes_notes"
        log.add(
            _("{name} is in {meeting} from {time}").format(name=each.name, meeting=each.meeting, time=time),
            _("Choose another time or someone else"),
            field=field,
        )
