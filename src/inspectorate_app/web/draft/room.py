"""What the pages of drafting share: the part that an address names, what may be done with it, blocks for templates."""

from inspectorate.report.document import Block
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries.draft import KINDS, DraftFacts, Place
from inspectorate_app.store.queries.draft_check import Checked, Evidence, check, explained_before, supported
from inspectorate_app.store.queries.inspection import InspectionFacts


def kind_there(kind: str) -> str:
    """The name of a kind of document. Raises ``NotThere``."""
    if kind not in KINDS:
        raise NotThere
    return KINDS[kind]


def place_of(facts: InspectionFacts, kind: str, part: str) -> Place:
    """The part that an address names. Raises ``NotThere``."""
    place = query.find_place(facts, kind, part)
    if place is None:
        raise NotThere
    return place


def begun(facts: InspectionFacts, kind: str, part: str) -> DraftFacts:
    """The same as it stands, once something was saved. Raises ``NotThere``."""
    found = query.draft(facts, place_of(facts, kind, part))
    if not found.version:
        raise NotThere
    return found


def allows(actor: Actor, action: Action, facts: InspectionFacts, known: Evidence) -> bool:
    """Whether someone may do something here now: the ratings are signed off, and it is time."""
    if not (known.base and may(actor, action, facts.slug) and policy.now(action, facts.phase)):
        return False
    return action is Action.EXPORT_DRAFT or not policy.stands_published(facts)


def held(facts: InspectionFacts, place: Place, text: str, known: Evidence) -> Checked:
    """A text of a part held against the evidence, in its place in the document."""
    before = explained_before(query.drafts(facts, place.kind), place)
    return check(place, text, known, supported(facts, place.kind), before)


def name_of(block: Block) -> str:
    """What a template asks of a block: paragraph, heading, table ..."""
    return type(block).__name__.lower()
