"""Drafts as a search looks through them. Who may see them is ``actions.search``'s to say."""

from collections.abc import Iterator

from inspectorate_app.store.queries.draft import KINDS, comments, drafts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.search import Text, joined


def parts(inspection: InspectionFacts) -> Iterator[Text]:
    """Each part as it stands, with the comments on it; not what stood there before."""
    for kind, title in KINDS.items():
        remarks = comments(inspection, kind)
        for one in drafts(inspection, kind):
            if one.text:
                told = [text for each in remarks if each.part == one.place.id for text in (each.text, each.answer)]
                where = {"inspection": inspection.slug, "kind": kind, "part": one.place.id}
                about = frozenset({one.place.standard} if one.place.standard else ())
                name = f"Draft of the {title.lower()}: {one.place.title}"
                yield Text(name, joined([one.text, *told]), "draft_part", where, standards=about)
