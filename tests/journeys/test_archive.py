"""Taking a whole inspection away, and a file for research: by mouse, by keyboard on a narrow screen, without script."""

from pathlib import Path

import pytest

from inspectorate_app.actions.archive_reading import findings, read
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Identity, Membership
from tests.app import given
from tests.app.actions.test_anonymised import inspected
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = f"/inspections/{given.LLR}/archive"


@pytest.fixture
def lead():
    return given.member(inspected(20), Role.LEAD_INSPECTOR, "Lee Lead")


def downloaded(page, name: str) -> Path:
    with page.expect_download() as given_away:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(given_away.value.path())


def test_a_lead_takes_the_inspection_away_with_and_without_names(page, lead):
    sign_in(page, lead)
    page.goto(f"/inspections/{given.LLR}/")
    follow(page, "Archive", exact=True)
    examine(page)
    without = read(downloaded(page, "Download the whole inspection"))
    assert findings(without) == ()
    assert (len(without.rows["case"]), without.rows["identity"]) == (20, [])
    page.get_by_label("Include the names of people in cases").check()
    assert len(read(downloaded(page, "Download the whole inspection")).rows["identity"]) == 20
    kept = AuditEntry.objects.filter(action="export archive").order_by("position")
    assert [entry.after["names"] for entry in kept] == [False, True]
    downloaded(page, "Download the file for research")
    assert AuditEntry.objects.filter(action="export anonymised archive").count() == 1


@pytest.mark.usefixtures("drawn")
def test_an_analyst_has_the_file_for_research_alone_by_keyboard_on_a_narrow_screen(narrow, lead):
    analyst = given.member(lead.memberships.get().inspection, Role.ANALYST, "Alex Analyst")
    sign_in(narrow, analyst)
    narrow.goto(PAGE)
    examine(narrow)
    assert narrow.get_by_text("The whole inspection").count() == 0
    tab_to(narrow, "Download the file for research")
    with narrow.expect_download() as given_away:
        narrow.keyboard.press("Enter")
    assert given_away.value.suggested_filename == "anonymised-inspection.zip"


def test_someone_from_whom_cases_are_withheld_is_told_so_without_script(without_script, lead):
    with guard.allowed():
        Membership.objects.filter(person=lead).update(conflicts=["REF0003"])
        Identity.objects.all().delete()
    sign_in(without_script, lead)
    without_script.goto(PAGE)
    without_script.get_by_text("No names of people in cases go with it.").wait_for()
    press(without_script, "Download the whole inspection")
    without_script.get_by_text("Some cases are withheld from you by a conflict of interest.").wait_for()
    examine(without_script)
