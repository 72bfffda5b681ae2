"""Pages of evidence: files are given out to be saved and never shown, and what is wrong is told at its field."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspectorate_app.actions import document, evidence
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import AuditEntry
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.inspection import find
from tests.app import given
from tests.app.evidence import PDF, uploaded

pytestmark = pytest.mark.django_db
AT = f"/inspections/{given.LLR}"


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


def sent(client, place, content=PDF, name="plan.pdf", **more):
    return client.post(f"{AT}/{place}", {"file": SimpleUploadedFile(name, content), **more})


def test_a_file_is_given_out_to_be_saved_and_never_run_or_shown(lead, contact):
    document.upload(given.actor(contact), given.LLR, uploaded(name="Plan “2022” – §1.pdf"), request=1)
    response = given.signed_in(lead).get(f"{AT}/evidence/documents/1/versions/1/file")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    disposition = response["Content-Disposition"]
    assert disposition.startswith('attachment; filename="Plan _2022_ _ _1.pdf"')
    assert "filename*=UTF-8''Plan%20%E2%80%9C2022%E2%80%9D%20%E2%80%93%20%C2%A71.pdf" in disposition
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert AuditEntry.objects.latest("pk").action == "download evidence"


def test_no_address_or_page_of_the_service_gives_out_what_an_inspector_was_handed(lead, contact):
    document.upload(given.actor(lead), given.LLR, uploaded(name="handed.pdf"), request=1, title="Handed over")
    client = given.signed_in(contact)
    assert client.get(f"{AT}/service/documents/1/versions/1/file").status_code == 404
    assert client.get(f"{AT}/evidence/documents/1/versions/1/file").status_code == 404
    assert client.get(f"{AT}/service/documents/1/upload").status_code == 404
    for place in ("service/requests", "service/requests/1"):
        assert "Handed over" not in client.get(f"{AT}/{place}").content.decode()


def test_the_service_uploads_and_the_team_sees_it_unread(lead, contact):
    response = sent(given.signed_in(contact), "service/requests/1/upload", complete="yes")
    assert response.status_code == 302
    assert query.request(find(given.LLR), 1).state == "received"
    page = given.signed_in(lead).get(f"{AT}/evidence/").content.decode()
    assert "1 not read" in page
    assert "You have 1 document to read" in page


def test_what_is_wrong_with_a_file_is_told_at_the_file(contact, lead):
    response = sent(given.signed_in(contact), "service/requests/1/upload", b"MZ", complete="yes", title="Plan")
    words = response.content.decode()
    assert "Its name says that it is PDF (pdf), and its content does not" in words
    assert 'href="#id_file"' in words
    assert 'value="Plan"' in words
    response = given.signed_in(contact).post(f"{AT}/service/requests/1/upload", {"title": "Plan"})
    words = response.content.decode()
    assert "Select file" in words
    assert "Select whether this is everything" in words


def test_a_file_that_is_too_large_is_told_in_one_sentence(contact, lead, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    response = sent(given.signed_in(contact), "service/requests/1/upload", PDF + b" " * 1_000_000, complete="yes")
    assert "The file is larger than 1 MB" in response.content.decode()


def test_a_request_that_is_over_is_not_there_on_either_side(lead, contact):
    evidence.withdraw(given.actor(lead), given.LLR, 1)
    assert given.signed_in(contact).get(f"{AT}/service/requests/1").status_code == 404
    assert given.signed_in(lead).get(f"{AT}/evidence/requests/1").status_code == 404


def test_what_people_wrote_is_shown_and_not_obeyed(lead, contact):
    evidence.not_held(given.actor(contact), given.LLR, 1, reason="<script>alert(1)</script>")
    for client, place in ((given.signed_in(lead), "evidence/gaps"), (given.signed_in(contact), "service/requests/1")):
        page = client.get(f"{AT}/{place}").content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_proposals_say_that_they_are_assumed_and_are_offered_once(lead):
    client = given.signed_in(lead)
    page = client.get(f"{AT}/evidence/requests/propose").content.decode()
    assert page.count("Assumed.") == page.count('name="origins"')
    origins = ["training", "structure"]
    response = client.post(f"{AT}/evidence/requests/propose", {"origins": origins})
    assert response.status_code == 302
    assert [each.origin for each in query.requests(find(given.LLR))] == ["", "structure", "training"]
    assert 'value="training"' not in client.get(f"{AT}/evidence/requests/propose").content.decode()
