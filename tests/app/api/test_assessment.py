"""Opening a case, saving its answers and submitting it through the API."""

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from tests.app import given, quality
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def inspector(inspection):
    return given.member(inspection, Role.INSPECTOR, "Ingrid Inspector")


def address(inspection, number=1, rest=""):
    return f"inspections/{inspection.slug}/cases/{number}/assessment{rest}"


def test_a_case_is_opened_with_every_question_and_its_answers(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    opened = calling(inspector, "assess")("GET", address(inspection))
    assert opened.status_code == 200
    assert (opened.data["reference"], opened.data["state"], opened.data["answered"]) == ("SYN001", "not_started", 0)
    assert len(opened.data["questions"]) >= 60
    assert {"id", "text", "scale", "relevant", "because", "answer", "reason", "version"} <= opened.data["questions"][
        0
    ].keys()


def test_an_answer_is_saved_against_its_version_and_shows_when_the_case_is_opened(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector, "assess")
    asked = call("GET", address(inspection)).data["questions"][0]
    body = {"answer": asked["scale"][0], "reason": "Seen in the plan.", "version": 0}
    saved = call("PUT", address(inspection, rest=f"/answers/{asked['id']}"), body)
    assert (saved.status_code, saved.data["version"], saved.data["answered"]) == (200, 1, 1)
    shown = call("GET", address(inspection)).data["questions"][0]
    assert (shown["answer"], shown["reason"], shown["version"]) == (asked["scale"][0], "Seen in the plan.", 1)


def test_who_saves_on_a_version_that_was_overtaken_is_shown_what_stands_without_a_name(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector)
    asked = call("GET", address(inspection)).data["questions"][0]
    place = address(inspection, rest=f"/answers/{asked['id']}")
    call("PUT", place, {"answer": asked["scale"][0], "version": 0})
    late = call("PUT", place, {"answer": asked["scale"][1], "version": 0})
    assert (late.status_code, late.data["type"]) == (409, "urn:inspectorate:problem:overtaken")
    assert (late.data["theirs"]["answer"], late.data["theirs"]["version"]) == (asked["scale"][0], 1)
    assert b"Ingrid" not in late.content


def test_a_retry_is_answered_as_the_first_try_and_another_body_under_its_key_is_refused(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector)
    asked = call("GET", address(inspection)).data["questions"][0]
    place, body = address(inspection, rest=f"/answers/{asked['id']}"), {"answer": asked["scale"][0], "version": 0}
    first, again = (call("PUT", place, body, key="k-1") for _ in range(2))
    assert (first.status_code, again.status_code, again.data) == (200, 200, first.data)
    other = call("PUT", place, {**body, "reason": "another"}, key="k-1")
    assert (other.status_code, other.data["type"]) == (422, "urn:inspectorate:problem:key-used-before")


def test_several_answers_are_saved_together_or_not_at_all(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector)
    one, two = call("GET", address(inspection)).data["questions"][:2]
    sound = {"answer": one["scale"][0], "version": 0}
    refused = call("PATCH", address(inspection, rest="/answers"), {"answers": {one["id"]: sound, "9.9.9": sound}})
    assert refused.status_code == 422
    assert [each["field"] for each in refused.data["errors"]] == ["9.9.9"]
    assert call("GET", address(inspection)).data["answered"] == 0
    both = {one["id"]: sound, two["id"]: {"answer": two["scale"][0], "version": 0}}
    saved = call("PATCH", address(inspection, rest="/answers"), {"answers": both}, key="k-2")
    assert (saved.status_code, saved.data["answers"].keys()) == (200, both.keys())


def test_submission_names_every_question_that_is_missing_then_locks(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector)
    early = call("POST", address(inspection, rest="/submission"), {})
    missing = {each["question"] for each in call("GET", address(inspection)).data["missing"]}
    assert early.status_code == 422
    assert {each["field"] for each in early.data["errors"]} == missing
    for _ in range(5):
        waiting = call("GET", address(inspection)).data
        todo = {each["question"] for each in waiting["missing"]}
        if not todo:
            break
        given_ = {
            each["id"]: {"answer": each["scale"][0], "version": each["version"]}
            for each in waiting["questions"]
            if each["id"] in todo
        }
        assert call("PATCH", address(inspection, rest="/answers"), {"answers": given_}).status_code == 200
    done = call("POST", address(inspection, rest="/submission"), {"confirmed": True}, key="s")
    assert (done.status_code, done.data["state"]) == (200, "submitted")
    assert call("POST", address(inspection, rest="/submission"), {"confirmed": True}, key="s").data == done.data
    locked = call("POST", address(inspection, rest="/submission"), {"confirmed": True})
    assert (locked.status_code, locked.data["type"]) == (409, "urn:inspectorate:problem:not-now")


def test_reopening_needs_a_lead_or_quality_lead_and_is_done_once_under_its_key(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    reopening = address(inspection, rest="/reopening")
    assert calling(inspector)("POST", reopening, {"reason": "x"}).status_code == 403
    lead = calling(given.member(inspection, Role.LEAD_INSPECTOR))
    early = lead("POST", reopening, {"reason": "x"}, key="r")
    assert (early.status_code, early.data["type"]) == (409, "urn:inspectorate:problem:not-now")
    assert lead("POST", reopening, {"reason": "y"}, key="r").status_code == 409, "a write that failed leaves no key"


def test_a_case_of_another_is_not_there(inspection, inspector):
    other = given.member(inspection, Role.INSPECTOR, "Otto Other")
    given.cases(inspection, allocated_to=other)
    call = calling(inspector)
    assert call("GET", address(inspection)).status_code == 404
    assert call("GET", f"inspections/{inspection.slug}/cases/1").status_code == 404
    assert call("GET", f"inspections/{inspection.slug}/cases").data == {"items": [], "next": None}
    assert call("GET", f"inspections/{inspection.slug}/cases/all").status_code == 403
    assert call("PUT", address(inspection, rest="/answers/2.1.1"), {"version": 0}).status_code in (403, 404)


def test_the_interview_is_recorded(inspection, inspector):
    given.cases(inspection, allocated_to=inspector)
    call = calling(inspector)
    body = {"outcome": "held", "held_on": "2022-10-25", "notes": "By telephone.", "version": 0}
    assert call("PUT", address(inspection, rest="/interview"), body, key="i").data == {**body, "version": 1}
    assert call("GET", address(inspection, rest="/interview")).data == {**body, "version": 1}


def test_a_reopening_sent_again_shows_no_case_that_is_withheld_meanwhile(inspection, inspector):
    """Whoever reopened a case and must not read it any more: the key answers as before, and the case stays closed."""
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    (case,) = given.cases(inspection, ["SYN001"])
    quality.submitted(inspection, inspector, case, {"2.2.1": "yes"}, "Nobody saw it.")
    call = calling(lead)
    assert call("POST", address(inspection, rest="/reopening"), {"reason": "A slip"}, "k1").status_code == 200
    with guard.allowed():
        inspection.memberships.filter(person=lead).update(conflicts=["SYN001"])
    again = call("POST", address(inspection, rest="/reopening"), {"reason": "A slip"}, "k1")
    assert (again.status_code, b"Nobody saw it" in again.content) == (403, False)
