"""An administrator invites people, looks after their accounts and keeps them off what they may not inspect."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_administrator_manages_people(page):
    sign_in(page, given.person("Ada Admin", "administrator"))
    lead = given.member(given.inspection(), Role.LEAD_INSPECTOR, "Lee Lead")
    for number in range(30):
        given.person(f"Synthetic Person {number:02}", "auditor" if number < 2 else "")
    page.goto("/people/")
    examine(page)
    follow(page, "Next")
    examine(page)
    page.goto("/people/")
    page.get_by_label("Office").select_option("Auditor")
    press(page, "Filter")
    page.get_by_text("2 people").wait_for()

    press(page, "Invite someone")
    press(page, "Make an invitation")
    examine(page)
    page.get_by_label("Full name").fill("Nell Newcomer")
    page.get_by_label("Email address").fill("nell@inspectorate.test")
    page.get_by_label("Planner").check()
    press(page, "Make an invitation")
    assert "/account/invitation/" in page.locator(".app-link").inner_text()
    examine(page)
    page.goto("/people/invitations")
    examine(page)
    follow(page, "Withdraw")
    examine(page)
    press(page, "Withdraw invitation")
    page.get_by_text("The invitation has been withdrawn").wait_for()

    page.goto(f"/people/{lead.pk}")
    examine(page)
    follow(page, "Declare a conflict of interest")
    press(page, "Save")
    examine(page)
    page.get_by_label("Unit or region").select_option("East Midlands (region)")
    page.get_by_label("Reason").fill("Worked there until March 2025")
    press(page, "Save")
    page.get_by_text("The conflict of interest has been declared").wait_for()
    examine(page)
    follow(page, "End")
    examine(page)
    press(page, "End it")
    follow(page, "Change office")
    examine(page)
    page.get_by_label("Planner").check()
    press(page, "Save")
    press(page, "Help them sign in again")
    examine(page)
    press(page, "Make a link")
    page.goto(f"/people/{lead.pk}")
    press(page, "Deactivate")
    examine(page)
    press(page, "Deactivate")
    page.get_by_text("Lee Lead is signed out").wait_for()
    press(page, "Reactivate")
    examine(page)
    press(page, "Reactivate")
    page.get_by_text("Lee Lead can sign in again").wait_for()
