"""Recommendations from the first word to the numbers of print; progress on the last ones; without script too."""

import pytest

from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import previous_recommendation as previous
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PDU, REGION = "Leicester, Leicestershire and Rutland PDU", "East Midlands region"


def at(page, live_server, inspection, place=""):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/recommendations/{place}")


@pytest.fixture
def inspection(live_server):
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


def some(inspection, lead):
    """Two recommendations to the PDU and one to the region, two findings, and one of the last inspection."""
    actor = given.actor(lead)
    for text in ("Posts are vacant.", "Court reports lack enquiries."):
        findings.write(actor, inspection.slug, heading="1.2", kind="improvement", text=text)
    for to, text in ((PDU, "improve staffing"), (PDU, "consider better court reports"), (REGION, "review unpaid work")):
        recommendations.write(actor, inspection.slug, addressed_as=to, text=text)
    recommendations.rest_on(actor, inspection.slug, 1, findings=[1], version=1)
    asked = {"number": "1", "addressee": "The company", "recommendation": "fill the vacant posts", "unit": ""}
    previous.enter(actor, inspection.slug, asked)


def texts(page):
    return page.locator(".app-findings__item .app-typed").all_inner_texts()


def test_one_is_proposed_taken_on_tied_ordered_and_withdrawn(page, open_page, live_server, inspection, lead):
    some(inspection, lead)
    inspector = open_page()
    sign_in(inspector, given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    at(inspector, live_server, inspection)
    follow(inspector, "Propose a recommendation to East Midlands region")
    assert inspector.get_by_label(REGION).is_checked()
    examine(inspector)
    inspector.get_by_label("What they should do").fill("Meet partner agencies.")
    press(inspector, "Save and choose findings")
    examine(inspector)
    inspector.get_by_label("Posts are vacant.").check()
    press(inspector, "Save")
    inspector.get_by_text("It begins with a capital letter").wait_for()
    examine(inspector)
    sign_in(page, lead)
    at(page, live_server, inspection)
    assert "This inspection made three recommendations" in page.inner_text("main")
    examine(page)
    press(page, "Take on proposal 1")
    assert texts(page) == [
        "1. improve staffing",
        "2. consider better court reports",
        "3. review unpaid work",
        "4. Meet partner agencies.",
    ]
    press(page, "Move up recommendation 4")
    assert texts(page)[2:] == ["3. Meet partner agencies.", "4. review unpaid work"]
    follow(page, "Recommendation 2 and what it rests on")
    assert "leaves open whether it was done" in page.inner_text("main")
    examine(page)
    follow(page, "Withdraw it")
    examine(page)
    page.get_by_label("Reason").fill("Another asks for it.")
    press(page, "Withdraw the recommendation")
    assert texts(page)[1:] == ["2. Meet partner agencies.", "3. review unpaid work"]
    follow(page, "Withdrawn")
    assert "Another asks for it." in page.inner_text("main")
    examine(page)


def test_who_saves_second_is_shown_what_the_first_saved(page, open_page, live_server, inspection, lead, faults):
    some(inspection, lead)
    sign_in(page, lead)
    at(page, live_server, inspection, "1/edit")
    other = open_page()
    sign_in(other, given.member(inspection, Role.LEAD_INSPECTOR, "Ola Other"))
    at(other, live_server, inspection, "1/edit")
    other.get_by_label("What they should do").fill("recruit staff")
    press(other, "Save")
    page.get_by_label("Someone else").check()
    page.get_by_label("Name, as it is to be printed").fill("Leicester City Council")
    page.get_by_label("What they should do").fill("fund housing")
    press(page, "Save")
    faults.expect("^409 POST")
    told = page.get_by_role("alert").inner_text()
    assert "Ola Other saved this recommendation after you opened it." in told
    assert "recruit staff" in told
    assert page.get_by_label("What they should do").input_value() == "fund housing"
    examine(page)
    press(page, "Save")
    page.get_by_text("Leicester City Council should:").wait_for()


def test_progress_on_the_last_ones_is_entered_and_judged(page, live_server, inspection, lead):
    some(inspection, lead)
    sign_in(page, lead)
    at(page, live_server, inspection, "previous/")
    examine(page)
    press(page, "Enter a recommendation")
    examine(page)
    press(page, "Save and enter another")
    assert "Enter the recommendation" in page.inner_text(".govuk-error-summary")
    page.get_by_label("Recommendation", exact=True).fill("review the workload")
    press(page, "Save and enter another")
    page.get_by_text("The recommendation was entered").wait_for()
    assert page.get_by_label("Number").input_value() == "3"
    at(page, live_server, inspection, "previous/upload")
    examine(page)
    page.get_by_label("File").set_input_files(
        {"name": "last.csv", "mimeType": "text/csv", "buffer": b"number,recommendation\n2,again\n"}
    )
    press(page, "Upload and enter")
    assert "One of this number is there already" in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "previous/")
    follow(page, "Record progress on recommendation 1")
    examine(page)
    page.get_by_label("Some progress").check()
    page.get_by_label("What you found").fill("Posts were filled, and others fell vacant.")
    page.get_by_label("Posts are vacant.").check()
    press(page, "Save")
    assert "some progress" in page.inner_text("main").lower()
    assert "1 recommendation is still to be judged" in page.inner_text("main")
    examine(page)
    follow(page, "Take out recommendation 2")
    examine(page)
    press(page, "Take it out")
    page.get_by_text("At least some progress was made on one of one recommendations").wait_for()


def test_they_are_written_and_put_in_order_without_a_script(without_script, live_server, inspection, lead):
    some(inspection, lead)
    page = without_script
    sign_in(page, lead)
    at(page, live_server, inspection)
    examine(page)
    press(page, "Move down recommendation 1")
    assert page.url.endswith("#to-1")
    assert texts(page)[:2] == ["1. consider better court reports", "2. improve staffing"]
    press(page, "Write a recommendation")
    page.get_by_label("Someone else").check()
    page.get_by_label("Name, as it is to be printed").fill("Leicester City Council")
    page.get_by_label("What they should do").fill("fund housing")
    press(page, "Save and choose findings")
    page.get_by_label("Court reports lack enquiries.").check()
    press(page, "Save")
    assert "Finding 2" in page.inner_text("main")


def test_every_page_fits_a_narrow_window(narrow, live_server, inspection, lead):
    some(inspection, lead)
    sign_in(narrow, lead)
    for place in ("", "1", "1/edit", "1/findings", "1/withdraw", "new", "withdrawn", "previous/"):
        at(narrow, live_server, inspection, place)
        examine(narrow)
    for place in ("new", "upload", "1/progress", "1/edit", "1/remove"):
        at(narrow, live_server, inspection, f"previous/{place}")
        examine(narrow)


@pytest.mark.usefixtures("drawn")
def test_the_keyboard_alone_writes_one_and_moves_it(page, live_server, inspection, lead):
    some(inspection, lead)
    sign_in(page, lead)
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/")
    tab_to(page, "Recommendations")
    enter(page)
    tab_to(page, "Move down \xa0 recommendation 1\xa0")
    enter(page)
    assert texts(page)[0] == "1. consider better court reports"
    at(page, live_server, inspection, "new?to=East%20Midlands%20region")
    tab_to(page, REGION)
    tab_to(page, "What they should do")
    page.keyboard.type("review contracts")
    tab_to(page, "Save and choose findings")
    enter(page)
    page.get_by_text("Recommendation kept").wait_for()
    go(page.get_by_role("link", name="Back"))
    page.get_by_text("Rests on no finding").first.wait_for()
