"""The factual accuracy check from both sides: sent, read and commented on, answered, closed, and what changed."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inspectorate_app.actions import draft
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Person
from tests.app import given
from tests.app.accuracy import WRITTEN, in_check, overdue, send
from tests.app.evidence import PDF
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture
def made(live_server):
    return in_check()


def person(actor):
    return Person.objects.get(pk=actor.person)


def at(page, inspection, place=""):
    page.goto(f"/inspections/{inspection.slug}/{place}")


def on_paragraph(page, words):
    """The link with which one comments on the paragraph of some words."""
    return page.locator(".app-passage", has_text=words).get_by_role("link", name="Comment on paragraph")


def test_a_draft_is_checked_answered_and_what_changed_is_told(open_page, made):
    inspection, lead, head = made
    team, service = open_page(), open_page()
    sign_in(team, person(lead))
    sign_in(service, person(head))
    # the lead inspector sends the draft
    at(team, inspection, "accuracy/")
    team.get_by_text("send the factual accuracy check, or record that none is needed").wait_for()
    examine(team)
    press(team, "Send the check")
    examine(team)
    team.get_by_label("Letter to the service").fill("")
    press(team, "Send to the service")
    team.get_by_role("link", name="Enter the letter to the service").wait_for()
    examine(team)
    team.get_by_label("Letter to the service").fill("Please check the draft.")
    press(team, "Send to the service")
    team.get_by_text("The service can check the draft, and was told.").wait_for()
    examine(team)
    # the head of the service reads it and comments
    at(service, inspection, "service/")
    follow(service, "Check the draft report for factual accuracy")
    service.get_by_text("Please check the draft.").wait_for()
    examine(service)
    follow(service, "Read the draft report and comment")
    service.get_by_text("copy for Hal Head").wait_for()
    examine(service)
    go(on_paragraph(service, "Leicester alone"))
    examine(service)
    press(service, "Save the comment")
    service.get_by_role("link", name="Enter what is right").wait_for()
    examine(service)
    service.get_by_label("Which words are wrong?").fill("Leicester alone")
    service.get_by_label("What is right?").fill("From Leicester and Coalville.")
    service.get_by_label("File that shows it").set_input_files(
        {"name": "offices.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(service, "Save the comment")
    service.get_by_text("Your comment was saved.").wait_for()
    service.get_by_role("link", name="offices.pdf").wait_for()
    examine(service)
    follow(service, "Change comment 1")
    service.get_by_label("What shows it?").fill("The list of offices.")
    examine(service)
    press(service, "Save the comment")
    service.get_by_text("Shown by: The list of offices.").wait_for()
    with service.expect_download() as file:
        service.get_by_role("button", name="Download as PDF").click()
    assert file.value.suggested_filename.endswith("-report-accuracy-check-1.pdf")
    # the team does not see it before it is sent
    team.reload()
    team.get_by_text("The service has not sent its comments yet.").wait_for()
    press(service, "Send your comments")
    examine(service)
    press(service, "Send to the inspectorate")
    service.get_by_text("Your comments were sent.").wait_for()
    examine(service)
    # the team answers, changes the draft and closes
    team.reload()
    go(team.get_by_role("link", name="Comment 1 on paragraph"))
    team.get_by_text("It still stands like this.").wait_for()
    examine(team)
    team.get_by_label("Accepted", exact=True).check()
    press(team, "Save the answer")
    team.get_by_role("link", name="what was changed is missing").wait_for()
    examine(team)
    follow(team, "Open the part of the draft")
    team.get_by_label("Text", exact=True).fill(WRITTEN.replace("alone", "and Coalville"))
    press(team, "Save")
    team.get_by_text("Version 2, saved by Lee Lead").wait_for()
    at(team, inspection, "accuracy/1/comments/1")
    expect(team.locator("ins").first).to_contain_text("and")
    examine(team)
    team.get_by_label("Accepted", exact=True).check()
    team.get_by_label("What was changed").fill("Both offices are named.")
    press(team, "Save the answer")
    team.get_by_text("Comment 1 is answered.").wait_for()
    examine(team)
    press(team, "Close the check")
    team.get_by_text("have the report reviewed again (changed since its review: Background)").wait_for()
    examine(team)
    given.reviewed(inspection)
    press(team, "Close the check")
    team.get_by_text("The check is closed.").wait_for()
    follow(team, "What changed in the report since it was sent")
    examine(team)
    # the service reads the answer beside its comment, and what changed
    service.reload()
    service.get_by_text("Both offices are named.").wait_for()
    examine(service)
    follow(service, "See what changed in the report")
    expect(service.locator("ins").first).to_contain_text("and")
    expect(service.locator("del").first).to_contain_text("alone.")
    examine(service)


def test_without_script_and_by_a_contact_who_cannot_send(without_script, made):
    inspection, lead, _head = made
    send(lead, inspection)
    page = without_script
    sign_in(page, given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))
    at(page, inspection, "service/accuracy")
    page.get_by_text("The head of the service sends the comments").wait_for()
    follow(page, "Read the draft report and comment")
    go(on_paragraph(page, "Leaders were known to staff."))
    page.get_by_label("What is right?").fill("Some leaders were.")
    page.get_by_label("File that shows it").set_input_files(
        {"name": "tool.exe", "mimeType": "application/pdf", "buffer": b"MZ"}
    )
    press(page, "Save the comment")
    page.get_by_role("heading", name="Change comment 1").wait_for()
    examine(page)
    at(page, inspection, "service/accuracy")
    follow(page, "Remove comment 1")
    examine(page)
    press(page, "Remove")
    page.get_by_text("Comment 1 was removed.").wait_for()


@pytest.mark.usefixtures("drawn")
def test_on_a_narrow_window_by_keyboard_nothing_to_correct(narrow, made):
    inspection, lead, head = made
    send(lead, inspection)
    sign_in(narrow, person(head))
    at(narrow, inspection, "service/accuracy/1/documents/report")
    narrow.get_by_text("Leaders were known to staff.").wait_for()
    at(narrow, inspection, "service/accuracy")
    tab_to(narrow, "Say that there is nothing to correct")
    enter(narrow)
    narrow.get_by_role("heading", name="Nothing to correct").wait_for()
    tab_to(narrow, "Send to the inspectorate")
    enter(narrow)
    narrow.get_by_text("You found nothing to correct.").wait_for()


def test_more_time_is_given_and_a_check_is_closed_without_an_answer(page, made):
    inspection, lead, head = made
    send(lead, inspection)
    overdue()
    sign_in(page, person(head))
    at(page, inspection, "service/accuracy")
    page.get_by_text("Ask the lead inspector for more time.").wait_for()
    examine(page)
    page.context.clear_cookies()
    sign_in(page, person(lead))
    at(page, inspection, "accuracy/1")
    page.get_by_text("Time is over").wait_for()
    examine(page)
    follow(page, "Change Last day for comments")
    later = timezone.localdate() + datetime.timedelta(days=3)
    for part, value in (("Day", later.day), ("Month", later.month), ("Year", later.year)):
        page.get_by_label(part).fill(str(value))
    page.get_by_label("Why is there more time?").fill("The head was on leave.")
    examine(page)
    press(page, "Change the last day")
    page.get_by_text("The service has more time, and was told.").wait_for()
    overdue()
    page.reload()
    press(page, "Close without an answer")
    page.get_by_label("Why is it closed without an answer of the service?").fill("No answer came.")
    examine(page)
    press(page, "Close the check")
    page.get_by_text("The service sent no comments.").wait_for()
    examine(page)


def test_that_no_check_is_needed_is_recorded(page, made):
    inspection, lead, _head = made
    draft.write(lead, inspection.slug, "report", "background", text="", version=1)
    sign_in(page, person(lead))
    at(page, inspection, "accuracy/")
    follow(page, "No check is needed")
    examine(page)
    page.get_by_label("Why is no factual accuracy check needed?").fill("Nothing is published of it.")
    press(page, "Record that none is needed")
    page.get_by_text("Nothing is published of it.").wait_for()
    examine(page)
