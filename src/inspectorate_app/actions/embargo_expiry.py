"""Deleting for whom embargoed copies were, some time after publication; the log stays, by their numbers."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django_tasks import task

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.round import each_of
from inspectorate_app.store.models import EmbargoedCopy
from inspectorate_app.store.queries import embargo as query


@dataclass(frozen=True)
class Forgotten:
    """Of how many copies of an inspection the recipients were deleted."""

    inspection: str
    copies: int


def forget(actor: Actor, inspection: str, now: datetime.datetime | None = None) -> Forgotten:
    """Delete the names, organisations and addresses of recipients whose time has come; their links end too."""
    with change_in(actor, Action.FORGET_EMBARGOED, inspection) as under_way:
        now = now or timezone.now()
        ids = query.ids_to_forget(under_way.inspection.pk, now)
        blank = {"name": "", "organisation": "", "email": "", "token_sha256": "", "forgotten_at": now}
        EmbargoedCopy.objects.filter(pk__in=ids).update(**blank)
        if ids:
            under_way.note("recipients of embargoed copies", before={"copies": len(ids)}, after={"copies": 0})
        else:
            under_way.was_done_before()
        return Forgotten(inspection, len(ids))


def forget_due(now: datetime.datetime, actor: Actor | None = None) -> tuple[Forgotten, ...]:
    """The same in every inspection. Raises ``ExceptionGroup`` with what failed, once the others were done."""
    by = actor or Actor(None, "deletion of recipients", "administrator", via="job")
    return each_of(query.inspections_to_forget(now), lambda slug: forget(by, slug, now))


@task()
def forget_recipients_that_are_due() -> int:
    """The same as a job of the queue; of how many copies."""
    return sum(each.copies for each in forget_due(timezone.now()))


def ask_for_forgetting(now: datetime.datetime) -> bool:
    """Put that job on the queue where there is something to do; whether there was."""
    if query.inspections_to_forget(now):
        forget_recipients_that_are_due.enqueue()
        return True
    return False
