"""The public register, by somebody who never signs in: found, read, compared, turned to Welsh, without a script."""

import pytest
from playwright.sync_api import expect

from inspectorate_app.store.queries.register import held
from tests.app import given
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


@pytest.mark.usefixtures("drawn")
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


def a_publication_with_a_correction() -> None:
    """Of a made-up unit: four documents, a correction, and recommendations to two addressees."""
    inspection = given.inspection(phase="approval")
    entry = {
        "inspection": "pdu/northmoor/2026-11",
        "unit": "pdu/northmoor",
        "unit_name": "Northmoor",
        "unit_kind": "PDU",
        "region": "North West",
        "overall": "Good",
        "score": {"points": 18, "maximum": 27},
        "standards": {"1.1": "Good", "2.1": "Requires improvement"},
    }
    head = b"<head><title>Report</title><style>p{color:#000}</style></head>"
    page = (
        b'<!DOCTYPE html><html lang="en">' + head + b"<body><main><h1>Report</h1><p>Made up.</p></main></body></html>"
    )
    files = [
        *(("report", "html", page), ("report", "pdf", b"x" * 1_400_000), ("report", "docx", b"x" * 240_000)),
        *(("press-release", "html", page), ("press-release", "odt", b"x" * 48_000), ("poster", "pdf", b"x" * 52_000)),
        ("workbook", "xlsx", b"x" * 31_000),
    ]
    asked = [
        (1, "PDU", "improve the quality of assessment, so that the safety of other people is looked at in every case"),
        (2, "PDU", "make sure that managers oversee work with people who pose a high risk"),
        (3, "HMPPS", "provide offices in which people can be seen alone"),
    ]
    given.publication(inspection, entry=entry, recommendations=asked, files=files)
    given.publication(
        *(inspection, 2),
        entry=entry,
        recommendations=asked,
        files=files[:3],
        notice="The rating of staffing was misprinted on page 12.",
    )
    held()  # read before the first page is asked for


def test_what_was_published_is_found_from_the_first_page_and_its_report_read(page, live_server):
    a_publication_with_a_correction()
    page.goto(f"{live_server.url}/register/")
    page.get_by_role("heading", name="Published in the last 30 days").wait_for()
    examine(page)
    go(page.get_by_role("region").get_by_role("link", name="Northmoor"))
    page.get_by_role("heading", level=1, name="Inspection of Northmoor").wait_for()
    expect(page.get_by_text("The rating of staffing was misprinted on page 12.")).to_be_visible()
    expect(page.get_by_text("Overall rating")).to_be_visible()
    examine(page)
    page.get_by_text("Version 1, published on").click()
    expect(page.get_by_role("link", name="Press release", exact=True)).to_be_visible()
    examine(page)
    go(page.get_by_role("link", name="Report", exact=True).first)
    page.get_by_role("heading", level=1, name="Report").wait_for()
    page.go_back()
    follow(page, "Ratings by standard, percentages and how the rating was reached")
    page.get_by_role("heading", name="Report and other documents").wait_for()
    examine(page)
    assert page.context.cookies() == []


@pytest.mark.usefixtures("drawn")
def test_what_was_published_on_a_narrow_screen_by_keyboard_and_without_a_script(narrow, without_script, live_server):
    a_publication_with_a_correction()
    narrow.goto(f"{live_server.url}/register/")
    tab_to(narrow, "Northmoor")
    enter(narrow)
    narrow.get_by_role("heading", level=1, name="Inspection of Northmoor").wait_for()
    narrow.get_by_text("Version 1, published on").click()
    examine(narrow)
    narrow.goto(f"{live_server.url}/register/cy/units/pdu/northmoor")
    examine(narrow)
    without_script.goto(f"{live_server.url}/register/publications/{given.LLR}/")
    without_script.get_by_text("Version 1, published on").click()
    expect(without_script.get_by_role("link", name="Press release", exact=True)).to_be_visible()
    examine(without_script)
