"""Names are seen by few, each look leaves a trace, and on their day they are gone."""

import copy
import datetime

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from inspectorate_app.actions import name
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store.models import AuditEntry, Case, Caseload, Identity, Inspection, Membership
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 8, 9)


@pytest.fixture(scope="module")
def of_all(before_all):
    def with_sample():
        inspection = synthetic.inspection()
        lead = synthetic.lead(inspection)
        synthetic.approved(inspection, lead)
        return inspection, lead

    return before_all(with_sample)


@pytest.fixture
def approved(of_all):
    return copy.deepcopy(of_all)


@pytest.mark.parametrize("role", [Role.LEAD_INSPECTOR, Role.OPERATIONS_OFFICER])
def test_who_may_see_names_sees_them_and_is_written_down(approved, role):
    inspection, _lead = approved
    someone = given.member(inspection, role, "Someone Who Looks")
    found = name.see_name(given.actor(someone), inspection.slug, 1)
    identity = Identity.objects.get(case__number=1)
    assert (found.first_name, found.family_name) == ("Synthetic", identity.family_name)
    assert found.practitioner == identity.practitioner
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.subject, entry.actor) == ("see names", "case 1", someone.pk)
    assert identity.practitioner not in str(entry.after)


def test_an_inspector_sees_the_name_of_their_case_and_no_other(approved):
    inspection, lead = approved
    inspector = given.member(inspection, Role.INSPECTOR, "Ina Inspector", capacity=5)
    action.allocate_case(given.actor(lead), inspection.slug, 1, inspector.pk)
    assert name.see_name(given.actor(inspector), inspection.slug, 1).first_name == "Synthetic"
    assert AuditEntry.objects.latest("pk").action == "see names"
    before = AuditEntry.objects.count()
    with pytest.raises(NotAllowed):
        name.see_name(given.actor(inspector), inspection.slug, 2)
    assert AuditEntry.objects.count() == before


def test_no_token_sees_a_name_not_even_of_ones_own_case(approved):
    inspection, lead = approved
    inspector = given.member(inspection, Role.INSPECTOR, "Ina Inspector", capacity=5)
    action.allocate_case(given.actor(lead), inspection.slug, 1, inspector.pk)
    token = Actor(inspector.pk, inspector.name, via="api", scopes=frozenset({"read", "assess", "manage"}))
    with pytest.raises(NotAllowed):
        name.see_name(token, inspection.slug, 1)


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.ANALYST, Role.PANEL_MEMBER, Role.INSPECTOR])
def test_nobody_else_sees_a_name(approved, role):
    inspection, _lead = approved
    with pytest.raises(NotAllowed):
        name.see_name(given.actor(given.member(inspection, role)), inspection.slug, 1)


def test_a_stranger_is_told_that_nothing_is_there(approved):
    inspection, _lead = approved
    with pytest.raises(NotThere):
        name.see_name(given.actor(given.person("Stranger")), inspection.slug, 1)


def test_deleting_empties_every_place_that_held_a_name_and_says_how_many(approved):
    inspection, lead = approved
    # A further list that has not been approved still holds its content.
    synthetic.uploaded(inspection, lead, b"reference,start_date,practitioner\nCR1,2022-09-01,A\n", "court_reports")
    found = action.delete_names(given.actor(lead), inspection.slug)
    assert (found.identities, found.caseloads) == (24, 1)
    assert not Identity.objects.exists()
    assert not Caseload.objects.filter(content__isnull=False).exists()
    assert Case.objects.count() == 24
    assert Inspection.objects.get(pk=inspection.pk).names_deleted_at is not None
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.before) == ("delete names", {"names": 24, "caseloads": 1, "conflicts": 0})
    with pytest.raises(NotThere, match="deleted"):
        name.see_name(given.actor(lead), inspection.slug, 1)


def test_on_their_day_names_are_deleted_and_not_before(approved):
    inspection, _lead = approved
    assert inspection.names_delete_on == DAY
    assert action.delete_names_due(DAY - datetime.timedelta(days=1)) == ()
    assert Identity.objects.count() == 24
    assert action.delete_names_due(DAY) == (name.Deleted(inspection.slug, 24, 0),)
    assert not Identity.objects.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.via) == (None, "job")
    # What holds no names any more is passed over, without another entry.
    assert action.delete_names_due(DAY) == ()


def test_practitioners_whom_members_must_not_read_are_forgotten_with_all_other_names(approved):
    inspection, lead = approved
    practitioner = Identity.objects.get(case__number=1).practitioner
    case = Case.objects.get(number=1)
    given.member(inspection, Role.INSPECTOR, conflicts=[practitioner, case.team, case.reference, "Nobody Here"])
    action.delete_names(given.actor(lead), inspection.slug)
    assert Membership.objects.get(role="inspector").conflicts == [case.team, case.reference]
    assert AuditEntry.objects.latest("pk").before == {"names": 24, "caseloads": 0, "conflicts": 2}


def test_names_that_came_after_a_deletion_are_deleted_as_well(approved):
    inspection, lead = approved
    action.delete_names_due(DAY)
    synthetic.uploaded(inspection, lead, b"reference,start_date,practitioner\nCR1,2022-09-01,A\n", "court_reports")
    assert Inspection.objects.get(pk=inspection.pk).names_deleted_at is None
    assert action.delete_names_due(DAY) == (name.Deleted(inspection.slug, 0, 1),)
    assert Inspection.objects.get(pk=inspection.pk).names_deleted_at is not None


def test_the_job_of_the_queue_does_the_same(approved):
    # Its day lies in the past of every clock that runs this.
    assert name.delete_names_that_are_due.call() == 1
    assert not Identity.objects.exists()


def test_the_job_is_asked_for_on_its_day_and_not_before(approved):
    assert not name.ask_for_deletion(DAY - datetime.timedelta(days=1))
    assert not DBTaskResult.objects.exists()
    assert name.ask_for_deletion(DAY)
    asked = DBTaskResult.objects.get()
    assert asked.task_path == "inspectorate_app.actions.name.delete_names_that_are_due"
    asked.task.call()
    assert not name.ask_for_deletion(DAY), "nothing is left to be deleted"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ANALYST])
def test_others_delete_nothing(approved, role):
    inspection, _lead = approved
    with pytest.raises(NotAllowed):
        action.delete_names(given.actor(given.member(inspection, role)), inspection.slug)
    assert Identity.objects.count() == 24


def test_what_is_deleted_is_overwritten_in_the_file_of_the_database():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)
