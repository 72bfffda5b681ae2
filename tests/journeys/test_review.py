"""A document on its way out: reviewed, held, and given to one recipient under embargo; also by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import draft as drafts
from inspectorate_app.actions import embargo, hold
from inspectorate_app.actions import review as reviews
from inspectorate_app.actions.embargo import Recipient
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.drafting import in_drafting
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = [item.question for item in product_checklist().items]


@pytest.fixture
def inspection(live_server):
    return in_drafting()


@pytest.fixture
def lead(inspection):
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    drafts.write(given.actor(someone), inspection.slug, "report", "foreword", text="Leaders were known.", version=0)
    return someone


@pytest.fixture
def officer(live_server):
    return given.person("Omar Officer", "publication_officer")


@pytest.fixture
def link(inspection, officer, live_server, settings):
    settings.ADDRESS = live_server.url
    given.approved_publication(inspection)
    pat = Recipient("press", "Pat Press", "The Made-up Times", "pat@press.test")
    return embargo.make(given.actor(officer), inspection.slug, [pat])[0].link


def at(page, live_server, inspection, place):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/{place}")


def finish(page, outcome, words="", answer="Yes"):
    for question in QUESTIONS:
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_label(re.compile(f"^{outcome}")).check()
    page.get_by_label(re.compile("^What must change")).fill(words)
    press(page, "Finish the review")


@pytest.mark.usefixtures("drawn")
def test_a_hold_is_placed_by_keyboard_and_lifted_on_a_narrow_window(
    page, narrow, live_server, inspection, lead, officer
):
    sign_in(page, lead)
    at(page, live_server, inspection, "holds/place")
    tab_to(page, "Why nothing may go outside")
    page.keyboard.type("An inquest is under way.")
    tab_to(page, "Place the hold")
    enter(page)
    page.get_by_text("A legal hold stands: nothing of this inspection goes outside").wait_for()
    examine(page)
    at(page, live_server, inspection, "documents/")
    page.get_by_text("Nothing of this inspection goes outside since").wait_for()
    examine(page)
    sign_in(narrow, officer)
    at(narrow, live_server, inspection, "holds/")
    go(narrow.get_by_role("button", name="Lift hold 1"))
    examine(narrow)
    narrow.get_by_label("Why the hold is lifted").fill("The inquest is over.")
    press(narrow, "Lift the hold")
    narrow.get_by_text("Legal hold 1 is lifted").wait_for()


def test_a_report_is_asked_for_returned_changed_and_passed(page, open_page, live_server, inspection, lead):
    quality_lead = given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality")
    sign_in(page, lead)
    at(page, live_server, inspection, "reviews/")
    page.get_by_role("heading", name="Reviews", exact=True).wait_for()
    examine(page)
    go(page.get_by_role("button", name="Ask for a review of the report"))
    examine(page)
    page.get_by_label(re.compile("^What the reviewer should know")).fill("Mind the foreword.")
    press(page, "Ask for the review")
    page.get_by_text("You have asked for the review of the report").wait_for()
    other = open_page()
    sign_in(other, quality_lead)
    at(other, live_server, inspection, "reviews/1")
    other.get_by_text("Mind the foreword.").wait_for()
    examine(other)
    press(other, "Finish the review")
    other.get_by_role("heading", name="There is a problem").wait_for()
    examine(other)
    finish(other, "Returned", "Say by whom they were known.")
    other.get_by_text("The document is returned").wait_for()
    examine(other)
    drafts.write(given.actor(lead), inspection.slug, "report", "foreword", text="Staff knew leaders.", version=1)
    reviews.ask(given.actor(lead), inspection.slug, "report")
    at(other, live_server, inspection, "reviews/2")
    finish(other, "Passed")
    other.get_by_text("The review is passed").wait_for()
    at(page, live_server, inspection, "reviews/")
    page.get_by_text("It was passed as it stands now.").wait_for()
    examine(page)


def test_an_embargoed_copy_is_made_traced_and_revoked(page, live_server, inspection, officer):
    given.approved_publication(inspection)
    sign_in(page, officer)
    at(page, live_server, inspection, "embargo/")
    page.get_by_text("No copy was made yet.").wait_for()
    examine(page)
    go(page.get_by_role("button", name="Make a copy"))
    examine(page)
    page.get_by_label("Press").check()
    page.get_by_label("Name", exact=True).fill("Pat Press")
    page.get_by_label("Organisation", exact=True).fill("The Made-up Times")
    page.get_by_label("Email address").fill("pat@press.test")
    press(page, "Make the copy and send the link")
    page.get_by_text("The link is on its way by mail. Copies: 1").wait_for()
    examine(page)
    page.get_by_label(re.compile("^Number on its pages")).fill("1")
    press(page, "Trace")
    page.get_by_text("Copy 1 was for Pat Press, The Made-up Times.").wait_for()
    follow(page, "See what was done with it")
    examine(page)
    go(page.get_by_role("button", name="Revoke the copy"))
    examine(page)
    press(page, "Revoke the copy")
    page.get_by_text("Copy 1 is revoked: its link opens nothing any more").wait_for()


def test_a_recipient_accepts_the_terms_and_downloads_without_script(without_script, link):
    page = without_script
    page.goto(link)
    page.get_by_role("heading", name="Embargoed copy 1").wait_for()
    examine(page)
    press(page, "Continue to the documents")
    page.get_by_role("heading", name="There is a problem").wait_for()
    examine(page)
    page.get_by_label("I accept these terms").check()
    press(page, "Continue to the documents")
    page.get_by_role("heading", name="An inspection of Leicester").wait_for()
    examine(page)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download as PDF (An inspection of Leicester)").click()
    assert downloaded.value.suggested_filename.endswith("-report-copy-1.pdf")
    assert page.context.cookies() == []


@pytest.mark.usefixtures("drawn")
def test_a_recipient_by_keyboard_on_a_narrow_window(narrow, link):
    narrow.goto(link)
    tab_to(narrow, "I accept these terms")
    narrow.keyboard.press("Space")
    tab_to(narrow, "Continue to the documents")
    enter(narrow)
    expect(narrow.get_by_role("link", name="Download as PDF (An inspection of Leicester)")).to_be_visible()
    examine(narrow)


def test_a_link_says_so_where_a_hold_stands(page, inspection, officer, link, faults):
    hold.place(given.actor(officer), inspection.slug, reason="An inquest.")
    page.goto(link)
    page.get_by_text("It cannot be opened for now.").wait_for()
    faults.expect("^404 GET")
    examine(page)
