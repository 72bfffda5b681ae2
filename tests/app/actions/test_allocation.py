"""Cases are allocated as the library does, never against a conflict of interest, and never taken away in passing."""

import copy

import pytest

from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, CaseAssessment, ConflictOfInterest, Identity, Membership
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
SKILLED = ["womens_cases", "victim_work"]


def team(of, *capacities, **facts):
    """Inspectors with these capacities, who have every skill unless it is said otherwise."""
    facts.setdefault("skills", SKILLED)
    return [
        given.member(of, Role.INSPECTOR, f"Inspector {chr(64 + place)}", capacity=capacity, **facts)
        for place, capacity in enumerate(capacities, start=1)
    ]


def change(person, **facts):
    with guard.allowed():
        Membership.objects.filter(person=person).update(**facts)


def load(person):
    return Case.objects.filter(allocated_to=person, role="main").count()


def an_approved_sample():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    return inspection, given.actor(lead)


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(an_approved_sample)


@pytest.fixture
def approved(of_all):
    return copy.deepcopy(of_all)


def test_the_cases_are_shared_out_evenly_within_the_capacities(approved):
    inspection, lead = approved
    few, *many = team(inspection, 2, 30, 30)
    found = action.allocate(lead, inspection.slug)
    # 20 cases: 2 for the one who can read no more, 9 for each of the others.
    assert [load(person) for person in (few, *many)] == [2, 9, 9]
    assert len(found.person_of) == 20
    assert found.left == ()
    assert not Case.objects.filter(role="reserve", allocated_to__isnull=False).exists()


def test_what_cannot_be_allocated_is_said_with_its_reason(approved):
    inspection, lead = approved
    team(inspection, 15)
    found = action.allocate(lead, inspection.slug)
    assert len(found.left) == 5
    assert {each.reason for each in found.left} == {"Every inspector who may read it is already at full capacity."}
    assert {each.number for each in found.left} == set(
        Case.objects.filter(role="main", allocated_to=None).values_list("number", flat=True)
    )


def test_cases_that_need_a_skill_go_to_those_who_have_it(approved):
    inspection, lead = approved
    team(inspection, 30, skills=[])
    women = set(Case.objects.filter(role="main", characteristics__gender="female").values_list("number", flat=True))
    assert women
    found = action.allocate(lead, inspection.slug)
    assert {each.number for each in found.left} == women
    assert found.left[0].reason == "No inspector has the skill it needs: Women's cases."


@pytest.mark.parametrize("level", ["area", "team", "practitioner"])
def test_nobody_is_given_a_case_that_a_conflict_forbids(approved, level):
    inspection, lead = approved
    first, second = team(inspection, 30, 30)
    case = Case.objects.filter(role="main").order_by("number").first()
    name = case.identity.practitioner if level == "practitioner" else getattr(case, level)
    change(first, conflicts=[name.upper()])
    action.allocate(lead, inspection.slug)
    theirs = Case.objects.filter(allocated_to=first)
    if level == "practitioner":
        assert not theirs.filter(identity__practitioner=name).exists()
    else:
        assert not theirs.filter(**{level: name}).exists()
    assert Case.objects.get(pk=case.pk).allocated_to == second
    assert theirs.exists()


def test_a_practitioner_is_compared_by_name_and_not_by_code(approved):
    inspection, lead = approved
    (only,) = team(inspection, 30)
    codes = set(Case.objects.values_list("practitioner", flat=True))
    change(only, conflicts=sorted(codes))
    found = action.allocate(lead, inspection.slug)
    assert len(found.person_of) == 20
    assert set(found.unmatched) == codes


def test_what_someone_has_stays_with_them_and_counts_to_their_workload(approved):
    inspection, lead = approved
    first, second = team(inspection, 30, 30)
    for number in range(1, 9):
        action.allocate_case(lead, inspection.slug, number, first.pk)
    action.allocate(lead, inspection.slug)
    assert [load(first), load(second)] == [10, 10]
    assert set(range(1, 9)) <= set(Case.objects.filter(allocated_to=first).values_list("number", flat=True))


def test_what_does_not_fit_any_more_stays_and_does_not_stop_the_others(approved):
    inspection, lead = approved
    first, second = team(inspection, 30, 30)
    for number in range(1, 4):
        action.allocate_case(lead, inspection.slug, number, first.pk)
    change(first, capacity=1)
    action.allocate(lead, inspection.slug)
    assert [load(first), load(second)] == [3, 17]


def test_a_lead_and_a_local_assessor_read_as_far_as_they_have_capacity(approved):
    inspection, lead = approved
    change(lead.person, capacity=3, skills=SKILLED)
    assessor = given.member(inspection, Role.LOCAL_ASSESSOR, "Lou Local", capacity=4, skills=SKILLED, own=["Elsewhere"])
    analyst = given.member(inspection, Role.ANALYST, "Ann Analyst", capacity=9, skills=SKILLED)
    action.allocate(lead, inspection.slug)
    assert [load(person) for person in (lead.person, assessor, analyst)] == [3, 4, 0]


@pytest.mark.parametrize("organisation", ["pdu/leicester-leicestershire-and-rutland", "region/east-midlands"])
def test_whoever_declared_a_conflict_with_the_unit_or_its_region_is_given_nothing(approved, organisation):
    inspection, lead = approved
    first, second = team(inspection, 30, 30)
    with guard.allowed():
        ConflictOfInterest.objects.create(
            person=first, organisation=organisation, reason="Worked there", declared_by=second
        )
    action.allocate(lead, inspection.slug)
    assert [load(first), load(second)] == [0, 20]
    with pytest.raises(NotNow, match="does not read cases"):
        action.allocate_case(lead, inspection.slug, 1, first.pk)


def test_with_nobody_to_read_or_nothing_to_allocate_that_is_said(approved):
    inspection, lead = approved
    with pytest.raises(NotNow, match="Nobody in the team"):
        action.allocate(lead, inspection.slug)
    team(inspection, 30)
    action.allocate(lead, inspection.slug)
    with pytest.raises(NotNow, match="Every case of the sample has been allocated"):
        action.allocate(lead, inspection.slug)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("area", "a conflict of interest with its area"),
        ("practitioner", "a conflict of interest with its practitioner"),
    ],
)
def test_by_hand_too_a_conflict_is_refused_with_its_reason_and_no_name(approved, level, words):
    inspection, lead = approved
    (only,) = team(inspection, 30)
    case = Case.objects.get(number=1)
    name = case.identity.practitioner if level == "practitioner" else case.area
    change(only, conflicts=[name])
    with pytest.raises(NotNow, match=words) as error:
        action.allocate_case(lead, inspection.slug, 1, only.pk)
    assert case.identity.practitioner not in str(error.value)
    assert Case.objects.get(number=1).allocated_to is None


def test_a_started_assessment_changes_hands_only_when_that_is_confirmed(approved):
    inspection, lead = approved
    first, second = team(inspection, 30, 30)
    action.allocate_case(lead, inspection.slug, 1, first.pk)
    case = Case.objects.get(number=1)
    with guard.allowed():
        assessment = CaseAssessment.objects.create(case=case, inspection=inspection, started_by=first)
    with pytest.raises(NotNow, match="has been started"):
        action.allocate_case(lead, inspection.slug, 1, second.pk)
    action.allocate_case(lead, inspection.slug, 1, second.pk, confirmed=True)
    assert Case.objects.get(number=1).allocated_to == second
    with guard.allowed():
        CaseAssessment.objects.filter(pk=assessment.pk).update(state="submitted")
    with pytest.raises(NotNow, match="has been submitted"):
        action.allocate_case(lead, inspection.slug, 1, first.pk, confirmed=True)


def test_a_case_can_be_taken_back(approved):
    inspection, lead = approved
    (only,) = team(inspection, 30)
    action.allocate_case(lead, inspection.slug, 1, only.pk)
    action.allocate_case(lead, inspection.slug, 1, None)
    case = Case.objects.get(number=1)
    assert (case.allocated_to, case.allocated_at) == (None, None)
    entry = AuditEntry.objects.filter(subject="case 1").latest("pk")
    assert (entry.before, entry.after) == ({"allocated_to": only.pk}, {"allocated_to": None})


def test_neither_a_reserve_nor_a_case_that_is_not_there_is_allocated(approved):
    inspection, lead = approved
    (only,) = team(inspection, 30)
    with pytest.raises(NotNow, match="in the reserve"):
        action.allocate_case(lead, inspection.slug, 21, only.pk)
    with pytest.raises(NotThere):
        action.allocate_case(lead, inspection.slug, 99, only.pk)


def test_an_inspector_allocates_nothing(approved):
    inspection, _lead = approved
    (only,) = team(inspection, 30)
    with pytest.raises(NotAllowed):
        action.allocate(given.actor(only), inspection.slug)
    with pytest.raises(NotAllowed):
        action.allocate_case(given.actor(only), inspection.slug, 1, only.pk)


def test_the_allocation_holds_no_name_of_a_practitioner(approved):
    inspection, lead = approved
    team(inspection, 30)
    action.allocate(lead, inspection.slug)
    entry = AuditEntry.objects.filter(action="allocate cases").latest("pk")
    names = set(Identity.objects.values_list("practitioner", flat=True))
    assert not any(name in str(entry.after) for name in names)
