"""Notifications in the browser: read, marked, chosen; what is due; mail that could not be delivered."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions import meeting
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import EvidenceRequest, Inspection, Mail
from tests.app import given
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann():
    """Someone with three cases to submit who was told of a meeting, its change, and other dates of fieldwork."""
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example", capacity=5)
    given.cases(inspection, allocated_to=someone)
    number = given.meeting(inspection, lead, someone)
    meeting.change_plan(
        given.actor(lead), inspection.slug, number, given.planned(lead, someone, place="Room 2"), version=1
    )
    return someone


def test_someone_reads_what_happened_and_follows_it(page, ann):
    sign_in(page, ann)
    page.goto("/")
    follow(page, "Notifications 2 unread")
    examine(page)
    follow(page, "Meeting 1 was changed")
    page.get_by_role("heading", name="Probation officers").wait_for()
    expect(page.get_by_role("link", name="Notifications 1 unread")).to_be_visible()
    follow(page, "Notifications 1 unread")
    press(page, "Mark all as read")
    page.get_by_text("All are marked as read.").wait_for()
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()
    expect(page.get_by_text("Unread")).to_have_count(0)
    examine(page)


@pytest.mark.usefixtures("drawn")
def test_it_works_on_a_phone_by_keyboard_and_without_a_script(narrow, without_script, ann):
    sign_in(narrow, ann)
    narrow.goto("/notifications")
    tab_to(narrow, "Mark all as read")
    examine(narrow)
    sign_in(without_script, ann)
    without_script.goto("/notifications")
    without_script.get_by_role("button", name="Mark as read").first.click()
    expect(without_script.get_by_role("button", name="Mark as read")).to_have_count(1)
    without_script.goto("/notifications/settings")
    without_script.get_by_role("group", name="Your meetings").get_by_label("By mail").select_option("Not by mail")
    press(without_script, "Save")
    without_script.get_by_text("Your choice is saved.").wait_for()
    examine(without_script)


def test_what_is_due_leads_to_where_it_is_done(page, ann):
    with guard.allowed():
        inspection = Inspection.objects.get()
        someone = given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")
        for number, days in ((1, -3), (2, 0), (3, 5)):
            EvidenceRequest.objects.create(
                inspection=inspection,
                number=number,
                title="Business plan",
                answered_by="contact",
                due_on=timezone.localdate() + datetime.timedelta(days=days),
            )
    sign_in(page, someone)
    page.goto("/notifications/due")
    expect(page.get_by_text("Overdue")).to_have_count(1)
    expect(page.get_by_text("Today")).to_have_count(1)
    examine(page)
    follow(page, "Answer request 2 for evidence")
    page.get_by_role("heading", name="Business plan").wait_for()


@pytest.mark.usefixtures("drawn")
def test_someone_chooses_what_and_when_by_keyboard(page, ann):
    sign_in(page, ann)
    page.goto("/notifications/settings")
    examine(page)
    page.get_by_label("The mail of the day").select_option("No mail of the day")
    press(page, "Save")
    page.get_by_role("link", name="goes into the mail of the day").wait_for()
    examine(page)
    page.get_by_label("The mail of the day").select_option("From 5pm")
    page.get_by_label("Quiet from").select_option("6pm")
    page.get_by_label("Saturdays and Sundays are quiet").uncheck()
    tab_to(page, "Save")
    enter(page)
    page.get_by_text("Your choice is saved.").wait_for()
    expect(page.get_by_label("Quiet from")).to_have_value("18:00")
    expect(page.get_by_label("Saturdays and Sundays are quiet")).not_to_be_checked()
    page.goto("/account/")
    follow(page, "Choose Notifications")
    page.get_by_role("heading", name="Choose what you are told").wait_for()


def test_an_administrator_sees_what_could_not_be_delivered(page, ann):
    admin = given.person("Ada Admin", "administrator")
    facts = {"tries": 8, "ended_at": timezone.now(), "trouble": "SMTPRecipientsRefused 550"}
    with guard.allowed():
        Mail.objects.create(purpose="security", about="password_changed", person=ann, state="given_up", **facts)
        Mail.objects.create(purpose="digest", person=ann, tries=2, trouble="ConnectionRefusedError")
    sign_in(page, admin)
    page.goto("/")
    follow(page, "Mail")
    expect(page.get_by_text("Change of an account to Ann Example")).to_be_visible()
    expect(page.get_by_text("example@inspectorate.test")).to_have_count(0)
    examine(page)
    press(page, "Try again")
    page.get_by_text("The mail is tried again.").wait_for()
    expect(page.get_by_text("Given up", exact=True)).to_have_count(1)


def test_a_phase_is_told_to_the_team(page, ann):
    inspection = Inspection.objects.get()
    lead = inspection.memberships.get(role="lead_inspector").person
    inspections.move_phase(given.actor(lead), inspection.slug, inspections.Phase.EVIDENCE, reason="Too early")
    sign_in(page, ann)
    page.goto("/notifications")
    follow(page, "The phase changed")
    page.get_by_role("heading", name="Overview").wait_for()
