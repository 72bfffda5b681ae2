"""The language switch: a page in Welsh and back, and a survey without a script, with what was chosen."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inspectorate_app.actions import survey
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import sign_in
from tests.words.pseudo import CLOSING, OPENING, spoken

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


def test_what_the_script_of_a_case_says_is_in_the_language_of_the_page(page, live_server, faults):
    """In the language that nobody speaks: what stands without its brackets was never translated."""
    row = given.inspection()
    ines = given.member(row, Role.INSPECTOR, "Ines Spector")
    given.cases(row, allocated_to=ines)
    sign_in(page, ines)
    page.context.add_cookies([{"name": "language", "value": "cy", "url": live_server.url}])
    where = {"inspection": given.LLR, "number": 1, "section": "2-2-assessment"}
    with spoken():
        page.goto(reverse("case_section", kwargs=where))
        question = page.locator("[data-question='2.2.1']")
        question.locator("input[type=radio]").first.check()
        expect(question.get_by_role("status")).to_have_text(
            re.compile(rf"^{OPENING}Saved at \d{{1,2}}(\.\d\d)?{OPENING}[ap]m{CLOSING}{CLOSING}$")
        )
        counted = rf"^{OPENING}1 of \d+ questions answered{CLOSING}$"
        expect(page.locator("#saving-count")).to_have_text(re.compile(counted))
        page.context.set_offline(True)
        question.locator("input[type=radio]").last.check()
        expect(page.locator("#saving-trouble")).to_contain_text(
            f"{OPENING}No connection.{CLOSING} {OPENING}1 answer is kept"
        )
        page.context.set_offline(False)
        expect(page.locator("#saving-trouble")).to_have_text("")
    faults.expect("POST .*/answer: net::ERR_INTERNET_DISCONNECTED")
