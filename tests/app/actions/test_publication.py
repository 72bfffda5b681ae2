"""Publications: prepared as files, approved by someone else, published together at their time or not at all."""

import copy
import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import (
    draft,
    publication,
    publication_approval,
    publication_files,
    publication_round,
)
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Publication
from inspectorate_app.store.queries import public_publication as public
from inspectorate_app.store.queries import publication as query
from tests.app import given, publishing
from tests.app.publishing import approved, made, published, told, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.room)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


def test_nobody_approves_what_they_prepared_whatever_they_may(room):
    with guard.allowed():
        from inspectorate_app.store.models import Membership

        Membership.objects.create(inspection=room.inspection, person_id=room.chief.person, role=Role.LEAD_INSPECTOR)
    number = publication.prepare(room.chief, room.slug, day=tomorrow())
    row = Publication.objects.get(number=number)
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    with pytest.raises(NotAllowed, match="someone else must approve"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_a_false_claim_stands_in_its_way(room):
    draft.write(room.lead, room.slug, "report", "2.2", text="Planning was good in 95 per cent of cases.", version=0)
    with pytest.raises(NotNow, match="claim"):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_the_check_of_factual_accuracy_stands_in_its_way(room):
    with guard.allowed():
        room.inspection.accuracy_checks.all().delete()
    with pytest.raises(NotNow, match="factual accuracy check"):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_only_while_it_is_checked_for_accuracy(room):
    publishing.set_phase(room.inspection, "drafting")
    with pytest.raises(NotNow):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_who_may(room):
    for role in (Role.INSPECTOR, Role.SERVICE_HEAD, Role.PANEL_MEMBER):
        actor = given.actor(given.member(room.inspection, role, f"Any {role.label}"))
        with pytest.raises((NotAllowed, NotThere)):
            publication.prepare(actor, room.slug, day=tomorrow())
    with pytest.raises(NotAllowed):
        publication.prepare(room.chief, room.slug, day=tomorrow())


def test_what_a_format_cannot_carry_is_told_before_anyone_approves(room):
    draft.write(room.lead, room.slug, "report", "2.2", text="A sign 说 stands.", version=0)
    given.reviewed(room.inspection)
    row = made(room)
    assert row.state == "failed"
    assert "cannot be written" in row.trouble
    assert not row.files.exists()
    assert "Olive Officer" in told("publication_failed")
    draft.write(room.lead, room.slug, "report", "2.2", text="Plain words.", version=1)
    given.reviewed(room.inspection)
    publication.make_again(room.officer, room.slug, 1)
    row.refresh_from_db()
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("prepared", "")


def test_what_the_register_could_not_hold_is_not_made_and_says_what_to_mend(room):
    """Published, it would be found by nobody: the register leaves out what it cannot read."""
    with guard.allowed():
        Inspection.objects.update(organisation="pdu/nowhere-made-up", kind="moon base")
    row = made(room)
    assert row.state == "failed"
    assert "The public register has no place for it" in row.trouble
    assert "'moon base' is no kind of unit; give one of PDU, region" in row.trouble
    assert (row.files.exists(), row.sealed, row.entry, public.published()) == (False, "", {}, ())
    assert "Olive Officer" in told("publication_failed")
    with guard.allowed():
        Inspection.objects.update(kind="PDU")
    publication.make_again(room.officer, room.slug, 1)
    publication_files.make(publication_files.JOB, row.pk, 2)
    row.refresh_from_db()
    assert (row.state, row.entry["unit_kind"]) == ("prepared", "PDU")


def test_words_by_which_someone_could_be_told_are_no_publication(room):
    text = "> A pregnant Black British woman from Hinckley was convicted of arson; her sister was the victim.\n"
    draft.write(room.lead, room.slug, "report", "2.2", text=text, version=0)
    given.reviewed(room.inspection)
    with pytest.raises(NotNow, match="could be recognised") as refused:
        made(room)
    assert "Hinckley" not in str(refused.value)


def test_a_job_that_died_is_seen_and_its_files_are_made_by_another(room):
    publication.prepare(room.officer, room.slug, day=tomorrow())
    row = Publication.objects.get()
    now = timezone.now()
    assert not query.under_way(room.inspection.pk).has_stopped(now)
    with pytest.raises(NotNow):
        publication.make_again(room.officer, room.slug, 1)
    with guard.allowed():
        Publication.objects.update(worked_at=now - query.DEAD_AFTER - datetime.timedelta(seconds=1))
    assert query.under_way(room.inspection.pk).has_stopped(now)
    publication.make_again(room.officer, room.slug, 1)
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0, "the job that was given up makes nothing"
    assert publication_files.make(publication_files.JOB, row.pk, 2) > 0


def test_what_is_synthetic_is_published_at_once_and_not_hours_late(room):
    with guard.allowed():
        Inspection.objects.filter(pk=room.inspection.pk).update(demonstration=True)
    before = timezone.now()
    row = approved(room, day=timezone.localdate())
    assert before <= row.due_at <= timezone.now(), "not at 00.01, which is over"
    (ended,) = publication_round.publish_due(publication_round.JOB)
    assert ended.trouble == ""
    (past,) = query.history(room.inspection.pk)
    assert past.late is None
    assert "minutes late" not in AuditEntry.objects.filter(action="publish").order_by("-pk").first().after
    assert Publication.objects.get().entry["published"] == timezone.localdate().isoformat()


def test_the_day_lies_ahead(room):
    for day in (None, timezone.localdate() - datetime.timedelta(days=1)):
        with pytest.raises(BadInput):
            publication.prepare(room.officer, room.slug, day=day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We inspected 11 cases.", "put 1 false claim of the findings right"),  # there are ten
        ("Needs were met in {{case:9.9 | count}}.", "mend 1 number of the findings that the evidence does not have"),
    ],
)
def test_nothing_is_prepared_with_a_number_of_a_finding_that_is_not_right(room, text, told):
    publishing.finding(room.inspection, room.lead, text)
    with pytest.raises(NotNow, match=told):
        publication.prepare(room.officer, room.slug, day=tomorrow())
    assert not Publication.objects.exists()


def test_nothing_is_corrected_that_was_not_published(room):
    with pytest.raises(NotNow):
        publication.begin_correction(room.officer, room.slug, "A wrong name.")


def test_a_finding_is_corrected_once_a_correction_has_begun(room):
    number = publishing.finding(room.inspection, room.lead, "We inspected ten cases.")
    given.reviewed(room.inspection)
    published(room)
    room.inspection.refresh_from_db()
    facts = {"heading": "2.2", "kind": "improvement"}
    with pytest.raises(NotNow, match="once a correction has begun"):
        findings.change(room.lead, room.slug, number, **facts, text="Six do.", version=1)
    with pytest.raises(NotNow, match="once a correction has begun"):
        findings.write(room.lead, room.slug, **facts, text="Morale is low.")
    publication.begin_correction(room.officer, room.slug, "A finding named the wrong office.")
    findings.change(room.lead, room.slug, number, **facts, text="We inspected 11 cases.", version=1)
    with pytest.raises(NotNow, match="put 1 false claim of the findings right"):
        publication.prepare(room.officer, room.slug)
    findings.change(room.lead, room.slug, number, **facts, text="Put right.", version=2)
    given.reviewed(room.inspection)
    row = made(room)
    assert row.state == "prepared", row.trouble
    assert "Put right." in json.dumps(row.documents)
