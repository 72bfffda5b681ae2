"""Factual accuracy checks of the demonstration: sent, commented on, answered and closed, as far as each has come."""

import datetime

from django.utils import timezone

from inspectorate.inspection import Phase
from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy, accuracy_comment, service
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.sign_in import DOMAIN, Actors
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.membership import of_the_service

_LETTER = """Synthetic: this is the letter that a lead inspector sends with the draft of a report.

Please check the draft for factual accuracy. Tell us under each paragraph which words are wrong, what is right, and \
what shows it. The head of the service sends the comments, all at once."""
_COMMENTS = (
    Comment("Synthetic: what is right would stand here, in a sentence.", "", "Synthetic: the staffing return."),
    Comment("Synthetic: the name of this office was changed in spring."),
)
#: No text was changed, so that what was reviewed still stands.
_ANSWER = Answer("not_accepted", "Synthetic: why the words may stand as they are would be explained here.")


def check(actors: Actors, inspection: InspectionFacts) -> int:
    """Send the report of an inspection whose drafts are ready to its service, which comments on two paragraphs.

    Gives the number of the check.
    """
    lead, slug = actors["lead"], inspection.slug
    if inspection.phase is Phase.DRAFTING:
        inspections.move_phase(lead, slug, Phase.FACTUAL_ACCURACY)
    if not of_the_service(inspection.id):
        for key, role in (("contact", Role.SERVICE_CONTACT), ("head", Role.SERVICE_HEAD)):
            service.invite(lead, slug, email=f"{key}@{DOMAIN}", name=actors[key].name, role=role)
    day = accuracy.proposed_day(timezone.localdate() + datetime.timedelta(days=1))
    number = accuracy.send(lead, slug, kinds=["report"], letter=_LETTER, due_on=day)
    copy = accuracy_comment.open_copy(actors["contact"], slug, number, "report")
    written = [each.number for each in passages(copy) if query.part_of(inspection, "report", each)]
    paragraphs = [each for each in written if not passages(copy)[each - 1].is_heading]
    for passage, given in zip(paragraphs, _COMMENTS, strict=False):
        accuracy_comment.comment(actors["contact"], slug, number, "report", passage, given)
    return number


def submit(actors: Actors, inspection: InspectionFacts, number: int) -> None:
    """The head of the service sends the comments."""
    accuracy_comment.submit(actors["head"], inspection.slug, number, comments=len(_COMMENTS))


def answer_first(actors: Actors, inspection: InspectionFacts, number: int) -> None:
    """The team answers the first comment; the others wait."""
    _answer(actors, inspection, number, 1)


def close(actors: Actors, inspection: InspectionFacts, number: int) -> None:
    """The team answers every comment, and closes the check."""
    for place in range(len(_COMMENTS)):
        _answer(actors, inspection, number, place + 1)
    accuracy.close(actors["lead"], inspection.slug, number)


def _answer(actors: Actors, inspection: InspectionFacts, number: int, comment: int) -> None:
    accuracy.answer(actors["lead"], inspection.slug, number, comment, _ANSWER, version=1)
