"""Two requests of one key that arrive together, as from a program that gave up waiting: on real transactions."""

import pytest

from inspectorate_app.store.models import AuditEntry, Inspection
from tests.app import given
from tests.app.actions.test_assessment_together import at_once
from tests.app.api.bearer import Caller, token

pytestmark = pytest.mark.django_db(transaction=True)
BODY = {
    "edition": "hmip-pdu-2021",
    "organisation": "pdu/leicester-leicestershire-and-rutland",
    "fieldwork_from": "2022-10-24",
    "fieldwork_to": "2022-11-04",
}


def set_up_at_once(*bodies):
    """What each of the requests was answered, all sent by one planner with one key."""
    secret = token(given.person("Pat Planner", "planner"))
    return at_once(*(lambda body=body: Caller(secret)("POST", "inspections", body, key="one") for body in bodies))


def test_one_of_them_is_done_and_all_are_answered_alike():
    answers = set_up_at_once(BODY, BODY, BODY)
    assert [each.status_code for each in answers] == [201, 201, 201], [each.data for each in answers]
    assert answers[0].data == answers[1].data == answers[2].data
    assert {each["Location"] for each in answers} == {f"/api/v1/inspections/{Inspection.objects.get().slug}"}
    # Setting up is noted in the trail of the service and in that of the inspection: once in each.
    chains = AuditEntry.objects.filter(action="set up inspection").values_list("chain", flat=True)
    assert (len(chains), len(set(chains))) == (2, 2)


def test_a_key_is_not_taken_for_two_different_writes():
    answers = set_up_at_once(BODY, {**BODY, "organisation": "pdu/gwent"})
    assert sorted(each.status_code for each in answers) == [201, 422], [each.data for each in answers]
    refused = next(each for each in answers if each.status_code == 422)
    assert refused.data["type"] == "urn:inspectorate:problem:key-used-before"
    assert Inspection.objects.count() == 1
