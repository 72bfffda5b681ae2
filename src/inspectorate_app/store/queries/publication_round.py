"""What the round of publishing asks: which publications are due, and which wait for whom."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from inspectorate_app.store.models import Publication


@dataclass(frozen=True)
class DueFacts:
    """A publication that is due: the id of its row, its inspection, number, when, and why it was not done before."""

    id: int
    inspection: str
    number: int
    due_at: datetime.datetime
    trouble: str


def due(now: datetime.datetime) -> tuple[DueFacts, ...]:
    """The approved publications whose time has come, the earliest first."""
    rows = Publication.objects.filter(state="approved", due_at__lte=now).order_by("due_at", "pk")
    found = rows.values_list("pk", "inspection__slug", "number", "due_at", "trouble")
    return tuple(DueFacts(pk, slug, number, at, trouble) for pk, slug, number, at, trouble in found if at)


def is_any_due(now: datetime.datetime) -> bool:
    """Whether there is one."""
    return Publication.objects.filter(state="approved", due_at__lte=now).exists()


def round_waits() -> bool:
    """Whether a round of publishing is on the queue of jobs already and has not begun."""
    from django_tasks_db.models import DBTaskResult

    path = "inspectorate_app.actions.publication_round.publish_what_is_due"
    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()


def counts() -> Mapping[str, int]:
    """How many publications there are in each state, of those on their way. One query by an index."""
    rows = Publication.objects.filter(state__in=("making", "failed", "prepared", "approved")).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def with_approval_waiting() -> tuple[tuple[str, str, int], ...]:
    """The inspection, its unit and the number of each publication that waits for the chief inspector."""
    rows = Publication.objects.filter(state="prepared").order_by("prepared_at", "pk")
    return tuple(rows.values_list("inspection__slug", "inspection__unit", "number"))
