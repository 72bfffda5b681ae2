"""From texts that are right to published files: made, approved by someone else, published, corrected; no script."""

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import draft, publication_files, publication_round
from inspectorate_app.store.models import Person, Publication
from inspectorate_app.store.queries import public_publication as public
from tests.app import given, publishing
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(live_server):
    return publishing.room()


def at(page, live_server, room, place=""):
    page.goto(f"{live_server.url}/inspections/{room.slug}/publication/{place}")


def person(actor):
    return Person.objects.get(pk=actor.person)


def job():
    """What the queue does meanwhile."""
    row = Publication.objects.get(state="making")
    publication_files.make(publication_files.JOB, row.pk, row.run)


@pytest.mark.usefixtures("drawn")
def test_files_are_made_approved_by_someone_else_and_published(open_page, live_server, room):
    officer, chief = open_page(), open_page()
    sign_in(officer, person(room.officer))
    at(officer, live_server, room)
    examine(officer)
    press(officer, "Make all files")
    examine(officer)
    tab_to(officer, "Make the files")
    press(officer, "Make the files")
    officer.get_by_role("heading", name="There is a problem").wait_for()
    examine(officer)
    day = publishing.tomorrow()
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        officer.get_by_label(name, exact=True).fill(str(value))
    officer.get_by_label("Make all documents in Welsh too").check()
    press(officer, "Make the files")
    officer.get_by_text("The files are being made.").wait_for()
    officer.get_by_text("In progress").wait_for()
    examine(officer)
    job()
    officer.reload()
    officer.get_by_text("You prepared it, so someone else approves it.").wait_for()
    examine(officer)

    sign_in(chief, person(room.chief))
    chief.goto(f"{live_server.url}/")
    follow(chief, "Approve the publication")
    press(chief, "Approve for publication")
    examine(chief)
    chief.get_by_label("I have looked at the files and approve them for publication").check()
    press(chief, "Approve for publication")
    chief.get_by_text("Publication approved").wait_for()
    chief.get_by_text("Waits for its day").wait_for()
    examine(chief)

    row = Publication.objects.get()
    publication_round.publish_due(publication_round.JOB, row.due_at)
    officer.reload()
    officer.get_by_text("Published on").wait_for()
    examine(officer)
    anyone = open_page()
    anyone.goto(f"{live_server.url}/register/publications/{room.slug}/")
    examine(anyone)
    go(anyone.get_by_role("link", name="Adroddiad (Cymraeg)", exact=True))
    anyone.get_by_role("heading", level=1).wait_for()
    expect(anyone.locator("html")).to_have_attribute("lang", "cy")
    examine(anyone)
    anyone.goto(f"{live_server.url}/register/publications/{room.slug}/1/{room.slug}-report.html")
    anyone.get_by_role("heading", level=1).wait_for()


def test_a_small_group_is_shown_before_files_are_made_and_mended(open_page, live_server, room):
    """Of ten cases two are of women, and both were answered yes (tests/app/results.py)."""
    told = "focus on engaging them was sufficient in 2 out of 2 cases of women."
    draft.write(room.lead, room.slug, "report", "foreword", text=f"Implementation with a {told}", version=0)
    lead, officer = open_page(), open_page()
    sign_in(lead, person(room.lead))
    at(lead, live_server, room)
    lead.get_by_role("heading", name="Small group").wait_for()
    lead.get_by_text("Mend 1 place that tells of a small group.").wait_for()
    lead.get_by_text("It tells of 2 cases of a group that may not be shown: it has fewer than 5").wait_for()
    lead.get_by_text("Leave the number out.").wait_for()
    examine(lead)
    sign_in(officer, person(room.officer))
    at(officer, live_server, room)
    officer.get_by_role("heading", name="Small group").wait_for()
    expect(officer.get_by_text("Make all files")).to_have_count(0)
    follow(lead, "part foreword")
    lead.get_by_label("Text", exact=True).fill("Implementation was done with a focus on engaging people.")
    press(lead, "Save")
    at(lead, live_server, room)
    expect(lead.get_by_role("heading", name="Small group")).to_have_count(0)
    given.reviewed(room.inspection)
    at(officer, live_server, room)
    officer.get_by_text("Make all files").wait_for()
    examine(officer)


def test_a_correction_without_script_at_320_px(without_script, narrow, live_server, room):
    row = publishing.approved(room)
    publication_round.publish_due(publication_round.JOB, row.due_at)
    sign_in(without_script, person(room.officer))
    at(without_script, live_server, room)
    press(without_script, "Correct what was published")
    without_script.get_by_label("What was corrected").fill("Page 3 named the wrong office.")
    press(without_script, "Begin the correction")
    without_script.get_by_text("The correction has begun.").wait_for()
    press(without_script, "Make all files")
    press(without_script, "Make the files")
    without_script.get_by_text("The files are being made.").wait_for()
    job()

    sign_in(narrow, person(room.chief))
    at(narrow, live_server, room, "2/approve")
    examine(narrow)
    narrow.get_by_label("At once").check()
    narrow.get_by_label("I have looked at the files and approve them for publication").check()
    press(narrow, "Approve for publication")
    narrow.get_by_text("Publication approved").wait_for()
    publication_round.publish_due(publication_round.JOB)
    assert [each.number for one in public.published() for each in one.versions] == [2, 1]
    narrow.reload()
    narrow.get_by_text("What was corrected: Page 3 named the wrong office.").wait_for()
    examine(narrow)
    narrow.goto(f"{live_server.url}/register/publications/{room.slug}/2/{room.slug}-report.html")
    narrow.get_by_text("Page 3 named the wrong office.").first.wait_for()


def test_an_approval_is_taken_back_and_a_publication_withdrawn(page, live_server, room):
    publishing.approved(room)
    sign_in(page, person(room.chief))
    at(page, live_server, room)
    follow(page, "Withdraw the approval")
    examine(page)
    page.get_by_label("Reason").fill("A number is asked about.")
    press(page, "Withdraw the approval")
    page.get_by_text("Approval withdrawn").wait_for()
    follow(page, "Withdraw this publication")
    examine(page)
    page.get_by_label("Reason").fill("A number was wrong.")
    press(page, "Withdraw this publication")
    page.get_by_text("Reason: A number was wrong.").wait_for()
    examine(page)
