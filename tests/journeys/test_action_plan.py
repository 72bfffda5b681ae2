"""An action plan from the first answer to what anyone may read: the service writes, the lead decides and publishes."""

import datetime

import pytest
from django.utils import timezone

from inspectorate_app.actions import action_plan
from inspectorate_app.store.queries import public_progress
from tests.app import given
from tests.app.action_plan import accepted, answered, followed
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 60


@pytest.fixture
def of(live_server):
    return followed()


def at(page, live_server, of, place):
    page.goto(f"{live_server.url}/inspections/{of.slug}/{place}")


def day(page, legend, value):
    box = page.get_by_role("group", name=legend)
    for part, text in (("Day", value.day), ("Month", value.month), ("Year", value.year)):
        box.get_by_label(part).fill(str(text))


def test_the_service_answers_adds_an_action_and_its_head_submits(page, open_page, live_server, of):
    sign_in(page, of.contact_person)
    at(page, live_server, of, "service/")
    follow(page, "Answer the recommendations")
    examine(page)
    follow(page, "Answer recommendation 1")
    examine(page)
    page.get_by_label("Partly agreed").check()
    press(page, "Save")
    page.get_by_text("There is a problem").wait_for()
    examine(page)
    page.get_by_label("Reasons").fill("There is money for half of it.")
    press(page, "Save")
    follow(page, "Add an action on recommendation 1")
    examine(page)
    page.get_by_label("What will be done?").fill("Train every practitioner in risk of harm")
    page.get_by_label("Who does it?").fill("Head of the PDU")
    day(page, "Date by which it is done", timezone.localdate() + datetime.timedelta(days=90))
    page.get_by_label("How is success measured?").fill("All 79 are trained")
    press(page, "Save")
    page.get_by_role("table", name="Actions on recommendation 1").wait_for()
    examine(page)
    follow(page, "Answer recommendation 2")
    page.get_by_label("Not agreed").check()
    page.get_by_label("Reasons").fill("It was reviewed in June.")
    press(page, "Save")
    follow(page, "Change progress is reported on")
    examine(page)
    page.get_by_label("On which days will you report progress?").fill("4 April 2099\n4 October 2099")
    press(page, "Save")
    page.get_by_text("The head of the service submits the plan.").wait_for()
    head = open_page()
    sign_in(head, of.head_person)
    at(head, live_server, of, "service/action-plan/")
    press(head, "Submit the plan")
    examine(head)
    press(head, "Submit the plan")
    head.get_by_text("The lead inspector reads the plan now").wait_for()
    examine(head)
    follow(head, "Submission 1")
    examine(head)
    assert "Train every practitioner in risk of harm" in head.inner_text("main")


def test_the_lead_sends_it_back_accepts_judges_and_publishes(page, live_server, of):
    answered(of)
    action_plan.submit(of.head, of.slug, version=of.plan.version)
    sign_in(page, of.lead_person)
    at(page, live_server, of, "action-plan/")
    examine(page)
    press(page, "Accept the plan or send it back")
    examine(page)
    page.get_by_label("Yes, accept it").check()
    press(page, "Tell the service")
    follow(page, "Record the answer to recommendation 3")
    page.get_by_label("Agreed", exact=True).check()
    press(page, "Save")
    follow(page, "Judge progress on recommendation 1")
    examine(page)
    page.get_by_label("Some progress").check()
    page.get_by_label("What you found").fill("Half were trained, as Mr Bloggs told.")
    page.get_by_label("What it rests on").fill("The list of courses.")
    press(page, "Save")
    examine(page)
    press(page, "Publish the action plan")
    assert "Mr Bloggs" in page.get_by_role("table", name="What may name someone").inner_text()
    examine(page)
    press(page, "Publish the action plan")
    page.get_by_text("The plan and its progress are public now.").wait_for()
    assert public_progress.of_inspection(of.slug)[1].status == "Some progress"


@pytest.mark.usefixtures("drawn")
def test_by_keyboard_without_script_and_on_a_narrow_screen_progress_is_reported(
    without_script, narrow, live_server, of
):
    accepted(of)
    sign_in(without_script, of.contact_person)
    at(without_script, live_server, of, "service/action-plan/")
    follow(without_script, "Report on action 1")
    without_script.get_by_label("Under way").check()
    without_script.get_by_label("What was done, and what it led to").fill("Half are trained. " + "x" * LONG)
    press(without_script, "Save")
    without_script.get_by_text("Report saved").wait_for()
    sign_in(narrow, of.contact_person)
    at(narrow, live_server, of, "service/action-plan/actions/1/report")
    tab_to(narrow, "Save")
    enter(narrow)
    narrow.get_by_text("There is a problem").wait_for()
    examine(narrow)
    at(narrow, live_server, of, "service/action-plan/")
    examine(narrow)


def test_a_planner_finds_what_is_overdue(page, live_server):
    of = accepted(followed(published=timezone.localdate() - datetime.timedelta(days=100)))
    sign_in(page, given.person("Pia Planner", "planner"))
    page.goto(f"{live_server.url}/programme/")
    follow(page, "Open recommendations of published inspections")
    examine(page)
    page.get_by_label("Overdue alone").check()
    press(page, "Show")
    page.get_by_text("1 recommendation, 1 of them overdue").wait_for()  # to HMPPS, never answered
    assert of.plan.others[0].recommendation.text in page.inner_text("main")
    examine(page)
