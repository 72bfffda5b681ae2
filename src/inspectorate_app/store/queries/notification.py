"""What people were told, and what they chose of it."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from inspectorate_app.store.models import Case, Notification, NotificationChoice, Person

#: The most notifications of one person that are looked at: the latest.
MOST = 500


@dataclass(frozen=True)
class NotificationFacts:
    """Something that one person was told; whether they may still see it is asked by ``actions.notification_reading``.

    ``secret``: the inspection has not been announced, so that no mail says which it is.
    """

    id: int
    person: int
    event: str
    inspection: str
    unit: str
    secret: bool
    number: int
    count: int
    at: datetime.datetime
    read_at: datetime.datetime | None
    shown: bool
    mail: str


@dataclass(frozen=True)
class Choice:
    """What a person chose to be told; as it is proposed where they chose nothing. Hours are those of London."""

    kinds: Mapping[str, tuple[bool, str]] = field(default_factory=dict)
    digest_hour: int | None = 8
    digest_on: datetime.date | None = None
    quiet: bool = True
    quiet_from: datetime.time = datetime.time(19)
    quiet_to: datetime.time = datetime.time(8)
    quiet_weekends: bool = True


def of_person(
    person: int, *, shown: bool | None = True, unread: bool = False, after: int = 0
) -> list[NotificationFacts]:
    """What a person was told, the latest first; ``after`` begins behind the one of an id."""
    rows = Notification.objects.filter(person_id=person).select_related("inspection").order_by("-id")
    rows = rows.filter(shown=shown) if shown is not None else rows
    rows = rows.filter(read_at=None) if unread else rows
    rows = rows.filter(pk__lt=after) if after else rows
    rows = rows.defer("inspection__cohort_weeks")
    found = list(rows[:MOST])
    announced = _announced({row.inspection_id for row in found if row.inspection_id is not None})
    return [_facts(row, announced) for row in found]


def cases_of(person: int, inspections: Collection[str]) -> frozenset[tuple[str, int]]:
    """The cases that a person has in some inspections, by slug and number."""
    rows = Case.objects.filter(allocated_to_id=person, inspection__slug__in=inspections)
    return frozenset(rows.values_list("inspection__slug", "number"))


def choice(person: int) -> Choice:
    """What a person chose."""
    return choices([person]).get(person, Choice())


def choices(people: Collection[int]) -> dict[int, Choice]:
    """What each of some people chose; nobody who chose nothing."""
    return {row.person_id: _choice(row) for row in NotificationChoice.objects.filter(person_id__in=people)}


def with_mail_waiting(mail: str) -> list[int]:
    """The active people for whom something unread waits for a mail: ``at_once`` or ``digest``."""
    rows = Notification.objects.filter(mail=mail, read_at=None, person__is_active=True).order_by()
    return list(rows.values_list("person_id", flat=True).distinct())


def without_digest(day: datetime.date, hour: int) -> list[int]:
    """The active people whose digest of a day was not made yet, though its hour has come."""
    done = NotificationChoice.objects.filter(digest_on__gte=day).values("person")
    later = NotificationChoice.objects.filter(digest_hour__gt=hour).values("person")
    never = NotificationChoice.objects.filter(digest_hour=None).values("person")
    rows = Person.objects.filter(is_active=True).exclude(pk__in=done).exclude(pk__in=later).exclude(pk__in=never)
    if hour < (Choice().digest_hour or 0):
        rows = rows.filter(notification_choice__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _facts(row: Notification, announced: frozenset[int]) -> NotificationFacts:
    inspection = row.inspection
    return NotificationFacts(
        id=row.pk,
        person=row.person_id,
        event=row.event,
        inspection=inspection.slug if inspection else "",
        unit=f"{inspection.unit} {inspection.fieldwork_from.year}" if inspection else "",
        secret=inspection is not None and inspection.phase == "announced" and inspection.pk not in announced,
        number=row.number,
        count=row.count,
        at=row.at,
        read_at=row.read_at,
        shown=row.shown,
        mail=row.mail,
    )


def _announced(inspections: Collection[int]) -> frozenset[int]:
    from inspectorate_app.store.models import Announcement

    rows = Announcement.objects.filter(inspection_id__in=inspections)
    return frozenset(rows.values_list("inspection_id", flat=True))


def _choice(row: NotificationChoice) -> Choice:
    kinds: dict[str, Any] = row.kinds
    return Choice(
        kinds={name: (bool(shown), str(mail)) for name, (shown, mail) in kinds.items()},
        digest_hour=row.digest_hour,
        digest_on=row.digest_on,
        quiet=row.quiet,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        quiet_weekends=row.quiet_weekends,
    )
