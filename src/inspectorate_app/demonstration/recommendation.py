"""The recommendations of the demonstration, and those of a last inspection with what came of them; all made up."""

from collections.abc import Mapping

from inspectorate_app.actions import previous_recommendation as previous
from inspectorate_app.actions import recommendation as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.demonstration.recommendation_text import demonstration_recommendations
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.recommendation import addressees_of


def recommend(actors: Mapping[str, Actor], inspection: InspectionFacts) -> None:
    """Write them all, in analysis; then enter those of the last inspection and judge all but one."""
    given, lead, slug = demonstration_recommendations(), actors["lead"], inspection.slug
    names = {each.kind: each.name for each in addressees_of(inspection)}
    for each in given.recommendations:
        by = actors[each.by]
        number = actions.write(by, slug, addressed_as=names[each.to], text=each.text)
        if each.rests_on:
            actions.rest_on(by, slug, number, findings=each.rests_on, version=1)
        if each.withdrawn:
            actions.withdraw(by, slug, number, reason=each.withdrawn, version=1)
    for one in given.previous:
        number = _enter(lead, slug, one.number, names["PDU"], one.text)
        if one.status:
            previous.judge(lead, slug, number, status=one.status, found=one.found, findings=one.rests_on, version=1)


def remember(actors: Mapping[str, Actor], inspection: InspectionFacts) -> None:
    """Enter what an earlier inspection asked of a unit in fieldwork: nothing of it is judged yet."""
    names = {each.kind: each.name for each in addressees_of(inspection)}
    for number, text in enumerate(_ASKED, start=1):
        _enter(actors["operations"], inspection.slug, number, names["PDU"], text)


_ASKED = (
    "Synthetic: give each practitioner time for supervision every month",
    "Synthetic: record in each case which agencies were asked about children",
)


def _enter(by: Actor, slug: str, number: int, name: str, text: str) -> int:
    given = {"number": str(number), "addressee": name, "recommendation": text, "unit": ""}
    return previous.enter(by, slug, given)
