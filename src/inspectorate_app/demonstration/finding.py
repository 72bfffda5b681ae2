"""The findings of the demonstration: written, tied to what bears them out, and one of them overtaken by events."""

from collections.abc import Mapping

from inspectorate_app.actions import finding as actions
from inspectorate_app.actions import standard
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.source import tie
from inspectorate_app.demonstration.finding_text import DemonstrationFinding, RestsOn, demonstration_findings
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.standard import judgements


def write_findings(actors: Mapping[str, Actor], inspection: InspectionFacts) -> None:
    """Write them all; then the judgement of 1.4 is given more of a reason, so that what one rests on has changed."""
    for each in demonstration_findings():
        _write(actors, inspection.slug, each)
    lead, now = actors["lead"], judgements(inspection)["1.4"]
    reason = f"{now.reason} Staff at one office had no reliable Wi-Fi."
    standard.judge(lead, inspection.slug, "1.4", rating=now.rating, reason=reason, version=now.version)


#: The first findings of an inspection under way: one that rests on two kinds of evidence, on one, and on none yet.
_FIRST = (
    DemonstrationFinding(
        heading="P 1.2",
        kind="improvement",
        text="Synthetic: too many posts are vacant, and colleagues do not know the plan for filling them.",
        rests_on=(
            RestsOn(kind="context", key="3", why="Vacancies among probation officers."),
            RestsOn(kind="meeting", key="2-3"),
        ),
    ),
    DemonstrationFinding(
        heading="P 1.2",
        kind="strength",
        text="Synthetic: colleagues support each other.",
        by="inspector",
        rests_on=(RestsOn(kind="meeting", key="2-1"),),
    ),
    DemonstrationFinding(
        heading="P 1.1",
        kind="improvement",
        text="Synthetic: the plan says what is to be done, and not by whom.",
        by="inspector",
    ),
)


def write_first(actors: Mapping[str, Actor], inspection: InspectionFacts) -> None:
    """Write the few that there are while fieldwork goes on."""
    for each in _FIRST:
        _write(actors, inspection.slug, each)


def _write(actors: Mapping[str, Actor], slug: str, each: DemonstrationFinding) -> None:
    lead = actors["lead"]
    number = actions.write(actors[each.by], slug, heading=each.heading, kind=each.kind, text=each.text)
    for source in each.rests_on:
        tie(lead, slug, number, kind=source.kind, key=source.key, why=source.why)
    if each.chosen:
        actions.choose(lead, slug, number, chosen=True, version=1)
    if each.withdrawn:
        actions.withdraw(actors[each.by], slug, number, reason=each.withdrawn, version=1)
