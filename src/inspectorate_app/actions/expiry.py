"""Clearing what has expired: rows that once let someone in, or answered a retry, and are of no use any more."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import expiry as query

#: How often a job clears what has expired.
EVERY = datetime.timedelta(days=1)


def clear_expired(actor: Actor, now: datetime.datetime | None = None) -> Mapping[str, int]:
    """Delete what has expired and was kept as long as ``store.queries.expiry.KEPT`` says; how many rows of each kind.

    The audit trail of the service keeps the counts and nothing else. Where nothing has expired, nothing is written.
    """
    with change(actor, Action.CLEAR_EXPIRED) as under_way:
        cleared = {kind: _deleted(rows) for kind, rows in query.expired(now or timezone.now()).items()}
        if any(cleared.values()):
            under_way.note(query.SUBJECT, before=cleared, after=dict.fromkeys(cleared, 0))
        else:
            under_way.was_done_before()
        return cleared


def _deleted(rows: QuerySet[Any]) -> int:
    """Delete rows; how many of them, without what hung on them."""
    _, by_table = rows.delete()
    return by_table.get(rows.model._meta.label, 0)


@task()
def clear_what_has_expired() -> int:
    """The same as a job of the queue; how many rows it was."""
    return sum(clear_expired(Actor(None, "clearing of what has expired", "administrator", via="job")).values())


def ask_for_clearing(now: datetime.datetime) -> bool:
    """Put that job on the queue where something has expired and it was not done for a day; whether it was."""
    due = not query.cleared_since(now - EVERY) and any(rows.exists() for rows in query.expired(now).values())
    if due:
        clear_what_has_expired.enqueue()
    return due
