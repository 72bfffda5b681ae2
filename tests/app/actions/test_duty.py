"""Duties are kept apart: nobody gives a role to themselves, and who judged does not sit on the panel."""

import datetime

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import membership as action
from inspectorate_app.actions import panel
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.assessment import save_answer
from inspectorate_app.actions.permission import IN_THE_TEAM, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.actions.standard import judge
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Membership, Panel
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, ten_cases

pytestmark = pytest.mark.django_db
HELD = datetime.date(2022, 12, 12)
#: Who reads cases: the lead inspector, inspectors and local assessors.
READERS = (Role.LEAD_INSPECTOR, Role.INSPECTOR, Role.LOCAL_ASSESSOR)


@pytest.fixture
def row():
    return given.inspection()


@pytest.fixture
def lead(row):
    return given.actor(given.member(row, Role.LEAD_INSPECTOR, "Lee Lead"))


def faults(caught):
    return {fault.field: fault.problem for fault in caught.value.faults}


def place(person, role):
    return Membership.objects.get(person_id=person, role=role.value).pk


@pytest.mark.parametrize("role", IN_THE_TEAM)
def test_a_planner_gives_no_role_to_themselves_and_another_planner_does(row, role):
    planner, other = given.person("Paula Planner", "planner"), given.person("Peter Planner", "planner")
    with pytest.raises(BadInput) as caught:
        action.add(given.actor(planner), row.slug, person=planner.pk, role=role)
    assert faults(caught) == {"person": "nobody gives a role to themselves"}
    assert action.add(given.actor(other), row.slug, person=planner.pk, role=role)


def test_a_lead_takes_no_other_role_by_themselves(row, lead):
    given.member(row, Role.LEAD_INSPECTOR, "Lena Lead")
    with pytest.raises(BadInput, match="nobody gives a role to themselves"):
        action.add(lead, row.slug, person=lead.person, role=Role.QUALITY_LEAD)
    with pytest.raises(BadInput, match="nobody gives a role to themselves"):
        action.change(lead, row.slug, place(lead.person, Role.LEAD_INSPECTOR), role=Role.PANEL_MEMBER)
    # What they do in their role they say themselves: how many cases they read, and what they must not read.
    action.change(lead, row.slug, place(lead.person, Role.LEAD_INSPECTOR), capacity=3, conflicts=["Team North"])
    assert Membership.objects.get(person_id=lead.person).capacity == 3


def test_someone_else_takes_away_what_one_must_not_read(row, lead):
    other = given.actor(given.member(row, Role.LEAD_INSPECTOR, "Lena Lead"))
    mine = place(lead.person, Role.LEAD_INSPECTOR)
    action.change(lead, row.slug, mine, conflicts=["Team North"])
    for fewer in ([], ["Team South"]):
        with pytest.raises(BadInput, match="someone else takes away what you must not read"):
            action.change(lead, row.slug, mine, conflicts=fewer)
    with pytest.raises(NotNow, match="Someone else takes this role from you"):
        action.remove(lead, row.slug, mine)
    action.change(lead, row.slug, mine, conflicts=["Team North", "Team South"])
    action.change(other, row.slug, mine, conflicts=[])
    assert Membership.objects.get(pk=mine).conflicts == []
    action.remove(lead, row.slug, mine)


@pytest.mark.parametrize("reader", READERS)
def test_who_reads_cases_is_not_put_on_the_panel_nor_the_other_way_round(row, lead, reader, settings):
    person = given.member(row, reader, "Someone")
    member = given.member(row, Role.PANEL_MEMBER, "Member")
    for someone, role in ((person, Role.PANEL_MEMBER), (member, reader)):
        with pytest.raises(BadInput) as caught:
            action.add(lead, row.slug, person=someone.pk, role=role)
        assert "does not sit on its ratings panel" in faults(caught)["role"]
    settings.PANEL_APART = False
    assert action.add(lead, row.slug, person=person.pk, role=Role.PANEL_MEMBER)


def test_one_place_becomes_another_where_nothing_was_judged(row, lead):
    member = given.member(row, Role.PANEL_MEMBER, "Member")
    action.change(lead, row.slug, place(member.pk, Role.PANEL_MEMBER), role=Role.INSPECTOR)
    action.change(lead, row.slug, place(member.pk, Role.INSPECTOR), role=Role.PANEL_MEMBER)
    assert Membership.objects.get(person=member).role == "panel_member"


@pytest.mark.parametrize("what", ["answer", "standard"])
def test_who_judged_does_not_sit_on_the_panel_after_they_left_the_team(row, lead, what):
    other = given.member(row, Role.LEAD_INSPECTOR, "Lena Lead")
    if what == "answer":
        given.cases(row, allocated_to=other, gender="female", sentence_type="community")
        save_answer(given.actor(other), row.slug, 1, "2.2.1", answer="yes", version=0)
        with guard.allowed():
            row.cases.update(allocated_to=None)
    else:
        judge(given.actor(other), row.slug, "1.1", rating="Good", reason="Seen.", version=0)
    action.remove(lead, row.slug, place(other.pk, Role.LEAD_INSPECTOR))
    with pytest.raises(BadInput, match="judged in this inspection"):
        action.add(lead, row.slug, person=other.pk, role=Role.PANEL_MEMBER)


@pytest.fixture
def sitting():
    """An inspection that can be signed off, with a panel member who also reads cases, from before the rule."""
    inspection = given.inspection(phase="panel")
    ten_cases(inspection, NEAR)
    judge_all(inspection, GOOD)
    both = given.member(inspection, Role.PANEL_MEMBER, "Bo Both")
    with guard.allowed():
        Membership.objects.create(inspection=inspection, person=both, role="inspector")
    return inspection, given.actor(both)


def test_a_judge_neither_decides_nor_signs_off_and_another_member_does(sitting, settings):
    inspection, both = sitting
    member = given.actor(given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))
    panel.open_panel(member, inspection.slug, held_on=HELD, members=[member.person])
    with pytest.raises(NotAllowed, match="You judged in this inspection"):
        panel.decide(both, inspection.slug, "2.2", rating="Good", reason="Because.")
    with pytest.raises(NotAllowed, match="You judged in this inspection"):
        panel.sign_off(both, inspection.slug)
    assert panel.sign_off(member, inspection.slug)


def test_a_judge_neither_takes_a_decision_back_nor_reopens_what_others_signed_off(sitting):
    inspection, both = sitting
    member = given.actor(given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))
    panel.open_panel(member, inspection.slug, held_on=HELD, members=[member.person])
    panel.decide(member, inspection.slug, "2.2", rating="Good", reason="Most of it was there.")
    with pytest.raises(NotAllowed, match="You judged in this inspection"):
        panel.withdraw_decision(both, inspection.slug, "2.2")
    panel.sign_off(member, inspection.slug)
    with pytest.raises(NotAllowed, match="You judged in this inspection"):
        panel.reopen_panel(both, inspection.slug, reason="I think otherwise.")


def test_where_the_operator_turned_it_off_they_do(sitting, settings):
    inspection, both = sitting
    settings.PANEL_APART = False
    panel.open_panel(both, inspection.slug, held_on=HELD, members=[both.person])
    assert panel.sign_off(both, inspection.slug)


@pytest.mark.parametrize("by_name", [True, False])
def test_a_judge_is_not_named_as_sitting_on_the_panel(sitting, by_name):
    inspection, both = sitting
    member = given.actor(given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))
    with pytest.raises(BadInput) as caught:
        panel.open_panel(
            member, inspection.slug, held_on=HELD, members=[member.person, " bo  BOTH" if by_name else both.person]
        )
    assert faults(caught) == {"members": "someone judged in this inspection or reads its cases"}
    assert not Panel.objects.exists()


def test_the_pages_say_that_it_is_assumed(row, settings):
    with guard.allowed():
        Inspection.objects.update(phase="panel")
    client = given.signed_in(given.member(row, Role.LEAD_INSPECTOR))
    addresses = [f"/inspections/{row.slug}/team/add", f"/inspections/{row.slug}/panel/open"]
    said = "does not sit on the ratings panel."
    assert [said in client.get(each).content.decode() for each in addresses] == [True, True]
    settings.PANEL_APART = False
    assert [said in client.get(each).content.decode() for each in addresses] == [False, False]


def test_a_command_on_the_server_is_nobody_and_gives_roles(row):
    someone = given.person("Some One")
    by = Actor(None, "operator", "planner", via="command")
    assert action.add(by, row.slug, person=someone.pk, role=Role.LEAD_INSPECTOR)
