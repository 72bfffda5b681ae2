"""The public register, by somebody who never signs in: found, read, compared, turned to Welsh, without a script."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_unit_is_found_read_and_compared_by_anyone(page, live_server):
    page.goto(f"{live_server.url}/register/")
    examine(page)
    page.get_by_label("Place or unit").fill("LLR")
    press(page, "Search")
    expect(page.get_by_role("status")).to_contain_text("2 inspections")
    examine(page)
    page.get_by_label("Compare Leicester, Leicestershire and Rutland, 9 February 2023").check()
    press(page, "Compare what is chosen")
    page.get_by_label("Add a unit").fill("Cambridgeshire and Peterborough")
    press(page, "Add")
    expect(page.get_by_role("table").first).to_contain_text("31%")
    examine(page)
    go(page.get_by_role("link", name="Leicester, Leicestershire and Rutland").first)
    page.get_by_role("heading", name="How this rating was reached").wait_for()
    page.get_by_text("The same as a table").first.click()
    examine(page)
    follow(page, "Other units in East Midlands")
    page.get_by_role("heading", level=1, name="East Midlands").wait_for()
    examine(page)
    assert page.context.cookies() == []


def test_every_room_on_a_narrow_screen_and_in_welsh(narrow, live_server):
    for room in ("", "ratings", "nation", "nation/pdu", "regions", "regions/north-west", "compare", "data"):
        narrow.goto(f"{live_server.url}/register/{room}")
        examine(narrow)
    narrow.goto(f"{live_server.url}/register/units/pdu/knowsley-and-st-helens")
    narrow.get_by_role("heading", name="What to know before you use this").wait_for()
    examine(narrow)
    go(narrow.get_by_role("link", name="Cymraeg"))
    expect(narrow.locator("html")).to_have_attribute("lang", "cy")
    examine(narrow)
    assert narrow.context.cookies() == []


def test_by_keyboard(page, live_server):
    page.goto(f"{live_server.url}/register/")
    tab_to(page, "Place or unit")
    page.keyboard.type("cumbria")
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("1 inspection")
    tab_to(page, "Cumbria")
    enter(page)
    page.get_by_role("heading", level=1, name="Cumbria").wait_for()


def test_without_a_script_and_at_an_address_of_nothing(without_script, live_server, faults):
    page = without_script
    page.goto(f"{live_server.url}/register/?place=cumbria&kind=PDU")
    expect(page.get_by_role("status")).to_contain_text("1 inspection")
    follow(page, "Cumbria")
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("region").first).to_be_visible()
    examine(page)
    page.goto(f"{live_server.url}/register/units/pdu/cumbira")
    page.get_by_role("heading", name="Did you mean").wait_for()
    faults.expect("^404 GET")
    examine(page)
    follow(page, "Cumbria (Probation delivery unit)")
    page.get_by_role("heading", level=1, name="Cumbria").wait_for()
