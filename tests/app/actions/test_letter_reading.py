"""What a letter tells of inspections that are not published: who reads it, takes it out, and passes it."""

import copy

import pytest

from inspectorate.report.plain_text import plain_text
from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import (
    document_set,
    draft,
    letter,
)
from inspectorate_app.actions import review as reviews_of
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person
from inspectorate_app.store.queries import (
    draft_check,
    publication_gate,
)
from inspectorate_app.store.queries import letter as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, regional
from tests.app.drafting import in_drafting
from tests.app.regional import address, review

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(lambda: (in_drafting(), review()))


@pytest.fixture
def unit(of_all):
    return copy.deepcopy(of_all[0])


@pytest.fixture
def region(of_all):
    return copy.deepcopy(of_all[1])


@pytest.fixture
def lead(region, unit):
    return regional.lead(region, unit)


def again(actor):
    """The same person as they come with the next request, with the roles that they have by then."""
    return given.actor(Person.objects.get(pk=actor.person))


RATED = "we rated Leicester, Leicestershire and Rutland PDU as"


def test_what_a_letter_tells_of_a_unit_that_is_not_published_is_for_who_may_read_that(region, unit, lead) -> None:
    address(lead, region, unit)
    chief = given.actor(given.person("Cai Chief", "chief_inspector"))
    inspector = given.actor(given.member(region, Role.INSPECTOR, "Ina Inspector"))
    assert RATED in plain_text(regional.letter_of(region, lead))
    assert RATED in plain_text(regional.letter_of(region, chief)), "who publishes reads the drafts of every inspection"
    assert RATED not in plain_text(regional.letter_of(region, inspector))
    facts = facts_of(region)
    assert RATED not in plain_text(draft_check.composed(facts, "letter", draft_check.evidence(facts))), "if unasked"
    assert letter.withheld(inspector, facts) == (unit.unit,)
    assert letter.withheld(lead, facts) == ()
    made = document_set.compose(operator(), region.slug)
    assert RATED in plain_text(made.documents[0]), "whoever has the server has what lies on it"
    with guard.allowed():
        unit.memberships.create(person_id=inspector.person, role=Role.OPERATIONS_OFFICER.value)
    assert letter.withheld(again(inspector), facts) == (unit.unit,), "that role reads no drafts"
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    assert RATED in plain_text(regional.letter_of(region, inspector))


def test_nobody_takes_or_passes_a_letter_of_which_they_may_not_read_all(region, unit, lead) -> None:
    address(lead, region, unit)
    asked = reviews_of.ask(lead, region.slug, "letter")
    analyst = given.actor(given.member(region, Role.ANALYST, "Ana Analyst"))
    quality = given.actor(given.member(region, Role.QUALITY_LEAD, "Quin Quality"))
    said = f"may not read: {unit.unit}"
    with pytest.raises(NotAllowed, match=said):
        draft.download(analyst, region.slug, "letter", "html")
    answers = {each.id: "yes" for each in product_checklist().items}
    with pytest.raises(NotAllowed, match=said):
        reviews_of.finish(quality, region.slug, asked, outcome="passed", answers=answers)
    with guard.allowed():
        for each in (analyst, quality):
            unit.memberships.create(person_id=each.person, role=Role.QUALITY_LEAD.value)
    assert RATED in draft.download(again(analyst), region.slug, "letter", "html").content.decode()
    reviews_of.finish(again(quality), region.slug, asked, outcome="passed", answers=answers)


def test_no_letter_tells_of_a_unit_before_that_is_published(region, unit, lead) -> None:
    address(lead, region, unit)
    assert list(query.hindering(facts_of(region))) == [
        f"publish the inspection of {unit.unit}, which the letter covers"
    ]
    assert set(query.hindering(facts_of(region))) < set(publication_gate.outside(facts_of(region)))
    with guard.allowed():
        unit.phase = "published"
        unit.save(update_fields=["phase"])
    assert list(query.hindering(facts_of(region))) == []
