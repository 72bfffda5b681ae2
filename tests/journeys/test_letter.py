"""The letter on a region: set up, written and checked against the units that it covers, published, and found."""

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import accuracy, hold, publication_files, publication_round
from inspectorate_app.store.models import Person, Publication
from tests.app import given, publishing, regional
from tests.app.drafting import in_drafting
from tests.journeys.accessibility import examine
from tests.journeys.browser import follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

#: Of ten cases of the unit two are of women, and both were answered yes (tests/app/results.py): they are not shown.
FEW = "In {unit}, assessment focused sufficiently on engaging the person in {words}."


@pytest.fixture
def room(live_server):
    """A review whose letter nobody has set up, of a region with one published unit; and who publishes it."""
    unit, region = in_drafting(), regional.review()
    lead = regional.lead(region, unit)
    publishing.set_phase(unit, "published")
    publishing.set_phase(region, "factual_accuracy")
    accuracy.waive(lead, region.slug, reason="It rates nothing.")
    officer, chief = given.person("Olive Officer", "publication_officer"), given.person("Cai Chief", "chief_inspector")
    return publishing.Room(region, lead, given.actor(officer), given.actor(chief)), unit


def at(page, live_server, slug, place):
    page.goto(f"{live_server.url}/inspections/{slug}/{place}")


def person(actor):
    return Person.objects.get(pk=actor.person)


def write(page, text):
    page.get_by_label("Text", exact=True).fill(text)
    press(page, "Save")


def test_a_letter_is_set_up_written_checked_published_and_found(open_page, live_server, room):
    of, unit = room
    lead, officer, chief = open_page(), open_page(), open_page()
    sign_in(lead, person(of.lead))
    at(lead, live_server, of.slug, "documents/")
    follow(lead, "Whom the letter goes to, and which inspections it covers")
    press(lead, "Save")
    lead.get_by_role("heading", name="There is a problem").wait_for()
    examine(lead)
    lead.get_by_label(unit.unit).check()
    lead.get_by_label("To", exact=True).fill("A Director\nRegional Probation Director")
    lead.get_by_label("Whom the letter greets").fill("Director")
    press(lead, "Save")
    lead.get_by_text("Saved").wait_for()
    examine(lead)

    at(lead, live_server, of.slug, "documents/")
    follow(lead, "Staff", exact=True)
    write(lead, FEW.format(unit=unit.unit, words="1 out of 10 cases"))
    expect(lead.locator(".app-draft__claim--false")).to_contain_text(f"{unit.unit} PDU: The evidence says")
    examine(lead)
    write(lead, FEW.format(unit=unit.unit, words="2 out of 2 cases of women"))
    at(lead, live_server, of.slug, "publication/")
    lead.get_by_role("heading", name="Small group").wait_for()
    lead.get_by_text(f"What is published of {unit.unit} PDU does not tell of this group").wait_for()
    examine(lead)
    follow(lead, "part staff")
    write(lead, "Posts were filled.")
    at(lead, live_server, of.slug, "documents/letter")
    lead.get_by_text("Dear Director").wait_for()
    examine(lead)
    given.reviewed(of.inspection)

    sign_in(officer, person(of.officer))
    hold.place(of.officer, unit.slug, reason="An inquest.")
    at(officer, live_server, of.slug, "letter/")
    notice = officer.get_by_role("region", name="Legal hold")
    expect(notice).to_contain_text("The letter goes nowhere while a legal hold stands on an inspection that it covers")
    examine(officer)
    notice.get_by_role("link", name=unit.unit).click()
    officer.get_by_text("An inquest.").wait_for()
    hold.lift(of.officer, unit.slug, 1, reason="Over.")
    at(officer, live_server, of.slug, "publication/")
    press(officer, "Make all files")
    day = publishing.tomorrow()
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        officer.get_by_label(name, exact=True).fill(str(value))
    press(officer, "Make the files")
    officer.get_by_text("The files are being made.").wait_for()
    row = Publication.objects.get()
    publication_files.make(publication_files.JOB, row.pk, row.run)

    sign_in(chief, person(of.chief))
    at(chief, live_server, of.slug, "publication/1/approve")
    chief.get_by_label("I have looked at the files and approve them for publication").check()
    press(chief, "Approve for publication")
    chief.get_by_text("Publication approved").wait_for()
    examine(chief)
    at(lead, live_server, of.slug, "letter/")
    lead.get_by_text("Withdraw publication 1 first.").wait_for()
    examine(lead)

    row.refresh_from_db()
    publication_round.publish_due(publication_round.JOB, row.due_at)
    reader = open_page()
    reader.goto(f"{live_server.url}/register/?place=East+Midlands")
    reader.get_by_role("main").get_by_role("link", name="East Midlands").first.click()
    reader.get_by_role("heading", level=1, name="East Midlands").wait_for()
    examine(reader)
    reader.locator("a[href$='-letter.html']").first.click()
    reader.get_by_text("Dear Director").wait_for()
    reader.get_by_text(f"we rated {unit.unit} PDU as").wait_for()
