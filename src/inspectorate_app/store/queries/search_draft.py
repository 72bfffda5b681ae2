"""Drafts as a search looks through them. Who may see them is ``actions.search``'s to say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from inspectorate_app.store.models import DraftComment
from inspectorate_app.store.queries.draft import KINDS, written
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.search import Text, joined
from inspectorate_app.store.statement import Given, Read


def parts(inspection: InspectionFacts) -> Iterator[Text]:
    """Each part as it stands, with the comments on it; not what stood there before."""
    remarks = _remarks(inspection)
    for kind, drafts in written(inspection).items():
        for one in drafts:
            if one.text:
                where = {"inspection": inspection.slug, "kind": kind, "part": one.place.id}
                about = frozenset({one.place.standard} if one.place.standard else ())
                name = f"Draft of the {KINDS[kind].lower()}: {one.place.title}"
                words = joined([one.text, *remarks.get((kind, one.place.id), ())])
                yield Text(name, words, "draft_part", where, standards=about)


_REMARKS = Read(
    lambda: (
        DraftComment.objects.filter(draft__inspection_id=Given("inspection"))
        .order_by("written_at", "pk")
        .values_list("draft__kind", "draft__part", "text", "answer")
    )
)


def _remarks(inspection: InspectionFacts) -> Mapping[tuple[str, str], list[str]]:
    """The comments with their answers in the order in which they were written, by kind of document and part."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, part, *texts in _REMARKS.rows(inspection=inspection.id):
        found[kind, part] += texts
    return found
