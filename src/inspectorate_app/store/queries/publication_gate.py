"""What stands in the way of publishing: texts that are not right, checks that are not done, a legal hold."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspectorate_app.store.queries import accuracy, disclosure_answer, draft_check, hold, letter, review
from inspectorate_app.store.queries.document_set import Composed
from inspectorate_app.store.queries.draft_check import Evidence
from inspectorate_app.store.queries.inspection import InspectionFacts


def hindering(
    inspection: InspectionFacts, known: Evidence, notice: str = "", composed: Composed | None = None
) -> Iterator[str]:
    """What must be done before a publication is prepared, in words. Reads every text, so it takes a moment.

    ``notice`` is that of a correction where it is to be another than it was begun with; ``composed`` its documents,
    where they were composed before.
    """
    if known.base is None:
        yield _("sign off the ratings")
        return
    yield from draft_check.hindering(inspection, known, notice)
    yield from disclosure_answer.hindering(inspection, known, composed)
    yield from outside(inspection)


def outside(inspection: InspectionFacts) -> Iterator[str]:
    """The same without what is asked of the texts: reviews, factual accuracy, what a letter covers, a legal hold."""
    return (words for _room, words in by_room(inspection))


def by_room(inspection: InspectionFacts) -> Iterator[tuple[str, str]]:
    """The same, each with the room in which it is mended: accuracy, reviews, letter or holds."""
    asked = {"accuracy": accuracy.hindering, "reviews": review.hindering, "letter": letter.hindering}
    for room, hindering_of in asked.items():
        yield from ((room, words) for words in hindering_of(inspection))
    if hold.standing(inspection.id):
        yield "holds", _("wait until the legal hold is lifted")
