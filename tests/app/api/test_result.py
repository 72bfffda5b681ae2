"""Results, progress, standards, the panel and the audit trail through the API: what the pages show, without names."""

import datetime

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry
from tests.app import given, results
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection(phase="panel")


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lena Lead")


@pytest.fixture
def member(inspection):
    return given.member(inspection, Role.PANEL_MEMBER, "Pia Panel")


def address(inspection, rest):
    return f"inspections/{inspection.slug}/{rest}"


def test_ratings_are_those_that_were_published_with_what_would_flip_them(inspection, lead, demonstration):
    results.published(inspection, demonstration)
    found = calling(lead, "read")("GET", address(inspection, "results"))
    assert found.status_code == 200
    # As published of Leicester, Leicestershire and Rutland: 102 cases, 'Inadequate' with 2 of 27 points.
    assert (found.data["cases"], found.data["complete"]) == (102, True)
    assert (found.data["overall"], found.data["points"], found.data["maximum"]) == ("Inadequate", 2, 27)
    counted = [each for each in found.data["standards"] if each["key_questions"]]
    assert counted
    assert any(each["better"] for each in counted), "with enough other answers a standard would be better"
    assert all(each["working"] for each in counted)


def test_every_question_is_counted_and_small_groups_are_hidden(inspection, lead, demonstration):
    results.published(inspection, demonstration)
    call = calling(lead, "read")
    counts = call("GET", address(inspection, "results/questions")).data
    for each in counts["questions"]:
        kinds = ("yes", "no", "not_applicable", "missing", "other")
        assert sum(each[kind] for kind in kinds) == counts["submitted"] == 102
    split = call("GET", address(inspection, "results/by/gender")).data
    whole = {each["question"]: each for each in counts["questions"]}
    for each in split["questions"]:
        shown = sum(group["yes"] + group["no"] for group in each["shown"].values())
        assert all(group["yes"] + group["no"] >= split["threshold"] for group in each["shown"].values())
        assert shown <= whole[each["question"]]["yes"] + whole[each["question"]]["no"]
    assert call("GET", address(inspection, "results/by/height")).status_code == 404


def test_progress_counts_the_cases_by_state(inspection, lead):
    given.cases(inspection, allocated_to=lead)
    found = calling(lead, "read")("GET", address(inspection, "progress")).data
    assert found["cases"] == {"not_started": 3, "in_progress": 0, "submitted": 0, "answered": 0, "relevant": 0}
    assert [(each["module"], each["stratum"]) for each in found["by_stratum"]] == [("", "all")]


def test_a_standard_is_judged_against_its_version(lead, inspection):
    with guard.allowed():
        inspection.phase = "analysis"
        inspection.save()
    call = calling(lead)
    place = address(inspection, "standards/1.1/judgement")
    body = {"rating": "Good", "reason": "Seen on site.", "version": 0}
    assert call("PUT", place, body, key="j").data == {"standard": "1.1", "version": 1}
    assert call("PUT", place, body, key="j").data == {"standard": "1.1", "version": 1}
    late = call("PUT", place, {**body, "rating": "Outstanding"})
    assert (late.status_code, late.data["theirs"]["rating"]) == (409, "Good")
    assert b"Lena" not in late.content
    first = call("GET", address(inspection, "standards")).data["standards"][0]
    assert (first["standard"], first["rating"], first["version"]) == ("1.1", "Good", 1)
    wrong = call("PUT", place, {"rating": "Splendid", "reason": " ", "version": 1})
    assert wrong.status_code == 422
    assert {each["field"] for each in wrong.data["errors"]} == {"rating", "reason"}


def test_a_panel_sits_decides_signs_off_and_is_reopened(inspection, lead, member, demonstration):
    results.published(inspection, demonstration)
    call = calling(member)
    assert call("GET", address(inspection, "panel")).status_code == 404
    body = {"held_on": "2022-11-30", "members": [member.pk]}
    opened = call("POST", address(inspection, "panel"), body, key="p")
    assert (opened.status_code, opened.data["state"], opened.data["members"]) == (201, "open", 1)
    assert call("POST", address(inspection, "panel"), body, key="p").data == opened.data
    again = call("POST", address(inspection, "panel"), body)
    assert (again.status_code, again.data["type"]) == (409, "urn:inspectorate:problem:not-now")
    beyond = call("PUT", address(inspection, "panel/decisions/1.1"), {"rating": "Outstanding", "reason": "Because."})
    assert beyond.status_code == 422
    assert calling(lead)("POST", address(inspection, "panel/sign-off")).status_code == 403
    signed = call("POST", address(inspection, "panel/sign-off"), key="s")
    assert (signed.status_code, signed.data["state"], len(signed.data["evidence_sha256"])) == (200, "signed_off", 64)
    assert signed.data["ratings"]["overall"] == "Inadequate"
    assert b"Pia" not in signed.content
    reopened = call("POST", address(inspection, "panel/reopening"), {"reason": "An answer was wrong."}, key="r")
    assert (reopened.status_code, reopened.data["state"]) == (200, "reopened")


def test_the_audit_trail_is_told_by_number_page_by_page(inspection, lead):
    with guard.allowed():
        inspection.phase = "analysis"
        inspection.save()
    call = calling(lead)
    for number in range(3):
        body = {"rating": "Good", "reason": f"Seen {number} times by Zoe Zander.", "version": number}
        call("PUT", address(inspection, "standards/1.1/judgement"), body)
    first = call("GET", address(inspection, "audit?limit=2"))
    assert [each["position"] for each in first.data["items"]] == [3, 2]
    second = call("GET", first.data["next"]).data
    assert [each["position"] for each in second["items"]] == [1]
    assert second["next"] is None
    entry = first.data["items"][0]
    assert (entry["person"], entry["via"], entry["subject"]) == (lead.pk, "api", "standard 1.1")
    assert entry["changed"] == ["reason", "version"]
    assert entry["sha256"] == AuditEntry.objects.get(position=3).sha256
    assert b"Z" not in first.content.replace(b'Z"', b""), "neither names nor what was written"


def test_an_inspection_is_set_up_once_and_moves_on(db):
    planner = calling(given.person("Pat Planner", "planner"))
    begin = datetime.date(2022, 10, 24)
    body = {
        "edition": "hmip-pdu-2021",
        "organisation": "pdu/leicester-leicestershire-and-rutland",
        "fieldwork_from": begin.isoformat(),
        "fieldwork_to": (begin + datetime.timedelta(days=11)).isoformat(),
    }
    made = planner("POST", "inspections", body, key="u")
    assert made.status_code == 201, made.data
    assert made["Location"] == f"/api/v1/inspections/{made.data['slug']}"
    assert planner("POST", "inspections", body, key="u").data == made.data
    assert len(planner("GET", "inspections").data["items"]) == 1
    blocked = planner("POST", f"inspections/{made.data['slug']}/phase", {"to": "evidence"})
    assert (blocked.status_code, blocked.data["type"]) == (409, "urn:inspectorate:problem:not-now")
    assert "lead inspector" in blocked.data["detail"]
