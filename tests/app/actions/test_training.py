"""Training, who may assess what where the inspectorate asks for it, and local assessors, who never read their own."""

import datetime

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import allocation, assessment, membership, name
from inspectorate_app.actions import second_reading as second
from inspectorate_app.actions import training as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, BlindAnswer, BlindReading, Case, Membership, TrainingStatus
from inspectorate_app.store.queries import training as query
from tests.app import given, quality, synthetic

pytestmark = pytest.mark.django_db

EDITION = given.MODELS_OF_EDITION
DAY = datetime.timedelta(days=1)


@pytest.fixture
def team():
    inspection = given.inspection()
    inspector = given.member(inspection, Role.INSPECTOR, "Ines Inspector", capacity=9)
    given.cases(inspection, allocated_to=inspector)
    return inspection, given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"), inspector


def recorded(team, **changed):
    inspection, quin, inspector = team
    today = timezone.localdate()
    days = {"trained_on": today - 30 * DAY, "ready_on": today - 20 * DAY}
    person = changed.pop("person", inspector.pk)
    return action.record(given.actor(quin), inspection.slug, person=person, module="", **{**days, **changed})


def test_where_it_is_asked_for_nobody_assesses_who_is_not_ready_today(team, settings):
    inspection, quin, inspector = team
    acting = given.actor(inspector)
    assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="yes", version=0)  # switched off: as before
    settings.TRAINING_REQUIRED = True
    with pytest.raises(NotAllowed, match="not recorded as trained"):
        assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="no", version=1)
    recorded(team, expires_on=timezone.localdate())
    assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="no", version=1)
    recorded(team, expires_on=timezone.localdate() - DAY)  # the latest record counts
    with pytest.raises(NotAllowed):
        assessment.save_answer(acting, inspection.slug, 1, "2.2.1", answer="yes", version=2)
    action.withdraw(given.actor(quin), inspection.slug, person=inspector.pk, module="")
    assert query.records(EDITION, [inspector.pk]) == ()
    with pytest.raises(NotThere):
        action.withdraw(given.actor(quin), inspection.slug, person=inspector.pk, module="")


def test_ready_for_another_module_is_not_ready(team, settings):
    _, _, inspector = team
    settings.TRAINING_REQUIRED = True
    recorded(team)
    assert query.not_ready([inspector.pk], EDITION, "") == frozenset()
    assert query.not_ready([inspector.pk], EDITION, "court_reports") == {inspector.pk}
    assert query.not_ready([inspector.pk], "hmip-pdu-2023", "") == {inspector.pk}


def test_allocation_gives_nothing_to_who_is_not_ready(settings):
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    skilled = ["womens_cases"]
    ready = given.member(inspection, Role.INSPECTOR, "Rae Ready", capacity=30, skills=skilled)
    other = given.member(inspection, Role.INSPECTOR, "Una Untrained", capacity=30, skills=skilled)
    quin = given.member(inspection, Role.QUALITY_LEAD, "Quin Quality")
    settings.TRAINING_REQUIRED = True
    recorded((inspection, quin, ready))
    allocation.allocate(given.actor(lead), inspection.slug)
    held = set(Case.objects.exclude(allocated_to=None).values_list("allocated_to", flat=True))
    assert held == {ready.pk}
    with pytest.raises(NotNow, match="not recorded as trained"):
        allocation.allocate_case(given.actor(lead), inspection.slug, 1, other.pk)


def test_what_is_wrong_with_a_record_is_said_and_nobody_records_their_own(team):
    inspection, quin, _ = team
    today = timezone.localdate()
    with pytest.raises(BadInput) as caught:
        recorded(team, trained_on=today + 2 * DAY, ready_on=today + DAY, certified_on=today, expires_on=today)
    assert {fault.field for fault in caught.value.faults} == {"ready_on", "certified_on", "expires_on"}
    with pytest.raises(NotAllowed, match="Someone else"):
        recorded(team, person=quin.pk)
    with pytest.raises(NotThere):
        recorded(team, person=given.person("Not Inside").pk)
    assert not TrainingStatus.objects.exists()
    assert not inspection.memberships.filter(person__name="Not Inside").exists()


def test_the_certificate_is_due_within_a_year_of_being_ready(team):
    recorded(team, trained_on=datetime.date(2022, 1, 10), ready_on=datetime.date(2022, 1, 24))
    (found,) = query.records(EDITION, [team[2].pk])
    # 24 January 2022 and 365 days.
    assert found.certificate_due == datetime.date(2023, 1, 24)
    recorded(team, certified_on=timezone.localdate())
    (found,) = query.records(EDITION, [team[2].pk])
    assert found.certificate_due is None


# --- local assessors ---


def placed(inspection, **facts):
    with guard.allowed():
        Case.objects.filter(inspection=inspection, number=1).update(area="North", team="Team 4")
        Case.objects.filter(inspection=inspection, number=2).update(area="South", team="Team 5")
        Case.objects.filter(inspection=inspection, number=3).update(area="East", practitioner="P3")
        Case.objects.filter(inspection=inspection).update(allocated_to=None)
    return given.member(inspection, Role.LOCAL_ASSESSOR, "Lou Local", capacity=9, **facts)


def test_a_local_assessor_who_reads_cases_must_say_where_they_work():
    inspection = given.inspection()
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    someone = given.person("Lou Local")
    wanted = {"person": someone.pk, "role": Role.LOCAL_ASSESSOR, "capacity": 5}
    with pytest.raises(BadInput, match="where this local assessor works"):
        membership.add(lead, inspection.slug, **wanted)
    number = membership.add(lead, inspection.slug, **wanted, own=[" Team  4", "Team 4"])
    assert Membership.objects.get(pk=number).own == ["Team 4"]
    assert "Team 4" not in str(AuditEntry.objects.latest("pk").after)
    with pytest.raises(BadInput, match="where this local assessor works"):
        membership.change(lead, inspection.slug, number, own=[])
    membership.change(lead, inspection.slug, number, role=Role.INSPECTOR)
    assert Membership.objects.get(pk=number).own == []


@pytest.mark.parametrize(
    ("own", "case", "what"), [("team 4", 1, "team"), ("SOUTH", 2, "area"), ("p3", 3, "practitioner")]
)
def test_a_local_assessor_is_never_given_their_own_cases(team, own, case, what):
    inspection, quin, inspector = team
    local = placed(inspection, own=[own])
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    with pytest.raises(NotNow, match=f"they work with its {what}") as caught:
        allocation.allocate_case(lead, inspection.slug, case, local.pk)
    assert "P3" not in str(caught.value)
    other = 1 if case != 1 else 2
    allocation.allocate_case(lead, inspection.slug, other, local.pk)
    row = Case.objects.get(inspection=inspection, number=case)
    quality.submitted(inspection, inspector, row, {"2.2.1": "yes"})
    with pytest.raises(BadInput, match="cases of their own"):
        second.choose(given.actor(quin), inspection.slug, case=case, reader=local.pk, why="A check")


def test_a_local_assessor_whose_place_is_not_stated_is_given_nothing(team):
    inspection, _, _ = team
    local = placed(inspection)
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    with pytest.raises(NotNow, match="not said where"):
        allocation.allocate_case(lead, inspection.slug, 1, local.pk)


def test_automatic_allocation_keeps_a_local_assessor_from_their_own_and_gives_back_what_they_had():
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    area = Case.objects.filter(inspection=inspection, role="main").values_list("area", flat=True)[0]
    local = given.member(inspection, Role.LOCAL_ASSESSOR, "Lou Local", capacity=40, skills=["womens_cases"], own=[area])
    allocation.allocate(given.actor(lead), inspection.slug)
    theirs = Case.objects.filter(inspection=inspection, allocated_to=local)
    assert theirs.exists()
    assert not theirs.filter(area=area).exists()
    moved_to = theirs.values_list("area", flat=True)[0]
    number = Membership.objects.get(person=local).pk
    taken = membership.change(given.actor(lead), inspection.slug, number, own=[moved_to])
    assert taken
    assert not theirs.filter(area=moved_to).exists()


def test_where_a_local_assessor_works_is_deleted_with_the_names_where_it_names_people(team):
    inspection, _, _ = team
    local = placed(inspection, own=["Team 4", "Petra Practitioner"])
    operations = given.member(inspection, Role.OPERATIONS_OFFICER, "Olu Operations")
    name.delete_names(given.actor(operations), inspection.slug)
    assert Membership.objects.get(person=local).own == ["Team 4"]


def test_what_was_written_in_readings_is_deleted_with_the_notes_when_an_inspection_is_published(team):
    inspection, quin, inspector = team
    reader = given.member(inspection, Role.INSPECTOR, "Rae Reader", capacity=9)
    quality.submitted(inspection, inspector, inspection.cases.get(number=1), {"2.2.1": "yes"}, "First words")
    reading = second.choose(given.actor(quin), inspection.slug, case=1, reader=reader.pk, why="Why words")
    quality.answer(inspection, reader, reading, **{"2.2.1": "no"})
    second.settle(given.actor(quin), inspection.slug, reading, "2.2.1", outcome="both", reason="Settled", version=0)
    with guard.allowed():
        BlindAnswer.objects.filter(question="2.2.1").update(reason="Second words")
        inspection.phase = "published"
        inspection.save()
    operations = given.member(inspection, Role.OPERATIONS_OFFICER, "Olu Operations")
    name.delete_names(given.actor(operations), inspection.slug)
    row = BlindReading.objects.get(pk=reading)
    assert (row.why, row.first_answers["2.2.1"]) == ("", {"answer": "yes", "reason": ""})
    assert row.answers.get(question="2.2.1").reason == ""
    assert (row.settlements.get().reason, row.settlements.get().outcome) == ("", "both")
