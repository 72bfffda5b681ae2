"""A conflict of interest with a unit that a letter covers: it closes the letter as it closes the unit's inspection."""

import datetime

import pytest
from django.urls import reverse

from inspectorate.errors import BadInput
from inspectorate_app.actions import conflict, membership
from inspectorate_app.actions.permission import Action, Role, closed, holders, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.actions.team import READERS
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditChain, Notification, Person
from inspectorate_app.store.queries import archive_content, programme
from inspectorate_app.store.queries import membership as query
from inspectorate_app.store.queries.inspection import facts_of, listed
from inspectorate_app.store.queries.standing import of_member
from tests.app import given, publishing, regional
from tests.app.drafting import in_drafting
from tests.app.regional import address

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def unit():
    made = in_drafting()
    publishing.set_phase(made, "published")
    return made


@pytest.fixture
def region(unit):
    return regional.review()


@pytest.fixture
def lead(region, unit):
    return regional.lead(region, unit)


@pytest.fixture
def inspector(region):
    return given.actor(given.member(region, Role.INSPECTOR, "Ina Inspector"))


def declare(actor, unit):
    conflict.declare(actor, person=actor.person, organisation=unit.organisation, reason="Worked there")


def again(actor):
    """The same at another request: what roles they have is read once in each."""
    return given.actor(Person.objects.get(pk=actor.person))


def test_it_closes_the_letter_whether_it_was_declared_before_or_after(region, unit, lead, inspector):
    declare(inspector, unit)
    assert may(again(inspector), Action.SEE_DRAFTS, region.slug), "the letter does not cover the unit yet"
    version = address(lead, region, unit)
    assert not may(again(inspector), Action.SEE_DRAFTS, region.slug)
    assert [each.slug for each in listed(inspector.person)] == []
    assert of_member(inspector.person, TODAY) == ()
    assert inspector.person not in holders(region.slug, [Action.SEE_DRAFTS])
    other = given.actor(given.member(region, Role.INSPECTOR, "Ola Other"))
    assert may(again(other), Action.SEE_DRAFTS, region.slug)
    declare(other, unit)
    assert not may(again(other), Action.SEE_DRAFTS, region.slug)
    number = inspector_conflict(inspector)
    conflict.end(given.actor(given.person("Ada Admin", "administrator")), number)
    assert may(again(inspector), Action.SEE_DRAFTS, region.slug)
    assert version == 1


def inspector_conflict(actor):
    return Person.objects.get(pk=actor.person).conflicts.get().pk


def test_an_office_does_not_open_a_letter_on_a_unit_that_a_conflict_closes(region, unit, lead):
    chief = given.actor(given.person("Cai Chief", "chief_inspector"))
    declare(chief, unit)
    assert may(again(chief), Action.SEE_PUBLICATION, region.slug)
    address(lead, region, unit)
    assert not may(again(chief), Action.SEE_PUBLICATION, region.slug)
    assert closed(chief) == {region.slug, unit.slug}


def test_who_gives_the_roles_is_told_and_gives_none_to_whom_it_keeps_off(region, unit, lead, inspector):
    address(lead, region, unit)
    planner = given.actor(given.person("Pat Programme", "planner"))
    declare(inspector, unit)
    assert [each.name for each in query.team(region.pk, region.organisation) if each.kept_off] == ["Ina Inspector"]
    months = programme.calendar(region.fieldwork_from.replace(day=1), 1, READERS)
    (planned,) = [each for month in months for each in month.planned if each.slug == region.slug]
    assert "Ina Inspector has a conflict of interest" in planned.clashes
    page = given.signed_in(Person.objects.get(pk=lead.person)).get(
        reverse("letter", kwargs={"inspection": region.slug})
    )
    assert "keeps off it: Ina Inspector." in page.content.decode()
    another = given.actor(given.person("Ann Another"))
    declare(another, unit)
    with pytest.raises(BadInput, match="a conflict of interest keeps this person off"):
        membership.add(planner, region.slug, person=another.person, role=Role.INSPECTOR, capacity=3)


def test_nobody_has_a_letter_cover_what_they_are_kept_off(region, unit, lead):
    other = given.actor(given.member(region, Role.LEAD_INSPECTOR, "Leo Lead"))
    declare(other, unit)
    with pytest.raises(BadInput, match=f"keeps you off the inspection of {unit.unit}"):
        address(again(other), region, unit)
    assert address(lead, region, unit) == 1
    with pytest.raises(NotThere):
        address(again(other), region, unit, version=1)


def test_what_they_were_told_of_the_letter_is_forgotten(region, unit, lead, inspector):
    declare(inspector, unit)
    with guard.allowed():
        Notification.objects.create(event="team_joined", inspection=region, person_id=inspector.person)
    address(lead, region, unit)
    assert not Notification.objects.filter(person_id=inspector.person).exists()


def test_an_archive_of_the_letter_says_nobody_kept_off_its_region_for_one_unit(region, unit, lead, inspector):
    """An import declares whom it names in conflict with the region, and with that off all its units."""
    declare(inspector, unit)
    address(lead, region, unit)
    content = archive_content.content_of(facts_of(region), AuditChain.objects.get(name=region.slug), names=False)
    assert {each["kept_off"] for each in content.people} == {False}
