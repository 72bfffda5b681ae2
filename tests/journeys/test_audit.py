"""Reading, narrowing and checking an audit trail: by mouse, on a narrow screen, without script."""

import pytest

from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action, Role
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
TRAIL = f"/inspections/{given.LLR}/audit"


@pytest.fixture
def lead():
    inspection = given.inspection(phase="evidence")
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    for number in range(1, 53):
        with change_in(given.actor(someone), Action.DRAW_SAMPLE, inspection.slug) as under_way:
            under_way.note(f"sample {number}", before={"seed": "a"}, after={"seed": "b" * 200})
    return someone


def test_a_lead_pages_through_the_trail_narrows_it_and_checks_it(page, lead):
    sign_in(page, lead)
    page.goto(TRAIL)
    examine(page)
    follow(page, "Older entries")
    page.get_by_role("heading", name="Draw sample: Sample 1", exact=True).wait_for()
    examine(page)
    follow(page, "Back to the newest entries")
    page.get_by_text("Look for entries").click()
    page.get_by_label("To what").fill("sample 7")
    press(page, "Show entries")
    page.get_by_role("heading", name="Draw sample: Sample 7", exact=True).wait_for()
    assert page.locator(".app-trail__entry").count() == 1
    examine(page)
    press(page, "Check this trail")
    page.get_by_text("52 entries checked: nothing was changed, removed or added").wait_for()
    examine(page)


def test_the_trail_is_read_without_script(without_script, lead):
    sign_in(without_script, lead)
    without_script.goto(TRAIL)
    press(without_script, "Check this trail")
    without_script.get_by_text("52 entries checked").wait_for()
