"""What the pages of recommendations share: what an address names, what may be done, marks in words, the ways around."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.recommendation.wording import advice
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store.queries import finding
from inspectorate_app.store.queries import previous_recommendation as previous_query
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.previous_recommendation import PreviousFacts
from inspectorate_app.store.queries.recommendation import Ground, RecommendationFacts
from inspectorate_app.wording import later

#: The lists of this room: the name of each route, and its words.
PAGES = (
    ("recommendations", later("As they will be printed")),
    ("previous_recommendations", later("Progress on previous ones")),
    ("recommendations_withdrawn", later("Withdrawn")),
)
#: The colours of tags, by the ids of statuses of progress, and of responses and states of actions in action plans.
COLOURS = {
    **{"sufficient": "green", "some": "yellow", "none": "red"},
    **{"agreed": "green", "partly": "yellow", "not_agreed": "orange"},
    **{"not_started": "grey", "under_way": "blue", "done": "green"},
}
_KINDS = {"strength": later("strength"), "improvement": later("area for improvement")}


@dataclass(frozen=True)
class Mark:
    """Something to notice about a recommendation, and the colour of its tag."""

    text: str
    colour: str


def ways(inspection: str, active: str) -> list[dict[str, object]]:
    """The ways between the lists of this room."""
    return [
        {"text": words, "href": reverse(route, kwargs={"inspection": inspection}), "active": route == active}
        for route, words in PAGES
    ]


def found(facts: InspectionFacts, number: int) -> RecommendationFacts:
    """The recommendation that an address names. Raises ``NotThere``."""
    one = query.find(facts, number)
    if one is None:
        raise NotThere
    return one


def open_to(actor: Actor, facts: InspectionFacts, number: int) -> RecommendationFacts:
    """The same, while it stands, for whoever may change it. Raises ``NotNow`` and ``NotAllowed``."""
    one = found(facts, number)
    if one.withdrawn_at is not None:
        raise NotNow(_("This recommendation was withdrawn, and is not changed any more. Write it anew."))
    if not may_change(actor, facts.slug, one):
        raise NotAllowed(_("You can change what you proposed yourself. The lead inspector changes the others."))
    return one


def found_previous(facts: InspectionFacts, number: int) -> PreviousFacts:
    """The previous recommendation that an address names. Raises ``NotThere``."""
    one = previous_query.find(facts, number)
    if one is None:
        raise NotThere
    return one


def allows(actor: Actor, action: Action, facts: InspectionFacts) -> bool:
    """Whether someone may do something here, now; what is published is written again for a correction alone."""
    if not (may(actor, action, facts.slug) and policy.now(action, facts.phase)):
        return False
    return action is not Action.WRITE_RECOMMENDATION or not policy.stands_published(facts)


def may_change(actor: Actor, inspection: str, one: RecommendationFacts) -> bool:
    """Whether one is theirs to change: the lead inspector's is any, an inspector's what they proposed."""
    own = one.proposed and one.written_by_id == actor.person
    return may(actor, Action.WRITE_RECOMMENDATION, inspection) or (
        own and may(actor, Action.PROPOSE_RECOMMENDATION, inspection)
    )


def marks(one: RecommendationFacts) -> list[Mark]:
    """What is to be noticed about a recommendation: whether findings bear it out, and advice on its wording."""
    told = [ground_mark(one.rests_on)]
    if advice(one.text):
        told.append(Mark(_("Look at the wording"), "yellow"))
    return told


def differing(facts: InspectionFacts, found: Iterable[RecommendationFacts]) -> tuple[dict[int, Mark], list[int]]:
    """What a correction changed of what is published: a mark by lasting number, and what it withdrew, as printed.

    It stands here also when the correction was withdrawn: the next one begins with it. Nothing before publication.
    """
    if not policy.is_published(facts.phase):
        return {}, []
    public = {one.number: one for one in query.published(facts)}
    told: dict[int, Mark] = {}
    for one in found:
        before = public.pop(one.number, None)
        if before is None:
            told[one.number] = Mark(_("Not published"), "blue")
        elif query.in_print(before) != query.in_print(one):
            told[one.number] = Mark(_("Differs from what is published"), "yellow")
    return told, sorted(one.printed or 0 for one in public.values())


def published_otherwise(facts: InspectionFacts, one: RecommendationFacts) -> RecommendationFacts | None:
    """One as it is published, where it stands otherwise or was withdrawn since; None where it does not differ."""
    if not policy.is_published(facts.phase):
        return None
    before = next((each for each in query.published(facts) if each.number == one.number), None)
    if before is None or (one.withdrawn_at is None and query.in_print(before) == query.in_print(one)):
        return None
    return before


def ground_mark(rests_on: tuple[Ground, ...]) -> Mark:
    """How many findings that stand something rests on, in words."""
    number = sum(not each.withdrawn for each in rests_on)
    if number:
        return Mark(
            ngettext("Rests on {number} finding", "Rests on {number} findings", number).format(number=number), "green"
        )
    return Mark(_("Rests on withdrawn findings") if rests_on else _("Rests on no finding"), "red")


def finding_choices(facts: InspectionFacts, tied: tuple[Ground, ...]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The findings that something may rest on, areas for improvement first, and under which heading each stands.

    One that was withdrawn is offered where it is ``tied``, to be let go of.
    """
    titles = {each.id: each.title for each in finding.headings(facts)}
    stand = sorted(finding.findings(facts), key=lambda one: one.kind != "improvement")
    offered = [Ground(one.number, one.heading, one.kind, one.text, withdrawn=False) for one in stand]
    offered += [each for each in tied if each.withdrawn]
    hints = {
        str(each.number): _("Finding {number}, {kind}: {heading}").format(
            number=each.number, kind=_KINDS[each.kind], heading=titles.get(each.heading, each.heading)
        )
        + (f" ({_('withdrawn')})" if each.withdrawn else "")
        for each in offered
    }
    return [(str(each.number), each.text) for each in offered], hints
