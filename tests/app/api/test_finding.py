"""Findings through the API: read, written, tied and withdrawn, under the same rules as on the pages."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.api.bearer import calling
from tests.app.results import judge_all, ten_cases

pytestmark = pytest.mark.django_db
FINDING = {"heading": "2.2", "kind": "improvement", "text": "Too few assessments engage the person."}


@pytest.fixture
def inspection():
    row = given.inspection(phase="analysis")
    ten_cases(row, {"2.2": [6, 7, 7]})
    judge_all(row, {"1.2": "Good"})
    return row


@pytest.fixture
def call(inspection):
    return calling(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def at(inspection, rest=""):
    return f"inspections/{inspection.slug}/findings{rest}"


def test_a_finding_is_written_once_tied_to_what_was_read_and_withdrawn(inspection, call):
    for _ in range(2):
        answer = call("POST", at(inspection), FINDING, key="one")
        assert (answer.status_code, answer.data) == (201, {"number": 1, "version": 1})
    offered = call("GET", at(inspection, "/sources?limit=200")).data["items"]
    source = next(each for each in offered if (each["kind"], each["key"]) == ("results", "2.2.1"))
    assert source["words"] == "6 out of 10, 60 per cent"
    tied = {"kind": "results", "key": "2.2.1", "seen": source["seen"], "why": "Four in ten were not engaged."}
    assert call("POST", at(inspection, "/1/sources"), tied).data == {"number": 1, "sources": 1}
    assert call("POST", at(inspection, "/1/sources"), tied | {"seen": "0"}).status_code == 409
    one = call("GET", at(inspection, "/1")).data
    assert one["kinds_of_evidence"] == ["case assessments"]
    assert (one["triangulated"], one["unseen"], one["sources"][0]["changed"]) == (False, 0, False)
    assert one["sources"][0]["words"] == one["sources"][0]["now"] == source["words"]
    changed = call("PUT", at(inspection, "/1"), FINDING | {"text": "Four in ten are not engaged.", "version": 1})
    assert changed.data == {"number": 1, "version": 2}
    late = call("PUT", at(inspection, "/1"), FINDING | {"version": 1})
    assert (late.status_code, late.data["theirs"]["text"]) == (409, "Four in ten are not engaged.")
    gone = call("POST", at(inspection, "/1/withdrawal"), {"reason": "Figures moved.", "version": 2})
    assert gone.data == {"number": 1, "version": 3}
    assert call("GET", at(inspection, "/1")).data["withdrawn"] == "Figures moved."


def test_lists_come_in_pages(inspection, call):
    for _ in range(3):
        call("POST", at(inspection), FINDING)
    first = call("GET", at(inspection, "?limit=2")).data
    assert [each["number"] for each in first["items"]] == [1, 2]
    second = call("GET", first["next"]).data
    assert ([each["number"] for each in second["items"]], second["next"]) == ([3], None)
    sources = call("GET", at(inspection, "/sources?limit=1")).data
    following = call("GET", sources["next"]).data["items"][0]
    assert sources["items"][0]["key"] < following["key"]


def test_all_that_is_wrong_is_told_and_the_unseen_is_counted(inspection, call):
    wrong = call("POST", at(inspection), {"heading": "9.9", "kind": "none", "text": " "})
    assert wrong.status_code == 422
    assert {each["field"] for each in wrong.data["errors"]} == {"heading", "kind", "text"}
    call("POST", at(inspection), FINDING)
    call("POST", at(inspection, "/1/sources"), {"kind": "standards", "key": "1.2"})
    inspector = calling(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    one = inspector("GET", at(inspection, "/1")).data
    assert (one["unseen"], one["sources"]) == (1, [])
    assert inspector("GET", at(inspection, "/sources")).data["items"] == []
    assert inspector("POST", at(inspection, "/1/sources"), {"kind": "standards", "key": "1.2"}).status_code == 404
    assert call("GET", at(inspection, "/99")).status_code == 404
