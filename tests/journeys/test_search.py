"""Search: from the box on any page to what was found, narrowed, opened, and back; by keyboard; without script."""

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions.permission import Role
from tests.app import given, searched
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def inspection(live_server, tmp_path, settings):
    return searched.everything(tmp_path, settings)[0]


def at(page, live_server, inspection, place=""):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/{place}")


def test_something_is_found_from_any_page_narrowed_opened_and_gone_back_to(page, live_server, inspection):
    sign_in(page, given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality"))
    at(page, live_server, inspection, "team")
    examine(page)
    page.get_by_label("Search this inspection").fill("zq")
    press(page, "Search")
    page.get_by_role("heading", name="Search results").wait_for()
    assert "zq" not in page.url
    assert "zq" not in page.title()
    examine(page)
    page.get_by_label("Kind").select_option(label="Findings (1)")
    press(page, "Show")
    expect(page.locator("main")).to_contain_text("1 result for ‘zq’")
    examine(page)
    follow(page, "Finding 1, strengths: 2.2 Assessment")
    expect(page.locator("main")).to_contain_text("People say zqfinding.")
    page.go_back()
    expect(page.locator("main")).to_contain_text("1 result for ‘zq’")
    go(page.get_by_role("link", name="Show all", exact=False))
    page.get_by_label("Search this inspection").fill('"no such phrase"')
    press(page, "Search")
    expect(page.locator("main")).to_contain_text('No results for ‘"no such phrase"’')
    examine(page)
    page.get_by_label("Search this inspection").fill("")
    press(page, "Search")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a word to search for")
    examine(page)


@pytest.mark.usefixtures("drawn")
def test_search_by_keyboard_on_a_narrow_screen(narrow, live_server, inspection):
    sign_in(narrow, given.member(inspection, Role.ANALYST, "Ann Analyst"))
    at(narrow, live_server, inspection)
    tab_to(narrow, "Search this inspection")
    narrow.keyboard.type("zqreason")
    with narrow.expect_navigation():
        narrow.keyboard.press("Enter")
    expect(narrow.locator("mark")).to_have_text("zqreason")
    examine(narrow)
    follow(narrow, "Case 1 (Zqreference): 2.2.1 Does assessment")
    expect(narrow.locator("main")).to_contain_text("Because of zqreason.")


def test_the_inspected_service_searches_its_own_pages_without_script(without_script, live_server, inspection):
    page = without_script
    sign_in(page, given.member(inspection, Role.SERVICE_HEAD, "Hedy Head"))
    at(page, live_server, inspection, "service/")
    page.get_by_label("Search this inspection").fill("zqcontent")
    press(page, "Search")
    expect(page.locator("main")).to_contain_text("1 result for ‘zqcontent’")
    examine(page)
    follow(page, "A zqdocument")
    expect(page.locator("main")).to_contain_text("zqfilename.txt")
