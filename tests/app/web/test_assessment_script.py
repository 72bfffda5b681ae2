"""What the script of a case assessment sends, and what it is answered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.assessing import at, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ines(inspection):
    """An inspector with the cases 1 to 3."""
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="female", sentence_type="community")
    return someone


def test_the_script_is_answered_with_what_was_saved(ines):
    reply = post(given.signed_in(ines), question="inspector_risk_of_harm", answer="low")
    said = reply.json()
    assert (reply.status_code, said["version"], said["answered"]) == (200, 1, 1)
    assert said["relevance"]["2.2.3"] == "The inspector did not judge the risk of serious harm to be low."
    assert said["relevance"]["enforcement_taken"] is True


def test_the_script_is_told_what_stands_what_is_wrong_and_what_is_refused(inspection, ines):
    client = given.signed_in(ines)
    post(client)
    overtaken = post(client, answer="no", key="k2")
    assert (overtaken.status_code, overtaken.json()["theirs"]["answer"]) == (409, "yes")
    assert post(client, answer="perhaps", version=1, key="k3").status_code == 422
    assert post(client, answer="no", version=1, key="k1").status_code == 403  # the key stands for another write
    other = given.signed_in(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    assert post(other).json()["problem"] == "This case is not allocated to you."


@pytest.mark.parametrize(
    "wrong", [{"version": "1"}, {"version": -1}, {"version": True}, {"key": ""}, {"key": "k" * 81}, {"answer": None}]
)
def test_what_the_script_would_not_send_is_not_understood(ines, wrong):
    assert post(given.signed_in(ines), **wrong).status_code == 400


def test_what_is_no_json_or_too_long_is_not_understood(ines):
    client = given.signed_in(ines)
    assert client.post(at("case_answer", 1), "{", content_type="application/json").status_code == 400
    assert post(client, reason="x" * 50_000).status_code == 400
    assert client.get(at("case_answer", 1)).status_code == 405


def test_a_save_by_the_script_is_ten_statements_beside_who_asks(ines):
    client = given.signed_in(ines)
    post(client, key="k0", question="2.2.2")
    with CaptureQueriesContext(connection) as captured:
        assert post(client).status_code == 200
    # Session, person and roles, which every request asks for once; then the save.
    assert len(captured) <= 3 + 10, "\n".join(each["sql"] for each in captured.captured_queries)
