"""Evidence and the inspected service through the API: uploads once under their key, and to each what is theirs."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inspectorate_app.actions import evidence, interview, service
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from inspectorate_app.rate import WINDOW
from inspectorate_app.store.models import AuditEntry, DocumentVersion
from tests.app import given
from tests.app.api.bearer import calling, token
from tests.app.evidence import PDF

pytestmark = pytest.mark.django_db
OTHER = PDF.replace(b"1 0 obj", b"2 0 obj")
AT = f"inspections/{given.LLR}"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> None:
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture
def inspection():
    return given.inspection(phase="evidence")


@pytest.fixture
def lead(inspection):
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    evidence.add(given.actor(someone), inspection.slug, Asked("Business plan", standards=("1.1",)))
    return someone


@pytest.fixture
def contact(inspection):
    return given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")


def uploading(of, place, content=PDF, name="plan.pdf", key="", **more):
    """The answer to an upload, with its JSON under ``data``."""
    WINDOW.forget()
    headers = {"Authorization": f"Bearer {token(of, 'manage', days=len(of.tokens.all()) + 1)}"}
    sent = {"file": SimpleUploadedFile(name, content), **more}
    response = Client(raise_request_exception=False).post(
        f"/api/v1/{AT}/{place}", sent, headers=headers | ({"Idempotency-Key": key} if key else {})
    )
    response.data = json.loads(response.content)
    return response


def test_the_service_supplies_a_document_once_under_its_key(lead, contact):
    first = uploading(contact, "service/requests/1/documents", key="one", complete="true", title="The plan")
    assert first.status_code == 201
    assert (first.data["title"], first.data["supplied"], first.data["request"]) == ("The plan", True, 1)
    assert first.data["versions"][0]["sha256"] == hashlib.sha256(PDF).hexdigest()
    again = uploading(contact, "service/requests/1/documents", key="one", complete="true", title="The plan")
    assert (again.status_code, again.data) == (201, first.data)
    assert DocumentVersion.objects.count() == 1
    other = uploading(contact, "service/requests/1/documents", OTHER, key="one", complete="true", title="The plan")
    assert (other.status_code, other.data["type"]) == (422, "urn:inspectorate:problem:key-used-before")


def test_a_new_version_is_unread_again(lead, contact):
    uploading(contact, "service/requests/1/documents")
    call = calling(lead)
    read = call("PUT", f"{AT}/evidence/documents/1/versions/1/reading", {"standard": "1.1", "note": "No dates."})
    assert (read.status_code, read.data["versions"][0]["read_by_you"]) == (200, True)
    assert uploading(contact, "service/documents/1/versions", OTHER).status_code == 201
    (document,) = call("GET", f"{AT}/evidence/documents").data["documents"]
    assert [(each["number"], each["read_by_you"]) for each in document["versions"]] == [(1, True), (2, False)]


def test_a_file_that_is_not_taken_is_a_problem_that_says_why(lead, contact):
    answer = uploading(contact, "service/requests/1/documents", b"MZ\x90")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.data["errors"]] == ["file"]
    assert "its content does not" in answer.data["errors"][0]["problem"]


def test_an_upload_is_a_form_and_every_other_body_is_json(lead, contact):
    answer = calling(contact)("POST", f"{AT}/service/requests/1/documents", {"file": "plan"})
    assert (answer.status_code, answer.data["detail"]) == (415, "Send the body as 'Content-Type: multipart/form-data'.")
    answer = uploading(contact, "service/requests/1/not-held")
    assert answer.status_code in (405, 415)


def test_a_body_that_is_too_large_is_refused_by_its_length(lead, contact, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    answer = uploading(contact, "service/requests/1/documents", PDF + b" " * 2_100_000)
    assert (answer.status_code, answer.data["detail"]) == (413, "A body may have up to 2 MB.")


def test_the_team_asks_sees_what_is_missing_asks_again_and_accepts(lead, contact):
    call = calling(lead)
    made = call("POST", f"{AT}/evidence/requests", {"title": "Rota", "standards": ["1.2"], "due_on": "2022-10-17"})
    assert (made.status_code, made.data["number"], made.data["overdue"]) == (201, 2, True)
    gaps = {each["standard"]: each for each in call("GET", f"{AT}/evidence/gaps").data["gaps"]}
    assert (gaps["1.2"]["missing"], gaps["1.2"]["overdue"], gaps["1.3"]["never_asked"]) == ([2], [2], True)
    assert uploading(lead, "evidence/requests/2/documents", complete="true").data["supplied"] is False
    assert call("POST", f"{AT}/evidence/requests/2/remark", {"remark": "Not signed."}).data["state"] == "partly"
    assert call("POST", f"{AT}/evidence/requests/2/acceptance").data["state"] == "accepted"
    # What an inspector was handed is not the service's to see.
    seen = calling(contact)("GET", f"{AT}/service/requests").data["requests"]
    assert [each["documents"] for each in seen] == [[], []]


def test_the_service_reads_its_pages_and_answers(inspection, lead, contact):
    actor = given.actor(lead)
    service.announce(actor, inspection.slug, text="We come in October.", version=0)
    interview.ask(actor, inspection.slug, Wanted("Head of operations", given.FIELDWORK[0]))
    call = calling(contact)
    assert call("GET", f"{AT}/service").data["announcement"] == "We come in October."
    answer = {"held_at": "2022-10-25T10:00:00+01:00", "place": "Room 1", "version": 1}
    arranged = call("PUT", f"{AT}/service/interviews/1/answer", answer)
    assert (arranged.data["state"], arranged.data["held_at"][:16]) == ("arranged", "2022-10-25T09:00")
    late = call("PUT", f"{AT}/service/interviews/1/answer", {"answer": "They are away.", "version": 1})
    assert (late.status_code, late.data["theirs"]["place"], "by" in late.data["theirs"]) == (409, "Room 1", False)
    declined = call("PUT", f"{AT}/service/interviews/1/answer", {"answer": "They are away.", "version": 2})
    assert (declined.data["state"], declined.data["held_at"]) == ("not_possible", None)
    assert (
        call("PUT", f"{AT}/service/interviews/1/answer", {"held_at": "2022-10-25T10:00:00", "version": 3}).status_code
        == 422
    )
    held = call("PUT", f"{AT}/service/requests/1/not-held", {"reason": "The region holds it."})
    assert (held.data["state"], held.data["reason"]) == ("not_held", "The region holds it.")


def test_the_service_sees_no_inspection_and_only_reads_with_a_token_that_only_reads(inspection, lead, contact):
    call = calling(contact)
    assert call("GET", "inspections").data["items"] == []
    for place in (AT, f"{AT}/evidence/requests", f"{AT}/evidence/documents", f"{AT}/progress", f"{AT}/edition"):
        assert call("GET", place).status_code == 404
    reader = calling(given.member(inspection, Role.SERVICE_HEAD, "Hal Head"), "read")
    assert reader("GET", f"{AT}/service/requests").status_code == 200
    assert reader("PUT", f"{AT}/service/requests/1/not-held", {"reason": "No."}).status_code == 404


def downloading(of, place, *scopes):
    """The answer to a download, whole."""
    WINDOW.forget()
    headers = {"Authorization": f"Bearer {token(of, *scopes, days=len(of.tokens.all()) + 1)}"}
    response = Client(raise_request_exception=False).get(f"/api/v1/{AT}/{place}", headers=headers)
    response.whole = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def test_a_document_is_given_out_as_on_its_page_and_written_down(lead, contact):
    uploading(contact, "service/requests/1/documents", name="Straße plan.pdf", complete="true")
    uploading(lead, "evidence/requests/1/documents", OTHER, complete="true")
    for of, place in ((lead, "evidence"), (contact, "service")):
        given_out = downloading(of, f"{place}/documents/1/versions/1/file", "manage")
        assert (given_out.status_code, given_out.whole) == (200, PDF)
        assert given_out["Content-Disposition"].startswith("attachment; filename=")
        assert given_out["X-Content-Type-Options"] == "nosniff"
        assert given_out["Content-Type"] == "application/pdf"
        assert given_out["Content-Length"] == str(len(PDF))
        entry = AuditEntry.objects.latest("pk")
        assert (entry.via, entry.actor, entry.subject) == ("api", of.pk, "document 1 version 1")
        assert entry.after["sha256"] == hashlib.sha256(PDF).hexdigest()
    # What an inspector was handed is not the service's to have; a reading scope has no files.
    assert downloading(contact, "service/documents/2/versions/1/file", "manage").status_code == 404
    assert downloading(lead, "evidence/documents/1/versions/2/file", "manage").status_code == 404
    assert downloading(lead, "evidence/documents/1/versions/1/file", "read").status_code == 403
    assert downloading(contact, "evidence/documents/1/versions/1/file", "manage").status_code == 404


def test_a_document_is_removed_with_the_reason_and_told_so(lead, contact):
    uploading(contact, "service/requests/1/documents", complete="true")
    call = calling(lead, "manage")
    refused = call("POST", f"{AT}/evidence/documents/1/remove", {"reason": " "})
    assert refused.status_code == 422
    removed = call("POST", f"{AT}/evidence/documents/1/remove", {"reason": "By mistake."}, key="one")
    assert removed.status_code == 200
    (version,) = removed.data["versions"]
    assert (version["file_name"], version["sha256"]) == ("", hashlib.sha256(PDF).hexdigest())
    assert version["removed_at"] is not None
    assert call("POST", f"{AT}/evidence/documents/1/remove", {"reason": "By mistake."}, key="one").data == removed.data
    assert downloading(lead, "evidence/documents/1/versions/1/file", "manage").status_code == 404
