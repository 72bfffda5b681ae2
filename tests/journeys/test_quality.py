"""Quality assurance: a dip sample drawn, read blind by keyboard and on a phone, settled; an exercise; training."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import blind_reading, second_reading
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Answer, BlindReading
from tests.app import given, quality
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(transactional_db):
    inspection = given.inspection()
    people = {
        "first": given.member(inspection, Role.INSPECTOR, "Fay First", capacity=20),
        "second": given.member(inspection, Role.INSPECTOR, "Sol Second", capacity=20),
        "quality": given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"),
    }
    for case in given.cases(inspection, [f"SYN{number:03}" for number in range(1, 5)], gender="female"):
        answers = {"2.2.1": "yes", "2.2.2": "no", "2.2.3": "yes"}
        quality.submitted(inspection, people["first"], case, answers, "The first reader's reason.")
    return inspection, people


def at(page, inspection, place):
    page.goto(f"/inspections/{inspection.slug}/{place}")


def button(page, name):
    return page.get_by_role("button", name=name)


def test_a_dip_sample_is_drawn_read_blind_and_settled(page, open_page, team, faults):
    inspection, people = team
    sign_in(page, people["quality"])
    at(page, inspection, "quality/")
    examine(page)
    page.get_by_role("button", name="Draw a dip sample").click()
    button(page, "Draw the cases").click()
    page.get_by_text("There is a problem").wait_for()
    examine(page)
    page.get_by_label("Number of cases").fill("1")
    page.get_by_label("Sol Second").check()
    examine(page)
    button(page, "Draw the cases").click()
    page.get_by_text("1 case drawn and given to second readers").wait_for()
    page.get_by_text("How the dip samples were drawn").click()
    expect(page.get_by_text("Each case had the same chance: 1 in 4.")).to_be_visible()
    examine(page)

    second = open_page()
    sign_in(second, people["second"])
    at(second, inspection, "readings/")
    examine(second)
    second.get_by_role("link", name=re.compile("^Case ")).click()
    second.get_by_text("Judge for yourself").wait_for()
    examine(second)
    assert "first reader" not in second.inner_text("main")
    second.get_by_role("link", name="2.2 Assessment").click()
    expect(second.locator("#saving")).to_be_visible()
    assert "first reader" not in second.inner_text("main")
    examine(second)
    second.locator("[data-question='2.2.1']").get_by_label("No", exact=True).check()
    second.locator("[data-question='2.2.1']").get_by_label("Reasons and evidence").fill("I see nothing of it.")
    expect(second.locator("#saving-count")).to_contain_text("1 of")
    expect(second.locator("#question-2\\.2\\.1-status")).to_contain_text("Saved")
    button(second, "Save and continue").click()
    second.get_by_role("heading", name="2.3 Planning").wait_for()

    row = BlindReading.objects.get()
    rest = {name: (each, "", 0) for name, each in quality.whole(inspection, row.pk).items() if name != "2.2.1"}
    acting = given.actor(people["second"])
    same = {"2.2.2": ("no", "", 0), "2.2.3": ("yes", "", 0)}
    blind_reading.save_answers(acting, inspection.slug, row.pk, {**rest, **same})
    at(second, inspection, f"readings/{row.pk}/submit")
    examine(second)
    if second.get_by_label("I have looked at these answers again and they stand").count():
        second.get_by_label("I have looked at these answers again and they stand").check()
    button(second, "Submit your reading").click()
    second.get_by_role("link", name="See what others answered").click()
    second.get_by_text("You agreed on 2 of 3 questions that both of you answered.").wait_for()
    examine(second)

    page.reload()
    page.get_by_role("link", name=re.compile("^Case ")).click()
    page.get_by_text("The readers agreed on 2 of 3 questions").wait_for()
    examine(page)
    page.get_by_role("link", name="Settle 2.2.1").click()
    button(page, "Settle").click()
    page.get_by_text("There is a problem").wait_for()
    examine(page)
    page.get_by_label("Second reading stands").check()
    page.get_by_label("Reason", exact=True).fill("No victim is named.")
    button(page, "Settle").click()
    page.get_by_text("1 answer in the case is still to be corrected").wait_for()
    examine(page)
    assert Answer.objects.get(assessment__case=row.case, question="2.2.1").answer == "yes"
    page.get_by_role("button", name="Reopen case").click()
    page.get_by_label("Reason for reopening").wait_for()
    faults.expect("^422 POST")


def test_one_case_is_chosen_and_read_on_a_phone_without_script(open_page, team):
    inspection, people = team
    page = open_page(width=320, height=640, script=False)
    sign_in(page, people["quality"])
    at(page, inspection, "quality/choose")
    examine(page)
    page.get_by_label("Case", exact=True).select_option("2")
    page.get_by_label("Second reader", exact=True).select_option(label="Quin Quality")
    page.get_by_label("Why this case is read again").fill("A complaint came in.")
    button(page, "Give it to the second reader").click()
    page.get_by_text("Case 2 given to a second reader").wait_for()
    examine(page)
    at(page, inspection, "readings/")
    page.get_by_role("link", name="Case 2", exact=True).click()
    page.get_by_role("link", name="2.2 Assessment").click()
    page.locator("[data-question='2.2.1']").get_by_label("Yes", exact=True).check()
    button(page, "Save and continue").click()
    page.get_by_role("heading", name="2.3 Planning").wait_for()
    examine(page)
    page.get_by_role("link", name="Back to Case 2").click()
    page.get_by_text("1 of").first.wait_for()
    page.get_by_role("link", name="Check the answers and submit").click()
    page.get_by_text("You can submit when these are answered.").wait_for()
    examine(page)


def test_who_reads_a_case_blind_is_kept_from_its_answers_on_every_way(page, team, faults):
    inspection, people = team
    acting = given.actor(people["quality"])
    second_reading.choose(acting, inspection.slug, case=1, reader=people["quality"].pk, why="A check")
    sign_in(page, people["quality"])
    at(page, inspection, "cases/1/all")
    page.get_by_text("you are to read it blind").wait_for()
    examine(page)
    at(page, inspection, "audit")
    page.get_by_role("heading", name="Audit trail").wait_for()
    assert "A check" not in page.inner_text("main")
    faults.expect("^403 GET")


@pytest.mark.usefixtures("drawn")
def test_a_difference_is_settled_by_keyboard_alone(page, team):
    inspection, people = team
    acting = given.actor(people["quality"])
    number = second_reading.choose(acting, inspection.slug, case=1, reader=people["second"].pk, why="A check")
    quality.answer(inspection, people["second"], number, **{"2.2.1": "no", "2.2.2": "no", "2.2.3": "yes"})
    sign_in(page, people["quality"])
    at(page, inspection, f"quality/second/{number}")
    tab_to(page, "Settle 2.2.1")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Settle 2.2.1").wait_for()
    tab_to(page, "First reading stands")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("It can be read in both ways.")
    tab_to(page, "Settle")
    page.keyboard.press("Enter")
    page.get_by_text("2.2.1 settled: both are defensible").wait_for()


def test_an_exercise_is_opened_read_closed_and_compared(page, narrow, team, faults):
    inspection, people = team
    sign_in(page, people["quality"])
    at(page, inspection, "quality/exercises/open")
    examine(page)
    button(page, "Open the exercise").click()
    page.get_by_text("There is a problem").wait_for()
    page.get_by_label("Title").fill("Risk to children")
    page.get_by_label("Or a written scenario").fill("A made-up man of 40 on a community order.")
    page.get_by_label("2.2 Assessment").check()
    page.get_by_label("Fay First").check()
    page.get_by_label("Sol Second").check()
    button(page, "Open the exercise").click()
    page.get_by_text("Exercise opened").wait_for()
    examine(page)
    sign_in(narrow, people["first"])
    at(narrow, inspection, "readings/")
    examine(narrow)
    narrow.get_by_role("link", name="Risk to children").click()
    narrow.get_by_text("A made-up man of 40").wait_for()
    examine(narrow)
    for row in BlindReading.objects.select_related("reader"):
        quality.answer(inspection, row.reader, row.pk, **{"2.2.1": "yes" if row.reader == people["first"] else "no"})
    page.reload()
    page.get_by_role("button", name="Close the exercise").click()
    page.get_by_role("heading", name="Close ‘Risk to children’?").wait_for()
    examine(page)
    button(page, "Close the exercise").click()
    page.get_by_text("Exercise closed").wait_for()
    assert "No: 1" in page.inner_text("main")
    examine(page)
    at(page, inspection, "quality/agreement")
    page.get_by_text("0 of 1").first.wait_for()
    page.get_by_text("What these numbers tell").click()
    examine(page)
    narrow.reload()
    narrow.get_by_role("link", name="See what others answered").click()
    narrow.get_by_text("The counts of everyone include yours.").wait_for()
    examine(narrow)
    faults.expect("^422 POST")


def test_patterns_and_training(page, narrow, team, faults):
    inspection, people = team
    sign_in(page, people["quality"])
    at(page, inspection, "quality/patterns")
    examine(page)
    page.get_by_role("link", name="Fay First").click()
    page.get_by_text("never as a score").wait_for()
    assert "0 of 4" in page.inner_text("main")
    examine(page)
    at(page, inspection, "quality/training")
    examine(page)
    page.get_by_role("link", name="Record training of Fay First").click()
    page.get_by_role("heading", name="Training of Fay First").wait_for()
    button(page, "Record training").click()
    page.get_by_text("There is a problem").wait_for()
    examine(page)
    for group, day in (("Last day of training", 3), ("Day on which their practice", 17)):
        boxes = page.get_by_role("group", name=group)
        for name, value in (("Day", day), ("Month", 1), ("Year", 2022)):
            boxes.get_by_label(name, exact=True).fill(str(value))
    button(page, "Record training").click()
    page.get_by_text("Training of Fay First recorded").wait_for()
    examine(page)
    sign_in(narrow, people["first"])
    at(narrow, inspection, "readings/")
    narrow.get_by_text("17 January 2022").first.wait_for()
    narrow.get_by_role("link", name="How you answer in your own cases").click()
    narrow.get_by_text("never as a score").wait_for()
    examine(narrow)
    faults.expect("^422 POST")
