"""Fieldwork in the browser: a meeting, its guide, notes by two people at once, a calendar; context data."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import meeting_guide
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.queries import context as figures
from inspectorate_app.store.queries import meeting as query
from tests.app import given
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
MEETINGS = f"/inspections/{given.LLR}/meetings/"
CONTEXT = f"/inspections/{given.LLR}/context/"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def inspector(inspection):
    return given.member(inspection, Role.INSPECTOR, "Ina Inspector")


def test_a_lead_plans_a_meeting_makes_its_guide_and_takes_it_along(page, inspection, lead, inspector):
    given.meeting(inspection, lead)
    sign_in(page, lead)
    page.goto(MEETINGS)
    examine(page)
    page.get_by_role("button", name="Plan a meeting").click()
    page.get_by_label("Focus group").check()
    page.get_by_label("With whom, or about what").fill("Senior probation officers")
    page.get_by_label("Starts at").fill("10:30")
    page.get_by_label("Ends at").fill("11:30am")
    page.get_by_label("Place").fill("Cobden Street office")
    page.get_by_label("Who will attend").fill("5 senior probation officers\nhead of PDU")
    page.get_by_role("group", name="Who leads it").get_by_label("Lee Lead").check()
    page.get_by_role("button", name="Plan the meeting").click()
    page.get_by_role("link", name="Lee Lead is in focus group 1 from 10am to 11am").wait_for()
    examine(page)
    page.get_by_label("Starts at").fill("11am")
    page.get_by_role("group", name="Who takes notes").get_by_label("Ina Inspector").check()
    page.get_by_role("button", name="Plan the meeting").click()
    page.get_by_text("The meeting is planned.").wait_for()
    examine(page)
    page.get_by_role("link", name="Make a guide from the standards").click()
    page.get_by_label("1.2 Staff").check()
    examine(page)
    page.get_by_role("button", name="Add the questions").click()
    page.get_by_text("The questions were added.").wait_for()
    page.get_by_label("Question 1, from 1.2.1").fill("How do you manage your workload?")
    page.get_by_label("More questions").fill("What should we have asked?")
    examine(page)
    page.get_by_role("button", name="Save the guide").click()
    page.get_by_text("The guide was saved.").wait_for()
    expect(page.get_by_text("How do you manage your workload?")).to_be_visible()
    examine(page)
    with page.expect_download() as given_away:
        page.get_by_role("link", name="Download to use without a network").click()
    assert "How do you manage your workload?" in given_away.value.path().read_text(encoding="utf-8")
    page.goto(MEETINGS)
    with page.expect_download() as given_away:
        page.get_by_role("link", name="Download yours for your calendar").click()
    assert given_away.value.path().read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2


def test_a_note_is_saved_as_it_is_written_and_two_who_write_see_each_others(
    page, open_page, inspection, lead, inspector, faults
):
    given.meeting(inspection, lead, inspector)
    meeting_guide.add_standards(given.actor(lead), inspection.slug, 1, standards=["1.2"], version=0)
    sign_in(page, inspector)
    page.goto(f"{MEETINGS}1")
    page.get_by_role("button", name="Write a note").click()
    page.get_by_label("Note", exact=True).fill("Workloads are too high.")
    page.get_by_label("What was said").check()
    page.get_by_label("Standard or key question").select_option("1.2.1")
    expect(page.locator("#note-status")).to_have_text("Saved")
    examine(page)
    [note] = query.notes(inspection.pk)
    assert (note.text, note.question) == ("Workloads are too high.", "1.2.1")
    other = open_page()
    sign_in(other, lead)
    other.goto(f"{MEETINGS}1/notes/1/change")
    other.get_by_label("Note", exact=True).fill("Workloads are too high for all grades.")
    other.get_by_role("button", name="Save note").click()
    other.get_by_text("Note 1 was saved.").wait_for()
    page.get_by_label("Note", exact=True).fill("Workloads are too high, they said.")
    expect(page.locator("#note-status")).to_contain_text("Not saved. Lee Lead saved this note while you were writing.")
    faults.expect("^409 POST")
    page.get_by_role("button", name="Save note").click()
    page.get_by_role("heading", name="Not saved").wait_for()
    faults.expect("^409 POST")
    expect(page.get_by_text("Workloads are too high for all grades.")).to_be_visible()
    examine(page)
    page.get_by_role("button", name="Save note").click()
    page.get_by_text("Note 1 was saved.").wait_for()
    page.get_by_role("link", name="Note 1").click()
    page.get_by_role("heading", name="Before someone else changed it").wait_for()
    expect(page.get_by_text("Workloads are too high for all grades.")).to_be_visible()
    examine(page)


def test_a_note_that_finds_no_connection_is_said_and_tried_again(page, inspection, lead, faults):
    given.meeting(inspection, lead)
    sign_in(page, lead)
    page.goto(f"{MEETINGS}1/notes/new")
    page.context.set_offline(True)
    page.get_by_label("Note", exact=True).fill("There is no connection here.")
    page.get_by_label("What I concluded").check()
    expect(page.locator("#note-status")).to_contain_text("Not saved yet: there is no connection.")
    faults.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(False)
    expect(page.locator("#note-status")).to_have_text("Saved", timeout=20_000)
    assert [each.text for each in query.notes(inspection.pk)] == ["There is no connection here."]


@pytest.mark.usefixtures("drawn")
def test_fieldwork_on_a_phone_and_by_keyboard(narrow, inspection, lead, inspector):
    given.meeting(inspection, lead, inspector)
    given.note(inspection, inspector)
    given.figure(inspection, lead)
    sign_in(narrow, lead)
    for place in (
        MEETINGS,
        f"{MEETINGS}new",
        f"{MEETINGS}1",
        f"{MEETINGS}1/guide/standards",
        f"{MEETINGS}1/cancel",
        f"{MEETINGS}1/notes/new",
        f"{MEETINGS}notes",
        CONTEXT,
        f"{CONTEXT}new",
        f"{CONTEXT}1",
        f"{CONTEXT}report",
        f"{CONTEXT}catalogue",
    ):
        narrow.goto(place)
        examine(narrow)
    narrow.goto(f"{MEETINGS}1/notes/1/remove")
    tab_to(narrow, "Remove the note")
    narrow.keyboard.press("Enter")
    narrow.get_by_text("Note 1 was removed.").wait_for()


def test_fieldwork_without_script(without_script, inspection, lead):
    given.meeting(inspection, lead)
    sign_in(without_script, lead)
    without_script.goto(f"{MEETINGS}1/notes/new")
    without_script.get_by_label("Note", exact=True).fill("Leaders are seen.")
    without_script.get_by_role("button", name="Save note").click()
    without_script.get_by_role("link", name="Select whether it is what was said, or what you concluded").wait_for()
    without_script.get_by_label("What was said").check()
    without_script.get_by_role("button", name="Save and write another").click()
    without_script.get_by_text("Note 1 was saved.").wait_for()
    assert without_script.get_by_label("Note", exact=True).input_value() == ""
    without_script.goto(f"{MEETINGS}1/held")
    without_script.get_by_label("Who attended").fill("5 probation officers")
    without_script.get_by_role("button", name="Record that it was held").click()
    without_script.get_by_text("Focus group 1 was held.").wait_for()
    without_script.goto(f"{CONTEXT}new")
    without_script.get_by_label("Figure", exact=True).select_option("vacancy_rate")
    without_script.get_by_label("Of what or whom").fill("court staff")
    without_script.get_by_label("Value").fill("43 per cent")
    without_script.get_by_label("Date").fill("2022")
    without_script.get_by_label("Source").fill("Data return")
    without_script.get_by_role("button", name="Record the figure").click()
    without_script.get_by_text("a vacancy rate of 43 per cent for court staff").wait_for()


def test_an_analyst_records_figures_uploads_a_file_and_corrects_one(page, inspection, tmp_path):
    sign_in(page, given.member(inspection, Role.ANALYST, "Ann Analyst"))
    page.goto(CONTEXT)
    examine(page)
    page.get_by_role("link", name="Upload a file").click()
    path = tmp_path / "context.csv"
    text = "figure,organisation,value,as_of,source\nDays lost to sickness,PDU,13.8,Nov 2022,return\n"
    path.write_text(f"{text}nonsense,PDU,1,2022,return\n", encoding="utf-8")
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Upload and record").click()
    page.get_by_role("table", name="What to change in the file").wait_for()
    examine(page)
    path.write_text(f"{text}sickness_days,East Midlands,12.9,Nov 2022,return\n", encoding="utf-8")
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Upload and record").click()
    page.get_by_text("2 figures were recorded.").wait_for()
    examine(page)
    page.get_by_role("link", name="In the words of a report").click()
    words = "the average annual days lost at 13.8, higher than the regional average of 12.9 days"
    page.get_by_role("cell", name=words, exact=True).wait_for()
    examine(page)
    page.get_by_role("link", name=re.compile("November 2022.*Days lost")).click()
    page.get_by_role("button", name="Correct this figure").click()
    page.get_by_label("Value").fill("13.9")
    page.get_by_label("Why is it corrected?").fill("A slip in the return.")
    examine(page)
    page.get_by_role("button", name="Save the correction").click()
    page.get_by_role("table", name="Everything that it has said").wait_for()
    examine(page)
    assert [each.current.words for each in figures.recorded(inspection.pk)] == ["13.9 days", "12.9 days"]
