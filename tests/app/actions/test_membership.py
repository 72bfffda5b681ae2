"""Teams: roles, capacity and skills; conflicts of interest, clashes of fieldwork, and who cannot leave."""

import datetime

import pytest
from django.urls import reverse

from inspectorate.errors import BadInput
from inspectorate_app.actions import hold, permission
from inspectorate_app.actions import membership as action
from inspectorate_app.actions.assessment import save_interview
from inspectorate_app.actions.conflict import declare, end
from inspectorate_app.actions.permission import Action, Role, may
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    CaseAssessment,
    ConflictOfInterest,
    Identity,
    Inspection,
    Membership,
    Notification,
)
from inspectorate_app.store.queries.membership import roles_of
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return given.inspection(phase="evidence")


@pytest.fixture
def lead(row):
    return given.actor(given.member(row, Role.LEAD_INSPECTOR, "Lee Lead"))


def faults(caught):
    return {fault.field: fault.problem for fault in caught.value.faults}


def conflict(person, organisation):
    with guard.allowed():
        return ConflictOfInterest.objects.create(
            person=person, organisation=organisation, reason="A relative works there.", declared_by=person
        )


def test_someone_is_added_with_what_allocation_must_know(row, lead):
    inspector = given.person("Ines Inspector")
    number = action.add(
        lead,
        row.slug,
        person=inspector.pk,
        role=Role.INSPECTOR,
        capacity=12,
        skills=["womens_cases"],
        conflicts=["  Team   North ", "Team North", ""],
    )
    made = Membership.objects.get(pk=number)
    assert (made.person, made.role, made.capacity) == (inspector, "inspector", 12)
    assert (made.skills, made.conflicts) == (["womens_cases"], ["Team North"])
    entry = AuditEntry.objects.get()
    assert entry.subject == f"member {inspector.pk}"
    assert entry.after == {"role": "inspector", "capacity": 12, "skills": ["womens_cases"], "conflicts": 1, "own": 0}
    assert "North" not in str(entry.after)


def test_everything_wrong_with_a_place_in_the_team_is_said_at_once(row, lead):
    someone = given.person("Some One")
    conflict(someone, row.organisation)
    with pytest.raises(BadInput) as caught:
        action.add(lead, row.slug, person=someone.pk, role=Role.ANALYST, capacity=3, skills=["juggling"])
    assert faults(caught) == {
        "person": "a conflict of interest keeps this person off",
        "capacity": "the role 'analyst' reads no cases",
        "skills": "there is no skill 'juggling'",
    }


@pytest.mark.parametrize(
    ("organisation", "kept_off"),
    [
        ("pdu/leicester-leicestershire-and-rutland", True),
        ("region/east-midlands", True),
        ("pdu/derby-city", False),
        ("region/london", False),
    ],
)
def test_a_conflict_of_interest_with_the_unit_or_its_region_keeps_a_person_off(row, lead, organisation, kept_off):
    someone = given.person("Some One")
    declared = conflict(someone, organisation)
    if kept_off:
        with pytest.raises(BadInput):
            action.add(lead, row.slug, person=someone.pk, role=Role.PANEL_MEMBER)
        with guard.allowed():
            declared.ended_at = datetime.datetime(2022, 9, 1, tzinfo=datetime.UTC)
            declared.save()
    assert action.add(lead, row.slug, person=someone.pk, role=Role.PANEL_MEMBER)


@pytest.mark.parametrize(
    ("first", "last", "there", "here", "clash"),
    [
        ("2022-11-04", "2022-11-11", Role.INSPECTOR, Role.INSPECTOR, True),
        ("2022-11-05", "2022-11-11", Role.INSPECTOR, Role.INSPECTOR, False),
        ("2022-10-10", "2022-10-24", Role.LEAD_INSPECTOR, Role.LOCAL_ASSESSOR, True),
        ("2022-10-24", "2022-11-04", Role.QUALITY_LEAD, Role.INSPECTOR, False),
        ("2022-10-24", "2022-11-04", Role.INSPECTOR, Role.PANEL_MEMBER, False),
    ],
)
def test_nobody_reads_cases_in_two_places_at_once(row, lead, first, last, there, here, clash):
    other = given.inspection(slug="derby-city-2022")
    with guard.allowed():
        Inspection.objects.filter(pk=other.pk).update(fieldwork_from=first, fieldwork_to=last)
    busy = given.member(other, there, "Busy Person")
    if not clash:
        assert action.add(lead, row.slug, person=busy.pk, role=here)
        return
    with pytest.raises(BadInput) as caught:
        action.add(lead, row.slug, person=busy.pk, role=here)
    words = faults(caught)["person"]
    begins, ends = (datetime.date.fromisoformat(day) for day in (first, last))
    assert words == f"this person is engaged from {begins.day} {begins:%B %Y} to {ends.day} {ends:%B %Y}"


def test_a_role_is_held_once_and_offices_are_none(row, lead):
    inspector = given.member(row, Role.INSPECTOR)
    for role in (Role.INSPECTOR, Role.PLANNER):
        with pytest.raises(BadInput) as caught:
            action.add(lead, row.slug, person=inspector.pk, role=role)
        assert set(faults(caught)) == {"role"}


def test_who_may_not_sign_in_joins_no_team(row, lead):
    gone = given.person("Gone Away")
    with guard.allowed():
        gone.is_active = False
        gone.save()
    for person in (gone.pk, 10**9):
        with pytest.raises(BadInput) as caught:
            action.add(lead, row.slug, person=person, role=Role.INSPECTOR)
        assert set(faults(caught)) == {"person"}


def test_a_member_with_cases_to_submit_stays_until_they_are_given_to_someone_else(row, lead):
    inspector = given.member(row, Role.INSPECTOR)
    mine = given.cases(row, allocated_to=inspector)
    number = Membership.objects.get(person=inspector).pk
    with guard.allowed():
        CaseAssessment.objects.create(case=mine[0], inspection=row, state="submitted", started_by=inspector)
    with pytest.raises(NotNow, match="has 2 cases to submit"):
        action.remove(lead, row.slug, number)
    with pytest.raises(NotNow, match="has 2 cases to submit"):
        action.change(lead, row.slug, number, role=Role.ANALYST)
    action.change(lead, row.slug, number, role=Role.LOCAL_ASSESSOR)
    with guard.allowed():
        row.cases.filter(number__in=[2, 3]).update(allocated_to=lead.person)
    action.remove(lead, row.slug, number)
    assert not Membership.objects.filter(person=inspector).exists()


def test_the_last_lead_inspector_stays(row, lead):
    first = Membership.objects.get(role="lead_inspector")
    with pytest.raises(NotNow, match="needs a lead inspector"):
        action.remove(lead, row.slug, first.pk)
    with pytest.raises(NotNow, match="needs a lead inspector"):
        action.change(lead, row.slug, first.pk, role=Role.INSPECTOR)
    given.member(row, Role.LEAD_INSPECTOR, "Second Lead")
    action.remove(lead, row.slug, first.pk)
    assert Membership.objects.get(role="lead_inspector").person.name == "Second Lead"


def test_a_change_leaves_what_it_does_not_name(row, lead):
    inspector = given.member(row, Role.INSPECTOR, capacity=10, skills=["victim_work"], conflicts=["Team North"])
    number = Membership.objects.get(person=inspector).pk
    action.change(lead, row.slug, number, capacity=14)
    changed = Membership.objects.get(pk=number)
    assert (changed.capacity, changed.skills, changed.conflicts) == (14, ["victim_work"], ["Team North"])
    entry = AuditEntry.objects.get()
    assert (entry.before["capacity"], entry.after["capacity"]) == (10, 14)


def test_a_member_of_another_inspection_is_not_there(row, lead):
    other = given.inspection(slug="derby-city-2022")
    given.member(other, Role.ANALYST)
    number = Membership.objects.get(inspection=other).pk
    for attempt in (action.remove, action.change):
        with pytest.raises(NotThere):
            attempt(lead, row.slug, number)


def test_an_inspector_builds_no_team(row):
    inspector = given.actor(given.member(row, Role.INSPECTOR))
    with pytest.raises(NotAllowed):
        action.add(inspector, row.slug, person=inspector.person, role=Role.LEAD_INSPECTOR)


@pytest.mark.parametrize("organisation", ["pdu/leicester-leicestershire-and-rutland", "region/east-midlands"])
def test_a_conflict_declared_after_one_joined_the_team_keeps_one_off_from_then_on(row, organisation):
    with guard.allowed():
        Inspection.objects.filter(pk=row.pk).update(phase="fieldwork")
    inspector = given.member(row, Role.INSPECTOR, capacity=3)
    given.cases(row, allocated_to=inspector)
    client, case = given.signed_in(inspector), f"/inspections/{row.slug}/cases/1"
    assert client.get(case).status_code == 200
    number = declare(given.actor(inspector), person=inspector.pk, organisation=organisation, reason="A relative.")
    with pytest.raises(NotThere):
        save_interview(given.actor(inspector), row.slug, 1, outcome="declined", version=0)
    assert client.get(case).status_code == 404
    elsewhere = given.inspection(slug="derby-city-2022")
    with guard.allowed():
        Inspection.objects.filter(pk=elsewhere.pk).update(organisation="pdu/derby-city")
        Membership.objects.create(inspection=elsewhere, person=inspector, role="analyst")
    assert roles_of(inspector.pk, elsewhere.slug) == ({"analyst"} if organisation.startswith("pdu") else frozenset())
    end(given.actor(given.person("Ada Admin", "administrator")), number)
    assert roles_of(inspector.pk, row.slug) == {"inspector"}


CLOSED = ("drafts", "publication", "holds", "embargoed", "inspection_audit", "recommendations")


@pytest.mark.parametrize("office", ["chief_inspector", "publication_officer", "planner", "auditor"])
def test_a_conflict_of_interest_closes_an_inspection_to_an_office_too(row, office):
    """Who plans or audits all inspections still sees that it is there."""
    with guard.allowed():
        Inspection.objects.filter(pk=row.pk).update(phase="factual_accuracy")
    someone = given.person("Ola Office", office)
    client, pages = given.signed_in(someone), [reverse(each, args=[row.slug]) for each in CLOSED]
    opened = [each for each in pages if client.get(each).status_code == 200]
    assert opened or office == "planner"
    number = declare(given.actor(someone), person=someone.pk, organisation="region/east-midlands", reason="A relative.")
    sees_it = office in ("planner", "auditor")
    for each in pages:
        assert client.get(each).status_code == (403 if sees_it else 404), each
    assert client.get(f"/inspections/{row.slug}/").status_code == (200 if sees_it else 404)
    assert (f"/inspections/{row.slug}/" in client.get("/programme/?from=2022-10").content.decode()) == sees_it
    with pytest.raises(NotAllowed if sees_it else NotThere):
        permission.require(given.actor(someone), Action.MANAGE_TEAM, row.slug)
    assert may(given.actor(someone), Action.SEE_PROGRAMME)
    end(given.actor(given.person("Ada Admin", "administrator")), number)
    assert [each for each in pages if client.get(each).status_code == 200] == opened


def test_an_office_is_told_nothing_of_an_inspection_that_a_conflict_of_interest_closes(row, lead):
    officer, other = (given.person(f"{name} Officer", "publication_officer") for name in ("Olive", "Otto"))
    declare(given.actor(officer), person=officer.pk, organisation=row.organisation, reason="A relative.")
    hold.place(lead, row.slug, reason="An inquest.")
    assert set(Notification.objects.filter(event="hold_placed").values_list("person_id", flat=True)) == {other.pk}


def test_cases_that_someone_must_not_read_any_more_are_taken_from_them(row, lead):
    inspector = given.member(row, Role.INSPECTOR, capacity=5)
    mine = given.cases(row, ["SYN001", "SYN002", "SYN003", "SYN004"], allocated_to=inspector)
    with guard.allowed():
        row.cases.filter(number__in=[1, 4]).update(team="Team North")
        Identity.objects.create(case=mine[1], practitioner="Synthetic Practitioner")
        CaseAssessment.objects.create(case=mine[3], inspection=row, state="submitted", started_by=inspector)
    number = Membership.objects.get(person=inspector).pk
    conflicts = ["team north", "Synthetic  Practitioner"]
    assert action.change(lead, row.slug, number, conflicts=conflicts) == (1, 2)
    # Case 3 is none of these, and case 4 was submitted: what stands can be reopened and read again by another.
    assert list(row.cases.filter(allocated_to=inspector).values_list("number", flat=True)) == [3, 4]
    assert [(entry.subject, entry.after) for entry in AuditEntry.objects.order_by("position")[1:]] == [
        ("case 1", {"allocated_to": None}),
        ("case 2", {"allocated_to": None}),
    ]
