"""A regional review in drafting: of the region in which the unit of ``tests.app.drafting`` lies."""

from inspectorate.report.document import Document
from inspectorate_app.actions import accuracy, letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing

REVIEW = "hmip-region-review-2021"
EAST_MIDLANDS = "east-midlands-2022"
#: Whom a letter goes to.
SAID = {"to": "A Director\nRegional Probation Director", "dear": "Director", "copies": "The head of HMPPS"}


def review(phase: str = "drafting") -> Inspection:
    """A review of the East Midlands."""
    made = given.inspection(EAST_MIDLANDS, phase, REVIEW)
    with guard.allowed():
        made.organisation, made.unit, made.kind = "region/east-midlands", "East Midlands", "region"
        made.save()
    return made


def lead(region: Inspection, unit: Inspection) -> Actor:
    """The lead of the review, who may see the results of the unit too."""
    someone = given.member(region, Role.LEAD_INSPECTOR, "Lee Lead")
    with guard.allowed():
        unit.memberships.create(person=someone, role=Role.LEAD_INSPECTOR.value)
    return given.actor(someone)


def address(actor: Actor, region: Inspection, unit: Inspection, version: int = 0, **other: object) -> int:
    """Have the letter cover the unit; ``other`` facts in the place of ``SAID``."""
    return letter.address(actor, region.slug, **{"units": [unit.slug], **SAID, "version": version, **other})


def addressed(region: Inspection, unit: Inspection, actor: Actor) -> None:
    """Have the letter cover the unit, which is published then, and be all that it must be to be prepared."""
    publishing.set_phase(unit, "published")
    publishing.set_phase(region, "factual_accuracy")
    address(actor, region, unit)
    accuracy.waive(actor, region.slug, reason="It rates nothing.")
    given.reviewed(region)


def ready(region: Inspection, unit: Inspection, actor: Actor) -> publishing.Room:
    """A letter that covers the published unit and can be prepared, with those who publish it."""
    addressed(region, unit, actor)
    people = (("Olive Officer", "publication_officer"), ("Cai Chief", "chief_inspector"))
    officer, chief = (given.actor(given.person(*who)) for who in people)
    return publishing.Room(region, actor, officer, chief)


def letter_of(region: Inspection, reader: Actor) -> Document | None:
    """The letter as someone reads it, as a draft; None before there is one."""
    return draft_check.composed(facts_of(region), "letter", letter.evidence(reader, facts_of(region)), "Draft 1")
