"""The language switch: a page in Welsh and back, and a survey without a script, with what was chosen."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inspectorate_app.actions import survey
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.journeys.accessibility import examine

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_switch_turns_a_page_to_welsh_and_back(narrow, live_server):
    narrow.goto(f"{live_server.url}/account/sign-in")
    narrow.get_by_role("button", name="Cymraeg").click()
    narrow.get_by_role("heading", level=1, name="Mewngofnodi").wait_for()
    expect(narrow.locator("html")).to_have_attribute("lang", "cy")
    examine(narrow)
    narrow.get_by_role("button", name="English").click()
    narrow.get_by_role("heading", level=1, name="Sign in").wait_for()


def test_a_survey_is_turned_to_welsh_without_a_script_and_keeps_what_was_chosen(without_script, live_server):
    page = without_script
    lead = given.actor(given.member(given.inspection(), Role.LEAD_INSPECTOR, "Lee Lead"))
    today = timezone.localdate()
    number = survey.open_survey(lead, given.LLR, questionnaire="people-on-probation", opens_on=today, closes_on=today)
    word = survey.make_links(lead, given.LLR, number, 1)[0]
    page.goto(f"{live_server.url}/survey/{word}")
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("heading", level=1, name="Your appointments").wait_for()
    page.get_by_label("Strongly agree").first.check()
    page.get_by_role("button", name="Cymraeg").click()
    page.get_by_role("heading", level=1, name="Eich apwyntiadau").wait_for()
    expect(page.get_by_label("Cytuno’n gryf").first).to_be_checked()
    examine(page)
