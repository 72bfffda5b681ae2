"""Files of documents go on their day, or when one should not have been sent; that they were there can be proved."""

import datetime
import hashlib
import re

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import documents_deletion
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import document, document_removal, source
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.document_removal import Removed
from inspectorate_app.actions.grounds import grounds
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, DocumentVersion, Inspection, Person
from inspectorate_app.store.queries import evidence
from inspectorate_app.store.queries import finding as finding_query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db
LATER = b"%PDF-1.4\nlater\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def two_versions(lead, inspection):
    """A document of two versions, and where they lie."""
    number = document.upload(lead, inspection.slug, uploaded(name="plan of Jo Surname.pdf"), request=None, title="Plan")
    document.upload_version(lead, inspection.slug, number, uploaded(LATER))
    return number, list(DocumentVersion.objects.values_list("key", flat=True))


def in_phase(inspection, phase):
    with guard.allowed():
        Inspection.objects.filter(pk=inspection.pk).update(phase=phase)
    inspection.refresh_from_db()


def deleted_on_the_day(day, capture):
    with capture(execute=True):
        return document_removal.delete_due(day)


def test_the_day_is_twelve_months_after_publication_is_due_and_not_before_that_for_names(inspection):
    assert documents_deletion(datetime.date(2023, 2, 28)) == datetime.date(2024, 2, 28)
    assert documents_deletion(datetime.date(2024, 2, 29)) == datetime.date(2025, 2, 28)
    with guard.allowed():
        Inspection.objects.update(names_delete_on=datetime.date(2030, 1, 1))
    inspection.refresh_from_db()
    assert facts_of(inspection).documents_delete_on == datetime.date(2030, 1, 1)


def test_on_their_day_files_go_from_the_store_and_their_digests_stay(
    inspection, lead, django_capture_on_commit_callbacks
):
    _number, keys = two_versions(lead, inspection)
    day = facts_of(inspection).documents_delete_on
    assert deleted_on_the_day(day, django_capture_on_commit_callbacks) == (), "it is not published"
    in_phase(inspection, "published")
    assert deleted_on_the_day(day - datetime.timedelta(days=1), django_capture_on_commit_callbacks) == ()
    assert [keeping.sha256_of(each) for each in keys] == [hashlib.sha256(each).hexdigest() for each in (PDF, LATER)]
    assert deleted_on_the_day(day, django_capture_on_commit_callbacks) == (Removed(inspection.slug, 2),)
    assert [keeping.sha256_of(each) for each in keys] == [None, None]
    assert "Surname" not in repr(list(DocumentVersion.objects.values()))
    assert {each.sha256 for each in DocumentVersion.objects.all()} == {
        hashlib.sha256(each).hexdigest() for each in (PDF, LATER)
    }
    entry = AuditEntry.objects.latest("pk")
    assert (entry.via, entry.subject, entry.after) == ("job", "document 1 version 2", {"file": "deleted"})
    assert deleted_on_the_day(day, django_capture_on_commit_callbacks) == (), "nothing is left"
    assert list(document.wrong_files()) == [], "what was deleted is not missing"
    with pytest.raises(NotThere):
        document.give_out(lead, inspection.slug, 1, 1)


def test_nothing_is_deleted_from_the_store_where_the_change_is_not_kept(inspection, lead):
    _number, keys = two_versions(lead, inspection)
    document_removal.remove(lead, inspection.slug, 1, reason="Sent by mistake.")  # whose commit never comes here
    assert None not in [keeping.sha256_of(each) for each in keys]


def test_a_file_that_could_not_be_reached_is_swept_away_later(inspection, lead):
    _number, keys = two_versions(lead, inspection)
    document_removal.remove(lead, inspection.slug, 1, reason="Sent by mistake.")
    assert document.sweep(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)) == 2
    assert [keeping.sha256_of(each) for each in keys] == [None, None]


def test_a_day_that_was_set_holds_and_is_in_the_trail(inspection, lead, django_capture_on_commit_callbacks):
    two_versions(lead, inspection)
    day = datetime.date(2025, 3, 1)
    inspections.edit(lead, inspection.slug, documents_delete_on=day)
    assert AuditEntry.objects.latest("pk").after["documents deleted on"] == "2025-03-01"
    inspection.refresh_from_db()
    assert facts_of(inspection).documents_delete_on == day
    in_phase(inspection, "closed")
    assert deleted_on_the_day(day - datetime.timedelta(days=1), django_capture_on_commit_callbacks) == ()
    assert len(deleted_on_the_day(day, django_capture_on_commit_callbacks)) == 1


@pytest.mark.parametrize("day", [datetime.date(2022, 12, 1), datetime.date(2040, 1, 1)])
def test_a_day_before_publication_or_without_end_is_refused(inspection, lead, day):
    with pytest.raises(BadInput) as refused:
        inspections.edit(lead, inspection.slug, documents_delete_on=day)
    assert [each.field for each in refused.value.faults] == ["documents_delete_on"]


def test_a_finding_says_that_the_document_on_which_it_rests_is_gone(inspection, lead):
    number, _keys = two_versions(lead, inspection)
    of = findings.write(lead, inspection.slug, heading="1.1", kind="strength", text="It is planned.")
    source.tie(lead, inspection.slug, of, kind="document", key=f"document {number}", why="The plan says so.")
    document_removal.remove(lead, inspection.slug, number, reason="It tells of Jo Surname.")
    facts = facts_of(inspection)
    (shown,) = grounds(lead, facts, [finding_query.find(facts, of)])[0].shown
    assert (shown.now, shown.deleted, shown.tied.words, shown.tied.why) == (None, True, "", "")
    assert "Surname" not in repr(list(AuditEntry.objects.values()))
    client = given.signed_in(type(inspection.set_up_by).objects.get(pk=lead.person))
    page = client.get(f"/inspections/{inspection.slug}/findings/{of}").content.decode()
    assert "gone" in page or "deleted" in page
    page = client.get(f"/inspections/{inspection.slug}/evidence/documents/{number}").content.decode()
    assert "Deleted on" in page
    assert "Upload a new version" in page
    for address in ("evidence/", "evidence/reading", "evidence/gaps"):
        assert client.get(f"/inspections/{inspection.slug}/{address}").status_code == 200


def test_the_page_asks_why_and_removes(inspection, lead, django_capture_on_commit_callbacks):
    number, keys = two_versions(lead, inspection)
    client = given.signed_in(type(inspection.set_up_by).objects.get(pk=lead.person))
    address = f"/inspections/{inspection.slug}/evidence/documents/{number}/remove"
    assert "Enter why it is removed" in client.post(address, {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"reason": "Sent by mistake."}).status_code == 302
    assert [keeping.sha256_of(each) for each in keys] == [None, None]
    assert client.post(address, {"reason": "Again."}).status_code == 404


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.OPERATIONS_OFFICER, Role.QUALITY_LEAD])
def test_a_document_is_removed_by_the_lead_inspector_alone(inspection, lead, role):
    two_versions(lead, inspection)
    with pytest.raises(NotAllowed):
        document_removal.remove(given.actor(given.member(inspection, role)), inspection.slug, 1, reason="Mine.")


def test_the_timetable_tells_when_files_were_deleted_and_not_that_they_will_be(
    inspection, lead, django_capture_on_commit_callbacks
):
    two_versions(lead, inspection)
    in_phase(inspection, "published")
    day = facts_of(inspection).documents_delete_on
    assert evidence.files_deleted_at(facts_of(inspection)) is None
    deleted_on_the_day(day, django_capture_on_commit_callbacks)
    page = given.signed_in(Person.objects.get(pk=lead.person)).get(f"/inspections/{inspection.slug}/timetable")
    told = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert f"Files of documents Deleted on {in_words(timezone.localdate())}" in told
    assert "once the inspection is published" not in told


def test_a_file_that_was_removed_by_hand_before_the_day_is_not_the_deletion_of_that_day(inspection, lead):
    two_versions(lead, inspection)
    with guard.allowed():
        Inspection.objects.update(documents_delete_on=timezone.localdate() + datetime.timedelta(days=1))
    document_removal.remove(lead, inspection.slug, 1, reason="Sent by mistake.")
    inspection.refresh_from_db()
    assert evidence.files_deleted_at(facts_of(inspection)) is None
