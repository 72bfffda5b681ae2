"""An administrator invites people, looks after their accounts and keeps them off what they may not inspect."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_administrator_manages_people(page):
    sign_in(page, given.person("Ada Admin", "administrator"))
    lead = given.member(given.inspection(), Role.LEAD_INSPECTOR, "Lee Lead")
    for number in range(30):
        given.person(f"Synthetic Person {number:02}", "auditor" if number < 2 else "")
    page.goto("/people/")
    examine(page)
    page.get_by_role("link", name="Next").click()
    examine(page)
    page.goto("/people/")
    page.get_by_label("Office").select_option("Auditor")
    page.get_by_role("button", name="Filter").click()
    page.get_by_text("2 people").wait_for()

    page.get_by_role("button", name="Invite someone").click()
    page.get_by_role("button", name="Make an invitation").click()
    examine(page)
    page.get_by_label("Full name").fill("Nell Newcomer")
    page.get_by_label("Email address").fill("nell@inspectorate.test")
    page.get_by_label("Planner").check()
    page.get_by_role("button", name="Make an invitation").click()
    assert "/account/invitation/" in page.locator(".app-link").inner_text()
    examine(page)
    page.goto("/people/invitations")
    examine(page)
    page.get_by_role("link", name="Withdraw").click()
    examine(page)
    page.get_by_role("button", name="Withdraw invitation").click()
    page.get_by_text("The invitation has been withdrawn").wait_for()

    page.goto(f"/people/{lead.pk}")
    examine(page)
    page.get_by_role("link", name="Declare a conflict of interest").click()
    page.get_by_role("button", name="Save").click()
    examine(page)
    page.get_by_label("Unit or region").select_option("East Midlands (region)")
    page.get_by_label("Reason").fill("Worked there until March 2025")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The conflict of interest has been declared").wait_for()
    examine(page)
    page.get_by_role("link", name="End").click()
    examine(page)
    page.get_by_role("button", name="End it").click()
    page.get_by_role("link", name="Change office").click()
    examine(page)
    page.get_by_label("Planner").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Help them sign in again").click()
    examine(page)
    page.get_by_role("button", name="Make a link").click()
    page.goto(f"/people/{lead.pk}")
    page.get_by_role("button", name="Deactivate").click()
    examine(page)
    page.get_by_role("button", name="Deactivate").click()
    page.get_by_text("Lee Lead is signed out").wait_for()
    page.get_by_role("button", name="Reactivate").click()
    examine(page)
    page.get_by_role("button", name="Reactivate").click()
    page.get_by_text("Lee Lead can sign in again").wait_for()
