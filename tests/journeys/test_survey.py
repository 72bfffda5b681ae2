"""A survey from its opening to a quotation: the team's pages, and those of people who answer without an account."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inspectorate_app.actions import survey, survey_answer
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import SurveyLink, SurveyPool
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


def opened(lead, questionnaire="staff", answers=0, **one):
    """A survey that is open today, with answers that came by links; and the word of one more link."""
    acting, today = given.actor(lead), timezone.localdate()
    number = survey.open_survey(acting, given.LLR, questionnaire=questionnaire, opens_on=today, closes_on=today)
    words = survey.make_links(acting, given.LLR, number, answers + 1)
    for word in words[1:]:
        survey_answer.answer(word, {name: [text] for name, text in one.items()})
    return number, words[0]


def button(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, text):
    page.get_by_role("heading", level=1, name=text).wait_for()


def test_a_survey_is_set_up_and_its_slips_are_told_once(page, live_server, inspection, lead):
    sign_in(page, lead)
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/")
    page.get_by_role("link", name="Surveys").click()
    heading(page, "Surveys")
    examine(page)
    page.get_by_role("link", name="Survey of staff").click()
    heading(page, "Survey of staff")
    expect(page.locator("main")).to_contain_text("Asked only after: Do you need reasonable adjustments at work? ‘Yes’")
    examine(page)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Set up a survey").click()
    heading(page, "Set up a survey")
    button(page, "Set up")
    page.get_by_text("There is a problem").wait_for()
    examine(page)
    page.get_by_label("Survey of staff").check()
    today = timezone.localdate()
    for group in ("First day", "Last day"):
        for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
            page.get_by_role("group", name=group).get_by_label(part).fill(str(value))
    page.get_by_label("How many people are asked?").fill("20")
    button(page, "Set up")
    page.get_by_text("The survey is set up").wait_for()
    examine(page)
    page.get_by_role("link", name="Make links").click()
    heading(page, "Make links")
    button(page, "Make links")
    page.get_by_text("Enter how many links").first.wait_for()
    examine(page)
    page.get_by_label("How many links?").fill("4")
    page.get_by_label("Slips to print").check()
    button(page, "Make links")
    heading(page, "4 slips to print")
    assert page.locator(".app-slip").count() == 4
    examine(page)
    word = page.locator(".app-slip strong.app-key").first.inner_text()
    assert re.fullmatch(r"(?:[a-z2-9]{4}-){4}[a-z2-9]{4}", word)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Withdraw the links").click()
    examine(page)
    button(page, "Withdraw the links")
    page.get_by_text("4 links were withdrawn").wait_for()
    page.get_by_role("link", name="Change open").click()
    heading(page, "Change the dates")
    examine(page)


def answer_all(page, examine_each=True):
    """From the start page of the staff survey to the page that checks the answers."""

    def look():
        if examine_each:
            examine(page)

    heading(page, "Survey of staff")
    look()
    button(page, "Start now")
    heading(page, "Quality of the work")
    look()
    page.get_by_label("Most of the time").check()
    page.get_by_label("Agree", exact=True).check()
    button(page, "Continue")
    heading(page, "Support at work")
    look()
    page.get_by_role("group", name="Do you need reasonable adjustments at work?").get_by_label("Yes").check()
    button(page, "Continue")
    heading(page, "Reasonable adjustments")
    look()
    page.get_by_label("No", exact=True).check()
    button(page, "Continue")
    heading(page, "In your own words")
    page.get_by_label("What helps you to do good work here?").fill("x" * 2001)
    button(page, "Continue")
    page.get_by_text("There is a problem").wait_for()
    look()
    page.get_by_label("What helps you to do good work here?").fill("My <b>team</b>")
    button(page, "Continue")
    heading(page, "About you")
    look()
    button(page, "Continue")
    heading(page, "Check your answers")
    look()


@pytest.mark.parametrize("window", ["narrow", "without_script"])
def test_someone_answers_without_an_account(request, window, live_server, faults, lead):
    narrow = request.getfixturevalue(window)
    _, word = opened(lead)
    narrow.goto(f"{live_server.url}/survey")
    examine(narrow)
    narrow.get_by_label("Your code").fill(word.upper().replace("-", ""))
    button(narrow, "Continue")
    answer_all(narrow)
    words = narrow.inner_text("main")
    assert "Most of the time" in words
    assert "My <b>team</b>" in words
    # Going back, and choosing otherwise: what is no longer asked is gone.
    narrow.get_by_role("button", name="Change your answers on ‘Support at work’").click()
    heading(narrow, "Support at work")
    needs = narrow.get_by_role("group", name="Do you need reasonable adjustments at work?")
    assert needs.get_by_label("Yes").is_checked()
    needs.get_by_label("No", exact=True).check()
    button(narrow, "Continue")
    heading(narrow, "In your own words")
    assert narrow.get_by_label("What helps").input_value() == "My <b>team</b>"
    button(narrow, "Back")
    heading(narrow, "Support at work")
    for name in ("In your own words", "About you", "Check your answers"):
        button(narrow, "Continue")
        heading(narrow, name)
    assert "Have your needs been met?" not in narrow.inner_text("main")
    button(narrow, "Send your answers")
    heading(narrow, "Your answers were sent")
    examine(narrow)
    assert narrow.context.cookies() == []
    assert not SurveyLink.objects.exists()
    assert SurveyPool.objects.count() == 1
    narrow.goto(f"{live_server.url}/survey/{word}")
    heading(narrow, "This link has been used")
    faults.expect("^404 GET")
    examine(narrow)


@pytest.mark.parametrize("window", ["page", "without_script"])
def test_the_enter_key_goes_on_and_changes_no_language(request, window, live_server, lead):
    """The button of the language stands first on the page and belongs to the form of the answers."""
    page = request.getfixturevalue(window)
    _number, word = opened(lead)
    page.goto(f"{live_server.url}/survey/{word}")
    button(page, "Start now")
    heading(page, "Quality of the work")
    page.get_by_label("Always").check()
    page.get_by_label("Always").press("Enter")
    heading(page, "Support at work")


@pytest.mark.usefixtures("drawn")
def test_it_can_be_answered_by_keyboard_alone(page, live_server, lead):
    from tests.journeys.accessibility import tab_to

    _, word = opened(lead, "people-on-probation")
    page.goto(f"{live_server.url}/survey/{word}")
    tab_to(page, "Start now")
    page.keyboard.press("Enter")
    heading(page, "Your appointments")
    tab_to(page, "Strongly agree")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    heading(page, "Your probation worker")
    for name in ("In your own words", "About you", "Check your answers"):
        tab_to(page, "Continue")
        page.keyboard.press("Enter")
        heading(page, name)
    tab_to(page, "Send your answers")
    page.keyboard.press("Enter")
    heading(page, "Your answers were sent")


def test_closed_counted_checked_and_read(page, open_page, live_server, inspection, lead):
    given.cases(inspection, gender="male", ethnicity="white")
    number, _ = opened(
        lead,
        "people-on-probation",
        answers=6,
        safe="agree",
        mental_health="yes",
        mental_health_support="poor",
        gender="male",
        good="Sam Stone helped me on 3 May, call 07700 900123",
    )
    sign_in(page, lead)
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/surveys/{number}")
    expect(page.locator("main")).to_contain_text("sealed until the survey is closed")
    page.get_by_role("link", name="Import answers").click()
    heading(page, "Import answers")
    page.get_by_label("File of answers").set_input_files(
        files=[{"name": "answers.csv", "mimeType": "text/csv", "buffer": b"Email,safe\na@example.com,perhaps\n"}]
    )
    button(page, "Import")
    page.get_by_text("What to change in the file").wait_for()
    examine(page)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Close the survey").click()
    heading(page, "Close the survey?")
    examine(page)
    button(page, "Close the survey")
    heading(page, "Results: Your experience of probation")
    expect(page.locator("main")).to_contain_text("All people on probation (6 of 6, 100 per cent) agreed")
    examine(page)
    page.get_by_label("Compare groups by").select_option("What is your gender?")
    button(page, "Compare")
    page.get_by_text("Favourable answers by").wait_for()
    examine(page)
    page.get_by_role("link", name="Download the counts").click()
    examine(page)
    with page.expect_download() as given_away:
        button(page, "Download")
    assert given_away.value.suggested_filename == f"{inspection.slug}-survey-{number}.csv"
    analyst = open_page()
    sign_in(analyst, given.member(inspection, Role.ANALYST, "Ana Analyst"))
    analyst.goto(f"{live_server.url}/inspections/{inspection.slug}/surveys/{number}")
    analyst.get_by_role("link", name="Check quotations").click()
    examine(analyst)
    button(analyst, "Begin to check")
    analyst.get_by_text("6 texts left to check").wait_for()
    marked = analyst.locator("mark").all_inner_texts()
    assert any("Stone" in each for each in marked)
    assert any("07700 900123" in each for each in marked)
    examine(analyst)
    analyst.get_by_label("Text that others will read").fill("")
    button(analyst, "Others may read this text")
    analyst.get_by_text("There is a problem").wait_for()
    analyst.get_by_label("Text that others will read").fill("[A worker] helped me")
    button(analyst, "Others may read this text")
    analyst.get_by_text("5 texts left to check").wait_for()
    button(analyst, "Do not use, and delete")
    analyst.get_by_text("4 texts left to check").wait_for()
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/surveys/{number}/quotations")
    expect(page.locator("main")).to_contain_text("[A worker] helped me")
    expect(page.locator("main")).not_to_contain_text("Stone")
    examine(page)
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/surveys/{number}")
    page.get_by_role("link", name="Let someone else check").click()
    examine(page)
    button(page, "Let someone else check")
    page.get_by_text("Someone else can now check").wait_for()
