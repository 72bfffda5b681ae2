"""Every error of the API is a problem document, whoever found it, and says nothing that it should not."""

import pytest
from django.conf import settings

from inspectorate_app.actions.permission import Role
from inspectorate_app.rate import WINDOW
from tests.app import given
from tests.app.api.bearer import Caller, calling, token

pytestmark = pytest.mark.django_db
URN = "urn:inspectorate:problem:"


def holds(response, status, kind):
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (response.data["type"], response.data["status"]) == (URN + kind, status)
    assert response.data["title"]
    assert response.data["detail"]
    assert response.data["request_id"] == response["X-Request-ID"]
    assert response["Cache-Control"] == "no-store"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lena Lead")


def answers(inspection):
    return f"inspections/{inspection.slug}/cases/1/assessment/answers"


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer insp_" + "x" * 43, "Basic eDp5", "Bearer insp_short", "insp_" + "x" * 43]
)
def test_without_a_token_that_works(inspection, authorization):
    response = Caller()("GET", "inspections", **({"Authorization": authorization} if authorization else {}))
    holds(response, 401, "not-signed-in")
    assert response["WWW-Authenticate"] == 'Bearer realm="inspectorate"'


def test_a_cookie_is_no_token(inspection, lead):
    caller = Caller()
    caller.client = given.signed_in(lead)
    holds(caller("GET", "inspections"), 401, "not-signed-in")


def test_an_expired_and_a_revoked_token(lead):
    from django.utils import timezone

    holds(Caller(token(lead, days=-1))("GET", "inspections"), 401, "not-signed-in")
    holds(Caller(token(lead, days=2, revoked_at=timezone.now()))("GET", "inspections"), 401, "not-signed-in")


def test_outside_the_scope_and_outside_the_role(inspection, lead):
    given.cases(inspection, allocated_to=lead)
    body = {"answers": {"2.1.1": {"answer": "yes", "version": 0}}}
    holds(calling(lead, "read")("PATCH", answers(inspection), body), 403, "not-allowed")
    analyst = given.member(inspection, Role.ANALYST)
    holds(calling(analyst)("PATCH", answers(inspection), body), 403, "not-allowed")


def test_permission_comes_before_what_is_wrong_with_the_body(inspection, lead):
    holds(calling(lead, "read")("PATCH", answers(inspection), {"nonsense": 1}), 403, "not-allowed")


def test_what_is_not_there_and_what_one_may_not_know_of_are_told_in_the_same_words(inspection):
    stranger = calling(given.person("Stranger"))
    hidden = stranger("GET", f"inspections/{inspection.slug}")
    absent = stranger("GET", "inspections/no-such-inspection")
    holds(hidden, 404, "not-there")
    assert hidden.data["detail"] == absent.data["detail"]


@pytest.mark.parametrize("path", ["nowhere", "inspections/", "inspections/%00", "", "inspections/x/cases/one"])
def test_an_address_that_leads_nowhere(lead, path):
    holds(calling(lead)("GET", path), 404, "not-there")


def test_a_method_that_is_not_answered(lead):
    response = calling(lead)("DELETE", "inspections")
    holds(response, 405, "method-not-allowed")
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}


def test_a_body_that_is_not_json(inspection, lead):
    caller = calling(lead)
    holds(caller("PATCH", answers(inspection), b"{", **{"Content-Type": "application/json"}), 400, "not-readable")
    holds(caller("PATCH", answers(inspection), b"\xff", **{"Content-Type": "application/json"}), 400, "not-readable")
    form = caller("PATCH", answers(inspection), b"a=1", **{"Content-Type": "application/x-www-form-urlencoded"})
    holds(form, 415, "not-json")


def test_a_body_that_is_too_large(inspection, lead):
    response = calling(lead)("PATCH", answers(inspection), b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    holds(response, 413, "too-large")


def test_all_that_is_wrong_with_the_input_is_told_with_its_place(inspection, lead):
    given.cases(inspection, allocated_to=lead)
    body = {"answers": {"2.1.1": {"answer": 7, "version": -1, "more": 1}}}
    response = calling(lead)("PATCH", answers(inspection), body)
    holds(response, 422, "bad-input")
    fields = {each["field"] for each in response.data["errors"]}
    assert fields == {f"answers.2.1.1.{name}" for name in ("answer", "version", "more")}
    assert all(each.keys() == {"file", "row", "field", "problem", "mend"} for each in response.data["errors"])


@pytest.mark.parametrize("limit", ["0", "201", "many", "-1", "1e3"])
def test_a_page_has_a_bound(lead, limit):
    response = calling(lead)("GET", f"inspections?limit={limit}")
    holds(response, 422, "bad-input")
    assert [each["field"] for each in response.data["errors"]] == ["limit"]


@pytest.mark.parametrize("key", ["k" * 81, "two words", "ü"])
def test_a_key_of_no_use(inspection, lead, key):
    given.cases(inspection, allocated_to=lead)
    response = calling(lead)("PATCH", answers(inspection), {"answers": {}}, key=key)
    holds(response, 422, "bad-input")
    assert "Idempotency-Key" in {each["field"] for each in response.data["errors"]}


def test_asking_too_often_by_token_and_by_wrong_tokens(lead, settings):
    settings.REQUESTS_A_MINUTE, settings.SIGN_INS_A_MINUTE = 3, 2
    caller = calling(lead)
    assert [caller("GET", "inspections").status_code for _ in range(3)] == [200, 200, 200]
    response = caller("GET", "inspections")
    holds(response, 429, "too-often")
    assert 0 < int(response["Retry-After"]) <= 60
    caller = Caller("insp_" + "x" * 43)
    assert [caller("GET", "inspections").status_code for _ in range(3)] == [401, 401, 429]
    WINDOW.forget()


def test_a_fault_of_ours_tells_nothing_of_itself(lead, monkeypatch):
    def broken(*_):
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("inspectorate_app.api.inspection.query.listed", broken)
    response = calling(lead)("GET", "inspections")
    holds(response, 500, "fault-of-ours")
    assert b"hunter2" not in response.content
