"""Inspections with a factual accuracy check, for the tests of it."""

import datetime

from django.utils import timezone

from inspectorate_app.actions import accuracy, draft
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AccuracyCheck, Inspection
from tests.app import given
from tests.app.drafting import in_drafting

#: What stands in the report under "Background", and what is wrong with it.
WRITTEN = "The service runs from Leicester alone.\n\nLeaders were known to staff."


def in_check() -> tuple[Inspection, Actor, Actor]:
    """An inspection in its phase, ready to be sent, with its lead inspector and the head of the service."""
    made = in_drafting()
    lead = given.actor(given.member(made, Role.LEAD_INSPECTOR, "Lee Lead"))
    draft.write(lead, made.slug, "report", "background", text=WRITTEN, version=0)
    with guard.allowed():
        made.phase = "factual_accuracy"
        made.save(update_fields=["phase"])
    given.reviewed(made)
    return made, lead, given.actor(given.member(made, Role.SERVICE_HEAD, "Hal Head"))


def day(after: int = 14) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=after)


def send(lead: Actor, inspection: Inspection, kinds: tuple[str, ...] = ("report",)) -> int:
    """A check that is sent, due in two weeks, of documents that were reviewed as they stand."""
    given.reviewed(inspection)
    return accuracy.send(lead, inspection.slug, kinds=kinds, letter="Please check it.", due_on=day())


def overdue(number: int = 1) -> None:
    """Let the last day of a check be yesterday."""
    with guard.allowed():
        AccuracyCheck.objects.filter(number=number).update(due_on=day(-1))
