"""Recommendations as a search looks through them. Who may see them is ``actions.search``'s to say."""

from collections.abc import Iterator

from inspectorate_app.store.queries import previous_recommendation, recommendation
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.search import Text, joined


def recommendations(inspection: InspectionFacts) -> Iterator[Text]:
    """Those that stand, and those proposed; not the words of their findings, which not everyone sees."""
    for one in (*recommendation.standing(inspection), *recommendation.proposed(inspection)):
        title = f"Recommendation {one.printed}" if one.printed else "Proposed recommendation"
        where: dict[str, str | int] = {"inspection": inspection.slug, "recommendation": one.number}
        yield Text(f"{title}: {one.to.name}", one.text, "recommendation", where)


def previous(inspection: InspectionFacts) -> Iterator[Text]:
    """Those of the last inspection, with what was found of each."""
    for one in previous_recommendation.previous(inspection):
        title = f"Recommendation {one.title} of the last inspection"
        words = joined([one.addressed_as, one.text, one.found])
        anchor = f"previous-{one.number}"
        yield Text(title, words, "previous_recommendations", {"inspection": inspection.slug}, anchor)
