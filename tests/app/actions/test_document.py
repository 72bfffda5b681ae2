"""Documents: versions, who has read which, giving out, what is safe to keep, and files against their hashes."""

import datetime
import hashlib
import os
from pathlib import Path

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import document as action
from inspectorate_app.actions import evidence
from inspectorate_app.actions.document import Uploaded, sound_name
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store.models import AuditEntry, DocumentVersion, EvidenceRequest
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.inspection import find
from tests.app import given
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db
OTHER = PDF.replace(b"1 0 obj", b"2 0 obj")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


@pytest.fixture
def inspection():
    return given.inspection(phase="evidence")


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def contact(inspection, lead):
    evidence.add(lead, inspection.slug, Asked("Plan", standards=("1.1",)))
    return given.actor(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))


def files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def found(number=1):
    return query.document(find(given.LLR), number)


def test_a_document_is_kept_under_a_key_of_its_own_with_its_hash_and_size(inspection, contact, folder):
    action.upload(contact, inspection.slug, uploaded(name="../../etc/Plan for 2022.pdf"), request=1)
    version = found().current
    assert (version.name, version.kind, version.size) == ("Plan for 2022.pdf", "pdf", len(PDF))
    assert version.sha256 == hashlib.sha256(PDF).hexdigest()
    (kept,) = files(folder)
    assert kept.read_bytes() == PDF
    assert kept.name == DocumentVersion.objects.get().key
    assert "Plan" not in str(kept.relative_to(folder))
    assert kept.stat().st_mode & 0o077 == 0


def test_a_document_that_is_uploaded_again_keeps_what_it_was_and_is_unread_again(inspection, lead, contact):
    slug = inspection.slug
    action.upload(contact, slug, uploaded(), request=1)
    action.mark_read(lead, slug, 1, 1, standard="1.1", note="It has no dates.")
    assert found().current.read_by(lead.person)
    assert action.upload_version(contact, slug, 1, uploaded(OTHER)) == 2
    assert [each.sha256 for each in found().versions] == [hashlib.sha256(each).hexdigest() for each in (PDF, OTHER)]
    assert not found().current.read_by(lead.person)
    assert found().versions[0].read_by(lead.person)
    with pytest.raises(BadInput, match="the same as the version before"):
        action.upload_version(contact, slug, 1, uploaded(OTHER))


def test_who_has_read_a_version_may_note_against_several_standards_and_change_a_note(inspection, lead, contact):
    slug = inspection.slug
    action.upload(contact, slug, uploaded(), request=1)
    action.mark_read(lead, slug, 1, 1)
    action.mark_read(lead, slug, 1, 1, standard="1.1", note="No dates.")
    action.mark_read(lead, slug, 1, 1, standard="1.1", note="No dates and no names.")
    notes = [(each.standard, each.note) for each in found().current.readings]
    assert notes == [("", ""), ("1.1", "No dates and no names.")]
    with pytest.raises(BadInput, match="no standard"):
        action.mark_read(lead, slug, 1, 1, standard="9.9")
    with pytest.raises(NotThere):
        action.mark_read(lead, slug, 1, 2)
    with pytest.raises(NotAllowed):
        action.mark_read(given.actor(given.member(inspection, Role.LOCAL_ASSESSOR)), slug, 1, 1)


def test_documents_and_notes_are_offered_to_findings(inspection, lead, contact):
    slug = inspection.slug
    action.upload(contact, slug, uploaded(), request=1, title="The plan")
    action.mark_read(lead, slug, 1, 1, standard="1.2", note="Vacancies are planned for.")
    action.upload_version(contact, slug, 1, uploaded(OTHER, "plan-2.pdf"))
    first, note = query.sources(find(slug))
    assert (first.key, first.title, first.standards) == ("document 1", "The plan", {"1.1"})
    assert first.words == f"plan-2.pdf, version 2, SHA-256 {hashlib.sha256(OTHER).hexdigest()}"
    assert (note.words, note.standards, note.route) == ("Vacancies are planned for.", {"1.2"}, "evidence_document")
    assert note.title == "Lee Lead on ‘The plan’, version 1"


def test_giving_out_is_written_with_who_had_what(inspection, lead, contact):
    slug = inspection.slug
    action.upload(contact, slug, uploaded(), request=1)
    stored, kind, content = action.give_out(lead, slug, 1, 1)
    assert b"".join(content) == PDF
    assert (stored.name, kind.content_type) == ("plan.pdf", "application/pdf")
    entry = AuditEntry.objects.filter(chain__name=slug).latest("position")
    assert (entry.actor, entry.action, entry.subject) == (lead.person, "download evidence", "document 1 version 1")
    assert entry.after["sha256"] == hashlib.sha256(PDF).hexdigest()
    b"".join(action.give_out(contact, slug, 1, 1)[2])
    assert AuditEntry.objects.filter(chain__name=slug).latest("position").action == "download supplied evidence"


def test_nobody_of_the_team_adds_a_version_to_what_the_service_sent_and_then_sees(inspection, lead, contact, folder):
    number = action.upload(contact, inspection.slug, uploaded(), request=1)
    with pytest.raises(NotNow, match="would see"):
        action.upload_version(lead, inspection.slug, number, uploaded(OTHER))
    assert (len(found().versions), len(files(folder))) == (1, 1)


def test_the_service_has_what_it_sent_alone(inspection, lead, contact):
    slug = inspection.slug
    number = action.upload(lead, slug, uploaded(), request=1)
    with pytest.raises(NotThere):
        action.give_out(contact, slug, number, 1)
    with pytest.raises(NotThere):
        action.upload_version(contact, slug, number, uploaded(OTHER))
    with pytest.raises(NotThere):
        action.upload(contact, slug, uploaded(), request=None)
    assert action.upload(lead, slug, uploaded(), request=None) == 2


def test_who_may_not_upload_leaves_no_file(inspection, contact, folder):
    for role in (Role.ANALYST, Role.LOCAL_ASSESSOR):
        with pytest.raises(NotAllowed):
            action.upload(given.actor(given.member(inspection, role)), inspection.slug, uploaded(), request=1)
    with pytest.raises(NotThere):
        action.upload(given.actor(given.person("No Role")), inspection.slug, uploaded(), request=1)
    with given.guard.allowed():
        given.Inspection.objects.update(phase="panel")
    with pytest.raises(NotNow):
        action.upload(contact, inspection.slug, uploaded(), request=1)
    assert not files(folder)


def test_what_is_not_safe_or_too_large_leaves_no_file_and_no_row(inspection, contact, folder, settings):
    with pytest.raises(BadInput, match=r"its name says that it is PDF"):
        action.upload(contact, inspection.slug, uploaded(b"MZ\x90\x00", "plan.pdf"), request=1)
    settings.UPLOAD_LIMIT = len(PDF) - 1
    with pytest.raises(BadInput, match="larger than"):
        action.upload(contact, inspection.slug, uploaded(), request=1)
    assert not files(folder)
    assert not DocumentVersion.objects.exists()
    assert EvidenceRequest.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("given_name", "sound"),
    [
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("/etc/plan.pdf", "plan.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ('say "plan".pdf', "say 'plan'.pdf"),
        ("re\u202epdf.exe.pdf", "re pdf.exe.pdf"),
        ("..", "document"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_of_a_file_is_made_sound(given_name, sound):
    assert sound_name(given_name) == sound


def test_a_file_that_is_missing_or_was_changed_is_found(inspection, contact, folder):
    slug = inspection.slug
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        action.upload(contact, slug, uploaded(name=name), request=1)
    assert not list(action.wrong_files())
    first, second, _third = DocumentVersion.objects.order_by("document__number")
    (folder / first.key[:2] / first.key).unlink()
    (folder / second.key[:2] / second.key).write_bytes(OTHER)
    wrong = {each.stored.document: each.found for each in action.wrong_files(slug)}
    assert wrong == {1: None, 2: hashlib.sha256(OTHER).hexdigest()}
    assert not list(action.wrong_files("elsewhere"))
    with pytest.raises(NotThere, match="missing"):
        action.give_out(contact, slug, 1, 1)


def test_orphans_are_swept_away_once_they_are_old_and_documents_never(inspection, contact, folder):
    action.upload(contact, inspection.slug, uploaded(), request=1)
    (kept,) = files(folder)
    orphan = folder / "ab" / ("ab" * 32)
    half = folder / "cd" / ("cd" * 32 + ".part")
    for each in (orphan, half):
        each.parent.mkdir(exist_ok=True)
        each.write_bytes(b"never was a document")
    assert action.sweep(timezone.now()) == 0
    old = (timezone.now() - datetime.timedelta(hours=25)).timestamp()
    for each in (kept, orphan, half):
        os.utime(each, (old, old))
    assert action.sweep(timezone.now()) == 2
    assert files(folder) == [kept]


def test_a_file_whose_row_fails_is_left_for_the_sweep_and_is_no_document(inspection, contact, folder):
    with pytest.raises(NotThere):
        action.upload(contact, inspection.slug, uploaded(), request=9)
    assert len(files(folder)) == 1
    assert not DocumentVersion.objects.exists()


def test_the_sweep_is_put_on_the_queue_once_a_day():
    day = datetime.date(2022, 10, 20)
    assert [action.ask_for_sweep(each) for each in (day, day, day + datetime.timedelta(days=1))] == [True, False, True]


def test_a_name_that_no_kind_has_is_refused(inspection, contact):
    with pytest.raises(BadInput, match="not taken"):
        action.upload(contact, inspection.slug, Uploaded("plan.docm", uploaded().file), request=1)
