"""What the pages of findings share: the finding that an address names, its marks in words, and the ways around."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.aggregation.triangulation import KINDS_NEEDED, KINDS_NEEDED_CERTAINTY, Support
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.grounds import Grounds, grounds
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import finding as query
from inspectorate_app.store.queries.finding import FindingFacts, Heading
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.wording import later

#: The pages of this room that list findings: the name of each route, and its words.
PAGES = (
    ("findings", later("By standard")),
    ("findings_missing", later("What is missing")),
    ("findings_withdrawn", later("Withdrawn")),
)
#: What every page tells of the rule.
RULE = {"needed": KINDS_NEEDED, "needed_certainty": KINDS_NEEDED_CERTAINTY}


@dataclass(frozen=True)
class Mark:
    """Something to notice about a finding, and the colour of its tag."""

    text: str
    colour: str


def ways(inspection: str, active: str) -> list[dict[str, object]]:
    """The ways between the lists of findings."""
    return [
        {"text": words, "href": reverse(route, kwargs={"inspection": inspection}), "active": route == active}
        for route, words in PAGES
    ]


def found(facts: InspectionFacts, number: int) -> FindingFacts:
    """The finding that an address names. Raises ``NotThere``."""
    one = query.find(facts, number)
    if one is None:
        raise NotThere
    return one


def standing(facts: InspectionFacts, number: int) -> FindingFacts:
    """The same, while it stands. Raises ``NotNow`` for one that was withdrawn."""
    one = found(facts, number)
    if one.withdrawn_at is not None:
        raise NotNow(_("This finding was withdrawn, and is not changed any more. Write it anew."))
    return one


def seen(actor: Actor, facts: InspectionFacts, number: int) -> Grounds:
    """The same with what it rests on, as far as whoever asks may see it."""
    return grounds(actor, facts, [found(facts, number)])[0]


def allows(actor: Actor, action: Action, facts: InspectionFacts) -> bool:
    """Whether someone may do something here, now; what is published is written again for a correction alone."""
    if not (may(actor, action, facts.slug) and policy.now(action, facts.phase)):
        return False
    return not policy.stands_published(facts)


def heading_of(facts: InspectionFacts, name: str) -> Heading:
    """A heading by its id; one that the edition does not know has its id for a title."""
    return next((each for each in query.headings(facts) if each.id == name), Heading(name, name, expected=False))


def marks(each: Grounds) -> list[Mark]:
    """What is to be noticed about a finding: what bears it out, and whether that has changed since."""
    told = [support_mark(each.finding.support)]
    if each.changed:
        told.append(Mark(_("Evidence changed"), "purple"))
    if each.finding.chosen:
        told.append(Mark(_("Chosen to share"), ""))
    return told


def support_mark(support: Support) -> Mark:
    """How many kinds of evidence bear a finding out, in words."""
    if not support.sources:
        return Mark(_("Rests on no evidence"), "red")
    if support.judgements == support.sources:
        return Mark(_("Rests on a judgement alone"), "orange")
    if support.triangulated:
        return Mark(_("Rests on {kinds} kinds of evidence").format(kinds=len(support.kinds)), "green")
    if support.sources == 1:
        return Mark(_("Rests on one source"), "orange")
    kinds = len(support.kinds)
    return Mark(
        _("Rests on one kind of evidence")
        if kinds == 1
        else _("Rests on only {kinds} kinds of evidence").format(kinds=kinds),
        "yellow",
    )
