"""Publications of the demonstration: one waits for the chief inspector, one is published, marked as synthetic.

Of the first an embargoed copy had gone out when its approval was taken back: the copy is revoked, and its log stays.
"""

import datetime

from django.utils import timezone

from inspectorate.inspection import Phase
from inspectorate_app.actions import (
    embargo,
    embargo_opening,
    publication,
    publication_approval,
    publication_files,
    publication_round,
)
from inspectorate_app.actions.embargo import Recipient
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.demonstration.sign_in import DOMAIN, Actors
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import InspectionFacts

#: How far ahead the day of publication lies, so that there is time to look round.
AHEAD = datetime.timedelta(days=14)
_READER = Recipient("press", "Demonstration Reader", "A made-up newspaper", f"reader@{DOMAIN}")
_TAKEN_BACK = "Synthetic: a sentence of the press release was to be read once more."


def prepare(
    actors: Actors, inspection: InspectionFacts, *, ahead: datetime.timedelta = AHEAD, approve: bool = False
) -> bool:
    """Prepare its publication, and approve it too where asked; False where its documents are not ready for that."""
    if inspection.phase is not Phase.FACTUAL_ACCURACY:
        return False
    day = timezone.localdate() + ahead
    try:
        number = publication.prepare(actors["publications"], inspection.slug, day=day)
    except NotNow:
        return False
    one = query.find(inspection.slug, number)
    if one is None or not publication_files.make(publication_files.JOB, one.id, one.run):
        return False
    made = query.find(inspection.slug, number)
    if approve and made is not None:
        publication_approval.approve(actors["chief"], inspection.slug, number, sealed=made.sealed, day=day)
    return True


def send_and_take_back(actors: Actors, inspection: InspectionFacts) -> None:
    """Approve what is prepared, send a copy that is opened, and take the approval back, which revokes the copy."""
    chief, slug = actors["chief"], inspection.slug
    one = query.under_way(inspection.id)
    if one is None or one.state != "prepared":
        return
    publication_approval.approve(chief, slug, one.number, sealed=one.sealed, day=one.day)
    (made,) = embargo.make(actors["publications"], slug, [_READER])
    token = made.link.rpartition("/")[2]
    embargo_opening.open_link(token)
    embargo_opening.accept(token)
    publication_approval.take_back(chief, slug, one.number, reason=_TAKEN_BACK)


def publish(actors: Actors, inspection: InspectionFacts) -> bool:
    """Prepare it for today, have it approved, and publish it; False where its documents are not ready for that."""
    if not prepare(actors, inspection, ahead=datetime.timedelta(0), approve=True):
        return False
    ended = publication_round.publish_due(publication_round.JOB)
    return [(each.inspection, each.trouble) for each in ended] == [(inspection.slug, "")]
