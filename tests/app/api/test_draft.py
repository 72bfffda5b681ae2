"""Drafts by the API: written against a version, held against the evidence, commented on and answered."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.api.bearer import calling
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db


def test_a_part_is_written_held_against_the_evidence_and_commented_on():
    inspection = in_drafting()
    call = calling(given.member(inspection, Role.LEAD_INSPECTOR, "Lena Lead"))
    documents = f"inspections/{inspection.slug}/documents"
    part = f"{documents}/report/background"
    body = {"text": "We inspected 11 cases. The service ran 17 workshops.", "version": 0}
    assert call("PUT", part, body, key="a").data == {"version": 1}
    assert call("PUT", part, body, key="a").data == {"version": 1}, "sent again, done once"
    assert call("PUT", part, body).status_code == 409
    found = call("GET", part).data
    assert found["text"] == body["text"]
    false, unsupported = found["claims"]
    # ten cases were signed off (tests/app/results.py)
    assert (false["text"], false["verdict"]) == ("11 cases", "false")
    assert unsupported["verdict"] == "unsupported"
    claim = f"{part}/claims/{unsupported['fingerprint']}"
    assert call("PUT", claim, {"source": "Meeting 4"}).data == {"fingerprint": unsupported["fingerprint"]}
    assert [each["verdict"] for each in call("GET", part).data["claims"]] == ["false", "supported"]
    assert call("PUT", f"{part}/claims/0000000000000000", {"source": "Meeting 4"}).status_code == 404
    assert call("POST", f"{part}/comments", {"text": "Which?", "quoted": "17 workshops"}).status_code == 201
    assert call("POST", f"{part}/comments", {"text": "Which?", "quoted": "never"}).status_code == 422
    assert call("POST", f"{part}/comments/1/answer", {"answer": "Those of 2022."}).data == {"number": 1}
    assert [each["answer"] for each in call("GET", part).data["comments"]] == ["Those of 2022."]
    assert call("GET", f"{documents}/report/9.9").status_code == 404
    first = call("GET", f"{documents}?limit=5").data
    assert len(first["items"]) == 5
    assert first["next"]


def test_the_inspected_service_sees_nothing_of_it():
    inspection = in_drafting()
    call = calling(given.member(inspection, Role.SERVICE_HEAD, "Hal Head"))
    assert call("GET", f"inspections/{inspection.slug}/documents").status_code in (403, 404)


def test_a_draft_is_downloaded_in_welsh_and_in_no_language_that_there_is_not():
    inspection = in_drafting()
    call = calling(given.member(inspection, Role.LEAD_INSPECTOR, "Lena Lead"))
    files = f"inspections/{inspection.slug}/documents/report/files"
    welsh, english = (
        call.client.get(f"/api/v1/{files}/html{which}", headers=call.headers) for which in ("?language=cy", "")
    )
    assert "-cy-report-draft-0.html" in welsh["Content-Disposition"]
    assert '<html lang="cy">' in welsh.getvalue().decode()
    assert '<html lang="en-GB">' in english.getvalue().decode()
    assert call("GET", f"{files}/html?language=fr").status_code == 422
    assert call("GET", f"{files}/xyz").status_code == 404
    inspector = calling(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    assert inspector("GET", f"{files}/html").status_code == 403
