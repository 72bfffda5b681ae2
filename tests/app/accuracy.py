"""Inspections with a factual accuracy check, for the tests of it."""

import datetime

from django.utils import timezone

from inspectorate.report.passage import Passage, passages
from inspectorate_app.actions import accuracy, draft
from inspectorate_app.actions import accuracy_comment as comments
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AccuracyCheck, Inspection
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.accuracy import CheckFacts
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.drafting import in_drafting

#: What is wrong in the report, and what stands there under "Background".
WRONG = "The service runs from Leicester alone."
WRITTEN = f"{WRONG}\n\nLeaders were known to staff."


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


def check_of(inspection: Inspection, number: int = 1) -> CheckFacts:
    """A check as it stands."""
    found = query.check(facts_of(inspection), number)
    assert found is not None
    return found


def passage_of(inspection: Inspection, text: str = WRONG, number: int = 1) -> Passage:
    """The paragraph of a check that has exactly this text."""
    found = passages(query.document(inspection.pk, number, "report"))
    return next(each for each in found if each.text == text)


def commented(
    inspection: Inspection, head: Actor, text: str = "There are three.", quoted: str = "Leicester alone"
) -> int:
    """A comment on what is wrong; its number."""
    place = passage_of(inspection).number
    return comments.comment(head, inspection.slug, 1, "report", place, Comment(text, quoted, "The list of offices."))


def submitted(inspection: Inspection, head: Actor) -> None:
    """All comments sent."""
    comments.submit(head, inspection.slug, 1, comments=len(check_of(inspection).comments))
