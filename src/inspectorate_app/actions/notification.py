"""Telling people what happened, in the transaction in which it does; and what each of them makes of it.

``tell`` is part of an action. Who is told is asked of ``permission``; of what one may see no more, nothing stays.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import Change, InspectionChange, change
from inspectorate_app.actions.notification_kind import EVENTS, KINDS, Delivery, Event, Kind
from inspectorate_app.actions.permission import MAY, OFFICES, PUBLISHING, Action, holders
from inspectorate_app.store.models import Inspection, Notification, NotificationChoice, Person
from inspectorate_app.store.queries import mail
from inspectorate_app.store.queries import notification as query
from inspectorate_app.store.queries.membership import conflicted_in
from inspectorate_app.store.queries.notification import Choice
from inspectorate_app.store.queries.person import in_offices


def tell(
    under_way: Change,
    event: str,
    to: Iterable[int | None] | None = None,
    *,
    number: int = 0,
    count: int = 1,
    on: datetime.date | None = None,
    of: Inspection | None = None,
) -> int:
    """Tell of an event whoever is concerned; how many people it was. Part of a change, and of its transaction.

    ``to`` names people where the event does not say who; of them, who may not see where it leads is not told. Nor is
    whoever acts, but for what happens to their own account. ``on`` is the day of a deadline, told once a person;
    ``of`` an inspection that it happens in, where the change is one of the whole service.
    """
    known = EVENTS[event]
    inspection = under_way.inspection if isinstance(under_way, InspectionChange) else of
    people = _concerned(known, to, inspection)
    if not KINDS[known.kind].fixed:
        people -= {under_way.actor.person or 0}
    chosen = query.choices(people) if people else {}
    rows = [
        Notification(
            person_id=person, event=event, inspection=inspection, number=number, count=count, on=on,
            shown=shown, mail=mailed,
        )
        for person in sorted(people)
        for shown, mailed in [_wanted(known, chosen.get(person, Choice()))]
        if shown or mailed
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, ignore_conflicts=on is not None)
    return len(rows)


def retract(under_way: InspectionChange, event: str, person: int | None, number: int) -> None:
    """Take back what someone was told of a thing that is no longer theirs. Part of a change."""
    if person is not None:
        rows = Notification.objects.filter(inspection=under_way.inspection, event=event, person_id=person)
        rows.filter(number=number).delete()


def retract_cases(under_way: InspectionChange, numbers: Iterable[int]) -> None:
    """Take back what anyone was told of cases that are there no more. Part of a change."""
    rows = Notification.objects.filter(inspection=under_way.inspection, event__in=["case_given", "case_reopened"])
    rows.filter(number__in=list(numbers)).delete()


def forget(inspection: Inspection, person: int) -> int:
    """Delete what someone was told of an inspection and may see no more there; how many. Part of a change."""
    rows = Notification.objects.filter(inspection=inspection, person_id=person)
    events = set(rows.order_by().values_list("event", flat=True).distinct())
    gone = {event for event in events if person not in holders(inspection.slug, EVENTS[event].sees)}
    return rows.filter(event__in=gone).delete()[0] if gone else 0


def mark_read(actor: Actor, notification: int) -> None:
    """Mark one of one's own notifications as read; of someone else's nothing is said, and nothing done."""
    _mark(actor, Notification.objects.filter(pk=notification))


def mark_all_read(actor: Actor, until: int) -> None:
    """Mark one's own notifications as read, up to the one of an id: what came since one looked is not."""
    _mark(actor, Notification.objects.filter(pk__lte=until))


def _mark(actor: Actor, rows: QuerySet[Notification]) -> None:
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        rows.filter(person_id=under_way.person, read_at=None).update(read_at=timezone.now(), mail="")
        under_way.leaves_no_trace()


def choose(actor: Actor, kinds: Mapping[str, tuple[bool, str]], **hours: Any) -> None:
    """Choose what one is told: ``(shown, mail)`` by kind; ``hours`` are the other fields of ``Choice``.

    What waits for a mail goes by the new choice at once. Raises ``BadInput``.
    """
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        _check(kinds, hours)
        row = NotificationChoice.objects.filter(person_id=under_way.person).first()
        before = _recorded(row) if row else None
        row = row or NotificationChoice(person_id=under_way.person)
        row.kinds = {name: [shown, str(mailed)] for name, (shown, mailed) in kinds.items()}
        for name, value in hours.items():
            setattr(row, name, value)
        row.save()
        for name, (_, mailed) in kinds.items():
            events = [event for event, each in EVENTS.items() if each.kind == name]
            waiting = Notification.objects.filter(person_id=under_way.person, event__in=events).exclude(mail="")
            waiting.update(mail="" if mailed == Delivery.NEVER else str(mailed))
        under_way.note(f"person {under_way.person} notifications", before=before, after=_recorded(row))


def _check(kinds: Mapping[str, tuple[bool, str]], hours: Mapping[str, Any]) -> None:
    log = FaultLog("notifications")
    for name, (_other, mailed) in kinds.items():
        if name not in set(Kind) or KINDS[Kind(name)].fixed:
            log.add(
                _("'{name}' is nothing that one chooses").format(name=name[:40]),
                _("choose from the list"),
                field="kinds",
            )
        elif mailed not in set(Delivery):
            log.add(
                _("'{mailed}' is no way of mailing").format(mailed=mailed[:20]),
                _("choose at once, digest or never"),
                field=name,
            )
    hour = hours.get("digest_hour")
    if hour is not None and not 0 <= hour <= 23:
        log.add(_("there is no such hour"), _("give an hour from 0 to 23"), field="digest_hour")
    if hours.get("quiet") and hours.get("quiet_from") == hours.get("quiet_to"):
        log.add(_("quiet hours end when they begin"), _("give another hour, or switch them off"), field="quiet_to")
    log.raise_if_any()


def _recorded(row: NotificationChoice) -> dict[str, Any]:
    return {
        "kinds": row.kinds,
        "digest_hour": row.digest_hour,
        "quiet": [f"{row.quiet_from:%H:%M}", f"{row.quiet_to:%H:%M}"] if row.quiet else None,
        "quiet_weekends": row.quiet_weekends,
    }


def _concerned(event: Event, to: Iterable[int | None] | None, inspection: Inspection | None) -> set[int]:
    """Whom an event concerns and who may see where it leads."""
    named = {person for person in to if person is not None} if to is not None else None
    if inspection is not None:
        if named is None:
            officers = _officers(event, inspection) if event.offices else set()
            return holders(inspection.slug, event.told, event.sees) | officers
        return named & (holders(inspection.slug, event.sees) | _officers(event, inspection)) if named else named
    people = Person.objects.filter(is_active=True)
    if named is not None:
        people = people.filter(pk__in=named)
    if not KINDS[event.kind].fixed:
        offices = set().union(*(MAY[place.sees] for place in event.places))
        people = people.filter(office__in=[role.value for role in OFFICES if role in offices])
    return set(people.values_list("pk", flat=True))


def _officers(event: Event, inspection: Inspection) -> set[int]:
    """Who may see where an event leads, and do what it is told for, by the office of publishing that they hold.

    Nobody whom a conflict of interest keeps off.
    """
    asked = [each for each in (event.told, event.sees) if each]
    able = [set().union(*(MAY[action] for action in each)) for each in asked]
    officers = in_offices([role.value for role in PUBLISHING if all(role in each for each in able)])
    return officers - conflicted_in(inspection.pk, inspection.organisation)


def _wanted(event: Event, choice: Choice) -> tuple[bool, str]:
    """Whether someone is told of an event in the application, and how by mail: blank for not at all."""
    facts = KINDS[event.kind]
    # What happens to an account is mailed by the action itself, as mail that is neither chosen nor held.
    if facts.fixed:
        return True, ""
    shown, mailed = choice.kinds.get(event.kind, (True, facts.mail))
    if mailed == Delivery.NEVER or not event.mailed or not mail.is_configured():
        return shown, ""
    return shown, str(mailed)
