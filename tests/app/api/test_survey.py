"""Surveys through the API: reading them, and taking answers in."""

import pytest
from django.utils import timezone

from inspectorate_app.actions import survey
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import SurveyResponse
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db

PLACE = f"inspections/{given.LLR}/surveys"


@pytest.fixture
def lead():
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    today = timezone.localdate()
    survey.open_survey(given.actor(lead), given.LLR, questionnaire="staff", opens_on=today, closes_on=today, invited=8)
    return lead


def test_answers_are_taken_in_and_counted_when_the_survey_is_closed(lead):
    call = calling(lead)
    answers = [{"change_managed": "agree", "helps": "=1+1"}] * 4 + [{"change_managed": "disagree"}] * 2
    taken = call("POST", f"{PLACE}/1/answers", {"answers": answers}, key="one")
    assert (taken.status_code, taken.json()) == (201, {"survey": 1, "answers": 6})
    again = call("POST", f"{PLACE}/1/answers", {"answers": answers}, key="one")
    assert again.json() == {"survey": 1, "answers": 6}
    (told,) = call("GET", PLACE).json()["surveys"]
    assert (told["standing"], told["answered"], told["asked"]) == ("open", 6, 8)
    assert call("GET", f"{PLACE}/1/results").status_code == 409
    survey.close(given.actor(lead), given.LLR, 1)
    found = call("GET", f"{PLACE}/1/results").json()
    question = next(each for each in found["questions"] if each["question"] == "change_managed")
    # 4 of 6 is 66.7 per cent; 6 of the 8 asked is 75
    assert (question["favourable"], question["base"], question["favourable_percent"]) == (4, 6, 67)
    assert question["sentence"].startswith("Two-thirds of staff (4 of 6, 67 per cent) agreed or strongly agreed")
    assert found["response_rate"] == 75
    assert SurveyResponse.objects.count() == 6
    assert call("GET", f"{PLACE}/1/quotations").json() == {"quotations": []}  # four wait, and are not told


def test_what_could_tell_who_answered_is_refused(lead):
    answers = [{"change_managed": "agree", "email": "a@example.com"}] * 6
    refused = calling(lead)("POST", f"{PLACE}/1/answers", {"answers": answers})
    assert refused.status_code == 422
    assert "email" in refused.content.decode()
    assert "a@example.com" not in refused.content.decode()


def test_there_is_no_survey_of_another_number(lead):
    assert calling(lead)("GET", f"{PLACE}/2/results").status_code == 404
