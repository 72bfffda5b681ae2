"""Recommendations and progress through the API, under the same rules as on the pages."""

import pytest

from inspectorate_app.actions import finding
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
ONE = {"addressed_as": "East Midlands region", "text": "review unpaid work"}


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def call(lead):
    return calling(lead)


def at(inspection, rest=""):
    return f"inspections/{inspection.slug}/recommendations{rest}"


def test_one_is_written_once_tied_changed_and_withdrawn(inspection, lead, call):
    for _ in range(2):
        answer = call("POST", at(inspection), ONE, key="one")
        assert (answer.status_code, answer.data) == (201, {"number": 1, "version": 1})
    number = finding.write(given.actor(lead), inspection.slug, heading="1.2", kind="improvement", text="It waits.")
    assert call("PUT", at(inspection, "/1/findings"), {"findings": [number], "version": 1}).data["version"] == 2
    one = call("GET", at(inspection, "/1")).data
    assert (one["printed"], one["addressee"], one["findings"], one["borne_out"]) == (1, "region", [number], True)
    assert call("GET", at(inspection, "/total")).data == {
        "recommendations": 1,
        "words": "one recommendation for the East Midlands regional service",
    }
    late = call("PUT", at(inspection, "/1"), {**ONE, "version": 1})
    assert (late.status_code, late.data["theirs"]["version"]) == (409, 2)
    assert call("PUT", at(inspection, "/1"), {**ONE, "text": "end delays", "version": 2}).data["version"] == 3
    gone = call("POST", at(inspection, "/1/withdrawal"), {"reason": "Another covers it.", "version": 3})
    assert gone.data == {"number": 1, "version": 4}
    assert call("GET", at(inspection, "/1")).data["withdrawn"] == "Another covers it."
    assert call("GET", at(inspection, "/99")).status_code == 404


def test_an_inspector_proposes_and_who_sees_no_findings_is_told_none(inspection, lead, call):
    inspector = calling(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    assert inspector("POST", at(inspection), ONE).data["number"] == 1
    assert inspector("GET", at(inspection, "/1")).data["proposed"] is True
    assert inspector("POST", at(inspection, "/1/acceptance"), {"version": 1}).status_code == 403
    number = finding.write(given.actor(lead), inspection.slug, heading="1.2", kind="improvement", text="It waits.")
    inspector("PUT", at(inspection, "/1/findings"), {"findings": [number], "version": 1})
    assert call("POST", at(inspection, "/1/acceptance"), {"version": 2}).data["version"] == 3
    officer = calling(given.member(inspection, Role.OPERATIONS_OFFICER, "Ola Officer"))
    (one,) = officer("GET", at(inspection)).data["items"]
    assert (one["findings"], one["borne_out"], one["printed"]) == ([], True, 1)


def test_lists_come_in_pages_and_all_that_is_wrong_is_told(inspection, call):
    for _ in range(3):
        call("POST", at(inspection), ONE)
    first = call("GET", at(inspection, "?limit=2")).data
    second = call("GET", first["next"]).data
    assert [each["number"] for each in (*first["items"], *second["items"])] == [1, 2, 3]
    wrong = call("POST", at(inspection), {"addressed_as": " ", "text": " "})
    assert wrong.status_code == 422
    assert {each["field"] for each in wrong.data["errors"]} == {"addressed_as", "text"}


def test_progress_is_recorded(inspection, call):
    entered = call("POST", at(inspection, "/previous"), {"number": 4, "recommendation": "improve staffing"}, key="a")
    assert (entered.status_code, entered.data) == (201, {"number": 1, "version": 1})
    judged = {"status": "some", "found": "Posts were filled.", "findings": [], "version": 1}
    assert call("PUT", at(inspection, "/previous/1/progress"), judged).data == {"number": 1, "version": 2}
    (one,) = call("GET", at(inspection, "/previous")).data["items"]
    assert (one["printed"], one["label"], one["found"]) == (4, "Some progress", "Posts were filled.")
    wrong = call("PUT", at(inspection, "/previous/1/progress"), {**judged, "status": "done", "version": 2})
    assert {each["field"] for each in wrong.data["errors"]} == {"status"}
