"""A planner sets an inspection up and builds its team; its lead moves it on; everyone sees what needs doing."""

from typing import TYPE_CHECKING

import pytest

from inspectorate.inspection import due_dates
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import ConflictOfInterest, Inspection
from tests.app import given
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

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
    press(page, "Set up an inspection")
    seen(page)
    press(page, "Start now")
    seen(page)
    press(page, "Continue")
    page.get_by_role("link", name="Select an edition").click()
    page.get_by_label("Inspection of probation services, probation delivery units, 2021").check()
    press(page, "Continue")
    seen(page)
    page.get_by_label("Organisation").select_option("East Midlands: Leicester, Leicestershire and Rutland")
    press(page, "Continue")
    fill_date(page, "First day of fieldwork", "24", "10", "2022")
    fill_date(page, "Last day of fieldwork", "4", "10", "2022")
    press(page, "Continue")
    assert page.get_by_role("link", name="Fieldwork ends before it begins").is_visible()
    seen(page)
    fill_date(page, "Last day of fieldwork", "4", "November", "2022")
    press(page, "Continue")
    seen(page)
    press(page, "Continue")
    seen(page)
    press(page, "Set up the inspection")


def test_a_planner_sets_an_inspection_up_and_its_lead_moves_it_on(page, open_page):
    lead = given.person("Lee Lead")
    sign_in(page, given.person("Pat Planner", "planner"))
    set_up(page, look=True)
    assert page.url.endswith(f"/inspections/{SLUG}/")
    examine(page)
    go(page.get_by_role("navigation", name="In this inspection").get_by_role("link", name="Team"))
    press(page, "Add someone")
    examine(page)
    page.get_by_label("Person").select_option(str(lead.pk))
    page.get_by_label("Lead inspector").check()
    page.get_by_label("Most cases they read").fill("six")
    press(page, "Add to the team")
    examine(page)
    page.get_by_label("Most cases they read").fill("6")
    page.get_by_label("Victim work").check()
    press(page, "Add to the team")
    examine(page)

    theirs = open_page()
    sign_in(theirs, lead)
    theirs.goto("/")
    examine(theirs)
    follow(theirs, "End the phase ‘announced’")
    press(theirs, "Move to evidence")
    examine(theirs)
    press(theirs, "Move to evidence")
    assert theirs.get_by_text("The inspection is now in the phase ‘evidence’.").is_visible()
    follow(theirs, "Move back to announced")
    press(theirs, "Move back to announced")
    examine(theirs)
    theirs.get_by_label("Why does it move back?").fill("The wrong region was told.")
    press(theirs, "Move back to announced")
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
    follow(page, "Change when published is due")
    fill_date(page, "Date by which it is due", "1", "1", "2023")
    press(page, "Save")
    examine(page)
    fill_date(page, "Date by which it is due", "1", "3", "2023")
    press(page, "Save")
    assert page.get_by_text("Published is due by 1 March 2023.").is_visible()
    follow(page, "Change these dates")
    page.get_by_label("Cohort weeks").fill("some week")
    press(page, "Save")
    examine(page)
    page.goto(f"/inspections/{row.slug}/team")
    examine(page)
    follow(page, "Change Ines Inspector, inspector")
    examine(page)
    page.get_by_label("Conflicts of interest inside the organisation").fill("Team North\nPractitioner 9")
    press(page, "Save")
    follow(page, "Remove Ines Inspector, inspector")
    examine(page)
    press(page, "Remove from the team")
    examine(page)
    assert page.get_by_role("alert").get_by_text("has 3 cases to submit").is_visible()


@pytest.mark.usefixtures("drawn")
def test_set_up_by_keyboard_alone(page):
    sign_in(page, given.person("Pat Planner", "planner"))
    page.goto("/programme/")
    for name in ("Set up an inspection", "Start now"):
        tab_to(page, name)
        enter(page)
    page.get_by_role("heading", name="Which edition").wait_for()
    tab_to(page, "Dynamic inspection of public protection, 2025", "radio")
    page.keyboard.press("Space")
    tab_to(page, "Continue")
    enter(page)
    page.get_by_role("heading", name="Which organisation").wait_for()
    tab_to(page, "Organisation")
    page.keyboard.type("London")
    tab_to(page, "Continue")
    enter(page)
    page.get_by_role("heading", name="When is fieldwork?").wait_for()
    tab_to(page, "Day")
    for text in ("1", "12", "2025", "5", "12", "2025"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    enter(page)
    page.get_by_role("heading", name="Sample and names").wait_for()
    tab_to(page, "Continue")
    enter(page)
    page.get_by_role("heading", name="Check your answers").wait_for()
    tab_to(page, "Set up the inspection")
    enter(page)
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
    press(narrow, "Show")
    examine(narrow)
    go(narrow.get_by_role("link", name="Leicester, Leicestershire and Rutland").first)
    assert narrow.url.endswith(f"/inspections/{SLUG}/")


@pytest.mark.parametrize("office", ["administrator", "auditor", ""])
def test_the_first_page_of_everyone_else(page, office):
    given.inspection()
    sign_in(page, given.person("Some One", office))
    page.goto("/")
    examine(page)
