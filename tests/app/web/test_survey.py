"""The pages of surveys: what they show whom, beside the journeys."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone

from inspectorate_app.actions import survey, survey_answer
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Survey, SurveyLink
from tests.app import given

pytestmark = pytest.mark.django_db

PLACE = f"/inspections/{given.LLR}/surveys"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


def opened(lead, answers=(), questionnaire="staff"):
    acting, today = given.actor(lead), timezone.localdate()
    number = survey.open_survey(acting, given.LLR, questionnaire=questionnaire, opens_on=today, closes_on=today)
    for word, each in zip(survey.make_links(acting, given.LLR, number, len(answers) or 1), answers, strict=False):
        survey_answer.answer(word, {name: [text] for name, text in each.items()})
    return number


def test_links_as_a_file(lead):
    opened(lead)
    response = given.signed_in(lead).post(f"{PLACE}/1/links", {"count": "3", "form": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["link"] for row in rows] == [f"http://testserver/survey/{row['code']}" for row in rows]
    assert {survey_answer.sha256_of(row["code"]) for row in rows} <= {each.sha256 for each in SurveyLink.objects.all()}
    assert AuditEntry.objects.filter(after={"links_made": 3}).exists()
    assert Client().get(f"/survey/{rows[0]['code']}").status_code == 200


def test_the_counts_as_a_file_that_no_spreadsheet_runs(inspection, lead):
    opened(lead, [{"change_managed": "agree", "helps": "=1+1"}] * 5)
    survey.close(given.actor(lead), given.LLR, 1)
    from inspectorate_app.actions import quotation
    from inspectorate_app.store.models import Quotation

    analyst = given.member(inspection, Role.ANALYST, "Ana Analyst")
    quotation.begin_checking(given.actor(analyst), given.LLR, 1)
    first = Quotation.objects.order_by("id").first()
    quotation.check(given.actor(analyst), given.LLR, first.pk, "=1+1")
    response = given.signed_in(lead).post(f"{PLACE}/1/download")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    counted = next(row for row in rows if row["question"] == "change_managed" and row["answer"] == "Agree")
    assert (counted["base"], counted["count"], counted["percent"], counted["certainty"]) == ("5", "5", "100", "assumed")
    (quoted,) = [row for row in rows if row["note"] == "quotation, checked"]
    assert quoted["answer"] == "'=1+1"
    assert AuditEntry.objects.filter(action="export surveys", after__quotations=1).exists()


def test_there_is_nothing_to_take_away_before_it_is_closed(lead):
    opened(lead, [{"change_managed": "agree"}] * 5)
    assert given.signed_in(lead).post(f"{PLACE}/1/download").status_code == 409


def test_results_say_what_is_ours(lead):
    opened(lead, [{"change_managed": "agree"}] * 5)
    survey.close(given.actor(lead), given.LLR, 1)
    page = given.signed_in(lead).get(f"{PLACE}/1/results").content.decode()
    assert "The number 5 is our own" in page
    assert "The wording is ours." in page
    assert "Base: 5 of the 5 who were asked." in page


@pytest.mark.parametrize(("first", "last", "told"), [(1, 7, "has not opened yet"), (-7, -1, "has closed")])
def test_a_link_out_of_its_days_says_so(lead, first, last, told):
    import datetime

    opened(lead)
    (word,) = survey.make_links(given.actor(lead), given.LLR, 1, 1)
    today = timezone.localdate()
    with guard.allowed():
        days = [today + datetime.timedelta(days=each) for each in (first, last)]
        Survey.objects.update(opens_on=days[0], closes_on=days[1])
    response = Client().get(f"/survey/{word}")
    assert response.status_code == 404
    assert told in response.content.decode()


def test_what_is_typed_is_escaped_wherever_it_is_carried(lead):
    opened(lead)
    (word,) = survey.make_links(given.actor(lead), given.LLR, 1, 1)
    data = {"q-helps": '"><script>alert(1)</script>', "at": "your-words", "go": "next"}
    page = Client().post(f"/survey/{word}", data).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_answered_is_told_and_sent_again(lead):
    opened(lead)
    (word,) = survey.make_links(given.actor(lead), given.LLR, 1, 1)
    page = Client().post(f"/survey/{word}", {"at": "check", "go": "send"})
    assert page.status_code == 200
    assert "No question is answered: answer one question or more" in page.content.decode()


def test_a_local_assessor_sees_no_survey(inspection):
    client = given.signed_in(given.member(inspection, Role.LOCAL_ASSESSOR, "Lou Local"))
    assert client.get(f"{PLACE}/").status_code == 403


def test_an_edition_without_surveys_says_so(lead):
    other = given.inspection("youth-2022", edition_name="hmip-yjs-2018")
    someone = given.member(other, Role.LEAD_INSPECTOR, "Lea Lead")
    client = given.signed_in(someone)
    assert "has no survey" in client.get("/inspections/youth-2022/surveys/").content.decode()
    assert client.get("/inspections/youth-2022/surveys/open").status_code == 404
