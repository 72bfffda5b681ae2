"""A planner sets an inspection up and builds its team; its lead moves it on; everyone sees what needs doing."""

from typing import TYPE_CHECKING

import pytest

from inspectorate.inspection import due_dates
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import ConflictOfInterest, Inspection
from tests.app import given
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLUG = "leicester-leicestershire-and-rutland-2022"


def fill_date(page: "Page", legend: str, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=legend)
    for label, text in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label, exact=True).fill(text)


def set_up(page: "Page", look: bool = False) -> None:
    """The Leicester demonstration, from the calendar to the inspection."""
    seen = examine if look else lambda page: None
    page.goto("/programme/")
    seen(page)
    page.get_by_role("button", name="Set up an inspection").click()
    seen(page)
    page.get_by_role("button", name="Start now").click()
    seen(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Select an edition").click()
    page.get_by_label("Inspection of probation services, probation delivery units, 2021").check()
    page.get_by_role("button", name="Continue").click()
    seen(page)
    page.get_by_label("Organisation").select_option("East Midlands: Leicester, Leicestershire and Rutland")
    page.get_by_role("button", name="Continue").click()
    fill_date(page, "First day of fieldwork", "24", "10", "2022")
    fill_date(page, "Last day of fieldwork", "4", "10", "2022")
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_role("link", name="Fieldwork ends before it begins").is_visible()
    seen(page)
    fill_date(page, "Last day of fieldwork", "4", "November", "2022")
    page.get_by_role("button", name="Continue").click()
    seen(page)
    page.get_by_role("button", name="Continue").click()
    seen(page)
    page.get_by_role("button", name="Set up the inspection").click()


def test_a_planner_sets_an_inspection_up_and_its_lead_moves_it_on(page, open_page):
    lead = given.person("Lee Lead")
    sign_in(page, given.person("Pat Planner", "planner"))
    set_up(page, look=True)
    assert page.url.endswith(f"/inspections/{SLUG}/")
    examine(page)
    page.get_by_role("navigation", name="In this inspection").get_by_role("link", name="Team").click()
    page.get_by_role("button", name="Add someone").click()
    examine(page)
    page.get_by_label("Person").select_option(str(lead.pk))
    page.get_by_label("Lead inspector").check()
    page.get_by_label("Most cases they read").fill("six")
    page.get_by_role("button", name="Add to the team").click()
    examine(page)
    page.get_by_label("Most cases they read").fill("6")
    page.get_by_label("Victim work").check()
    page.get_by_role("button", name="Add to the team").click()
    examine(page)

    theirs = open_page()
    sign_in(theirs, lead)
    theirs.goto("/")
    examine(theirs)
    theirs.get_by_role("link", name="End the phase ‘announced’").click()
    theirs.get_by_role("button", name="Move to evidence").click()
    examine(theirs)
    theirs.get_by_role("button", name="Move to evidence").click()
    assert theirs.get_by_text("The inspection is now in the phase ‘evidence’.").is_visible()
    theirs.get_by_role("link", name="Move back to announced").click()
    theirs.get_by_role("button", name="Move back to announced").click()
    examine(theirs)
    theirs.get_by_label("Why does it move back?").fill("The wrong region was told.")
    theirs.get_by_role("button", name="Move back to announced").click()
    examine(theirs)
    assert theirs.get_by_text("The wrong region was told.").is_visible()


def test_the_lead_keeps_timetable_and_team(page):
    row = given.inspection(phase="evidence")
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    reader = given.member(row, Role.INSPECTOR, "Ines Inspector", capacity=8, skills=["victim_work"])
    given.cases(row, allocated_to=reader)
    with guard.allowed():
        for phase, day in due_dates(*given.FIELDWORK).items():
            row.milestones.create(phase=phase.value, due_on=day)
        ConflictOfInterest.objects.create(
            person=reader, organisation="region/east-midlands", reason="Made up.", declared_by=lead
        )
    sign_in(page, lead)
    page.goto(f"/inspections/{row.slug}/timetable")
    examine(page)
    page.get_by_role("link", name="Change when published is due").click()
    fill_date(page, "Date by which it is due", "1", "1", "2023")
    page.get_by_role("button", name="Save").click()
    examine(page)
    fill_date(page, "Date by which it is due", "1", "3", "2023")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Published is due by 1 March 2023.").is_visible()
    page.get_by_role("link", name="Change these dates").click()
    page.get_by_label("Cohort weeks").fill("some week")
    page.get_by_role("button", name="Save").click()
    examine(page)
    page.goto(f"/inspections/{row.slug}/team")
    examine(page)
    page.get_by_role("link", name="Change Ines Inspector, inspector").click()
    examine(page)
    page.get_by_label("Conflicts of interest inside the organisation").fill("Team North\nPractitioner 9")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Ines Inspector, inspector").click()
    examine(page)
    page.get_by_role("button", name="Remove from the team").click()
    examine(page)
    assert page.get_by_role("alert").get_by_text("has 3 cases to submit").is_visible()


def test_set_up_by_keyboard_alone(page):
    sign_in(page, given.person("Pat Planner", "planner"))
    page.goto("/programme/")
    for name in ("Set up an inspection", "Start now"):
        tab_to(page, name)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.get_by_role("heading", name="Which edition").wait_for()
    tab_to(page, "Dynamic inspection of public protection, 2025", "radio")
    page.keyboard.press("Space")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Which organisation").wait_for()
    tab_to(page, "Organisation")
    page.keyboard.type("London")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="When is fieldwork?").wait_for()
    tab_to(page, "Day")
    for text in ("1", "12", "2025", "5", "12", "2025"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sample and names").wait_for()
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your answers").wait_for()
    tab_to(page, "Set up the inspection")
    page.keyboard.press("Enter")
    page.get_by_text("The inspection was set up.").wait_for()
    assert Inspection.objects.get().slug == "london-2025"


def test_set_up_without_script_and_on_a_narrow_screen(without_script, narrow):
    planner = given.person("Pat Planner", "planner")
    sign_in(without_script, planner)
    set_up(without_script)
    assert Inspection.objects.get().slug == SLUG
    sign_in(narrow, planner)
    narrow.goto("/programme/?from=2022-10")
    narrow.get_by_label("Region").select_option("East Midlands")
    narrow.get_by_role("button", name="Show").click()
    examine(narrow)
    narrow.get_by_role("link", name="Leicester, Leicestershire and Rutland").first.click()
    assert narrow.url.endswith(f"/inspections/{SLUG}/")


@pytest.mark.parametrize("office", ["administrator", "auditor", ""])
def test_the_first_page_of_everyone_else(page, office):
    given.inspection()
    sign_in(page, given.person("Some One", office))
    page.goto("/")
    examine(page)
