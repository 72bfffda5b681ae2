"""Quality reviews of the demonstration: asked for by the lead, and passed by the quality lead, who wrote nothing."""

from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import review
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries import review as query
from inspectorate_app.store.queries.inspection import InspectionFacts

_ASKED = "Synthetic: please look at the sections on casework first; their numbers came last."
_FOUND = "Synthetic: what was read, and that it may go out, would stand here."


def ask(actors: Actors, inspection: InspectionFacts, kind: str) -> int:
    """Ask for the review of a document as it stands; gives its number."""
    return review.ask(actors["lead"], inspection.slug, kind, words=_ASKED)


def pass_all(actors: Actors, inspection: InspectionFacts) -> None:
    """Have every document that needs it reviewed, and passed."""
    answers = {each.id: "yes" for each in product_checklist().items}
    for kind in query.REVIEWED:
        found = query.reviewed(inspection, kind)
        if found.needed and not found.is_done:
            about = {"outcome": "passed", "words": _FOUND}
            review.finish(actors["quality"], inspection.slug, ask(actors, inspection, kind), answers=answers, **about)
