"""Reminding people of what is due soon or overdue, each once a deadline."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django_tasks import task

from inspectorate.inspection import Phase
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.round import each_of, once_a_day
from inspectorate_app.store.queries import accuracy, training
from inspectorate_app.store.queries import due as query
from inspectorate_app.store.queries.due import Underway
from inspectorate_app.store.queries.inspection import edition_used, facts_of

#: How long before its day people are reminded of each.
BEFORE = datetime.timedelta(days=3)
BEFORE_DELETION = datetime.timedelta(days=7)
BEFORE_TRAINING_ENDS = datetime.timedelta(days=30)
#: How long after a day someone is told that it has passed: what is older was known before this service told of it.
_AFTER = datetime.timedelta(days=14)


@dataclass(frozen=True)
class _Reminder:
    event: str
    on: datetime.date
    to: tuple[int, ...] | None = None
    number: int = 0
    count: int = 1


def remind(actor: Actor, inspection: str, today: datetime.date) -> int:
    """Tell people of the deadlines of one inspection, those they were not told of; how many notifications it was."""
    with change_in(actor, Action.REMIND, inspection) as under_way:
        return _remind(under_way, today)


def _remind(under_way: InspectionChange, today: datetime.date) -> int:
    from inspectorate_app.store.models import Notification

    one = next((each for each in query.under_way() if each.id == under_way.inspection.pk), None)
    rows = Notification.objects.filter(inspection=under_way.inspection, on__isnull=False)
    before = rows.count()
    for each in _reminders(under_way, one, today) if one else ():
        tell(under_way, each.event, each.to, number=each.number, count=each.count, on=each.on)
    made = rows.count() - before
    if made:
        under_way.note("reminders", after={"notifications": made})
    else:
        under_way.was_done_before()
    return made


def _reminders(under_way: InspectionChange, one: Underway, today: datetime.date) -> Iterator[_Reminder]:
    yield from _of_the_phase(one, today)
    yield from _of_evidence(one, today)
    yield from _of_training(under_way, today)
    yield from _of_action_plan(one, today)
    if one.phase is Phase.FIELDWORK and _soon(one.fieldwork_to, today):
        for person, count in query.readers_with_cases(one.id).items():
            yield _Reminder("cases_due", one.fieldwork_to, (person,), count=count)
    yield from _of_accuracy(one, today)
    panel = query.panel_on(one.id)
    if panel and _soon(panel, today):
        yield _Reminder("panel_soon", panel)
    for number, day in query.surveys_open(one.id):
        if today - _AFTER <= day <= today + BEFORE:
            yield _Reminder("survey_closing", day, number=number)
    if one.names_due and today - _AFTER <= one.names_due <= today + BEFORE_DELETION:
        yield _Reminder("names_due", one.names_due)


def _of_the_phase(one: Underway, today: datetime.date) -> Iterator[_Reminder]:
    day = query.milestone(one.id, one.phase)
    if day and _soon(day, today):
        yield _Reminder("phase_due", day)
    elif day and today - _AFTER <= day < today:
        yield _Reminder("phase_overdue", day)


def _of_evidence(one: Underway, today: datetime.date) -> Iterator[_Reminder]:
    """Requests of one day are one reminder. After the panel begins nothing is sent any more."""
    if one.phase not in (Phase.ANNOUNCED, Phase.EVIDENCE, Phase.FIELDWORK, Phase.ANALYSIS):
        return
    days = [day for _, day in query.requests_open(one.id)]
    for day in sorted(set(days)):
        if _soon(day, today):
            yield _Reminder("evidence_due", day, count=days.count(day))
        elif today - _AFTER <= day < today:
            yield _Reminder("evidence_overdue", day, count=days.count(day))


def _of_accuracy(one: Underway, today: datetime.date) -> Iterator[_Reminder]:
    """The service before the last day for its comments, and the lead inspector once that is over."""
    found = accuracy.waiting(one.id) if one.phase is Phase.FACTUAL_ACCURACY else None
    if found is None or found.due_on is None or found.state != "sent":
        return
    if _soon(found.due_on, today):
        yield _Reminder("accuracy_due", found.due_on)
    elif today - _AFTER <= found.due_on < today:
        yield _Reminder("accuracy_overdue", found.due_on)


def _of_action_plan(one: Underway, today: datetime.date) -> Iterator[_Reminder]:
    """The day of the plan, then those of its reports."""
    if one.phase not in (Phase.PUBLISHED, Phase.FOLLOW_UP):
        return
    found = query.action_plan(one.id, today)
    for day, soon, overdue in (
        (found.plan, "plan_due", "plan_overdue"),
        (found.report, "progress_due", "progress_overdue"),
    ):
        if day and _soon(day, today):
            yield _Reminder(soon, day)
        elif day and today - _AFTER <= day < today:
            yield _Reminder(overdue, day)


def _of_training(under_way: InspectionChange, today: datetime.date) -> Iterator[_Reminder]:
    from inspectorate_app.actions.team import READERS
    from inspectorate_app.store.models import Membership

    team = Membership.objects.filter(inspection=under_way.inspection, role__in=READERS, person__is_active=True)
    people = set(team.values_list("person_id", flat=True))
    ends = [each.expires_on for each in training.records(edition_used(facts_of(under_way.inspection)).id, people)]
    days = [day for day in ends if day is not None and today <= day <= today + BEFORE_TRAINING_ENDS]
    for day in sorted(set(days)):
        yield _Reminder("training_ending", day, count=days.count(day))


def _soon(day: datetime.date, today: datetime.date) -> bool:
    return today <= day <= today + BEFORE


@task()
def remind_everyone() -> int:
    """The same of every inspection as a job, each in a change of its own; how many notifications it was."""
    by = Actor(None, "reminders", "administrator", via="job")
    today = timezone.localdate()
    return sum(each_of([each.slug for each in query.under_way()], lambda slug: remind(by, slug, today)))


def ask_for_reminders(today: datetime.date) -> bool:
    """Put that job on the queue, once a day; whether it was."""
    return once_a_day("reminded", today, remind_everyone)
