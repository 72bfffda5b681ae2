"""The documents of the demonstration as their authors write them: every part, held against the evidence."""

from inspectorate_app.actions import draft
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.demonstration.text import demonstration_texts
from inspectorate_app.store.queries.draft import drafts
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used


def write(actors: Actors, inspection: InspectionFacts) -> None:
    """Write every part of every document that the demonstration has a text for; the ratings are signed off before.

    A part that someone has begun is left as it is. No claim of these texts is false or unsupported, and no number of
    theirs is missing from the evidence of the demonstration.
    """
    texts = demonstration_texts().get(edition_used(inspection).id, {})
    for kind, parts in texts.items():
        begun = {each.place.id: each.version for each in drafts(inspection, kind)}
        for part, text in parts.items():
            if begun.get(part) == 0:
                draft.write(actors["lead"], inspection.slug, kind, part, text=text, version=0)
