"""Evidence in advance and the inspected service: who sends, who reads, who asks again, and what is shared when."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import document, evidence, interview, service
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.evidence import PDF, uploaded
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> None:
    settings.DOCUMENTS = tmp_path / "documents"


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def contact(inspection):
    return given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")


@pytest.fixture
def head(inspection):
    return given.member(inspection, Role.SERVICE_HEAD, "Hal Head")


def a_file(name: str, content: bytes = PDF) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def at(page, inspection, place=""):
    page.goto(f"/inspections/{inspection.slug}/{place}")


def click(page, name, then):
    """Follow a link or press a button, and wait for words of the next page."""
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()
    page.get_by_text(then).first.wait_for()


def test_the_service_sends_the_lead_reads_asks_again_and_a_new_version_comes(open_page, inspection, lead, contact):
    team, sender = open_page(), open_page()
    sign_in(team, lead)
    sign_in(sender, contact)
    # the lead asks for what is usual
    at(team, inspection, "evidence/")
    examine(team)
    click(team, "Choose from what is usual", "by the standards of the edition")
    examine(team)
    for box in team.get_by_role("checkbox").all():
        box.uncheck()
    click(team, "Add to the requests", "Select what to ask for")
    examine(team)
    team.get_by_label("Training plan and record of training completed").check()
    click(team, "Add to the requests", "1 request added.")
    # the service sends a file, first one that is not taken
    sender.goto("/")
    examine(sender)
    click(sender, "Answer 1 request for evidence", "asks for these documents")
    examine(sender)
    click(sender, "Training plan", "Why it is needed")
    examine(sender)
    click(sender, "Upload a document", "No macros, and no password")
    examine(sender)
    sender.get_by_label("File").set_input_files(a_file("plan.pdf", b"MZ not a PDF"))
    sender.get_by_label("No, there is more to come").check()
    click(sender, "Upload", "its content does not")
    examine(sender)
    sender.get_by_label("File").set_input_files(a_file("plan.pdf"))
    click(sender, "Upload", "Your document was uploaded")
    examine(sender)
    # the lead reads it, and asks again
    at(team, inspection, "evidence/")
    team.get_by_text("1 not read").wait_for()
    examine(team)
    click(team, "Training plan", "Partly received")
    examine(team)
    go(team.get_by_role("link", name="plan", exact=True))
    team.get_by_text("Mark version 1 as read").wait_for()
    examine(team)
    with team.expect_download() as given_out:
        team.get_by_role("link", name="Download").click()
    assert Path(given_out.value.path()).read_bytes() == PDF
    assert given_out.value.suggested_filename == "plan.pdf"
    team.get_by_label("Standard that the note is on").select_option("1.2 Staff")
    team.get_by_role("textbox", name="Note").fill("No dates.")
    click(team, "Mark as read", "Marked as read.")
    examine(team)
    click(team, "Training plan", "Ask again")
    click(team, "Ask again", "What is missing?")
    examine(team)
    team.get_by_label("What is missing?").fill("The dates are missing.")
    team.get_by_role("button", name="Ask again").click()
    team.get_by_text("The service was asked again.").wait_for()
    # a new version, which is to be read again
    sender.reload()
    sender.get_by_text("The dates are missing.").wait_for()
    examine(sender)
    click(sender, "Upload a new version", "Earlier versions are kept")
    examine(sender)
    sender.get_by_label("File").set_input_files(a_file("plan-2.pdf", PDF.replace(b"1 0", b"2 0")))
    sender.get_by_label("Yes, this is everything").check()
    click(sender, "Upload", "The new version was uploaded")
    at(team, inspection, "evidence/reading")
    team.get_by_text("Only an earlier version").first.wait_for()
    examine(team)
    at(team, inspection, "evidence/requests/1")
    click(team, "Accept", "Accept what came?")
    examine(team)
    click(team, "Accept", "What came was accepted.")
    at(team, inspection, "evidence/gaps")
    team.get_by_text("Nothing missing").wait_for()
    examine(team)


@pytest.mark.usefixtures("drawn")
def test_a_document_that_should_not_have_been_sent_is_removed_by_keyboard(page, narrow, inspection, lead, contact):
    document.upload(given.actor(lead), inspection.slug, uploaded(name="Jo Surname.pdf"), request=None, title="Plan")
    for window in (page, narrow):
        sign_in(window, lead)
    at(page, inspection, "evidence/documents/1")
    click(page, "Remove this document", "A file that is deleted cannot be brought back.")
    examine(page)
    # without a reason nothing is removed
    press(page, "Remove the document")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    examine(page)
    tab_to(page, "Why is it removed?")
    page.keyboard.type("It names someone.")
    tab_to(page, "Remove the document", "button")
    enter(page)
    expect(page.get_by_role("link", name="Download")).to_have_count(0)
    expect(page.get_by_text("Jo Surname")).to_have_count(0)
    expect(page.get_by_text("Its size and SHA-256 are kept.")).to_be_visible()
    expect(page.get_by_text("found by a search")).to_have_count(0)
    examine(page)
    at(narrow, inspection, "evidence/documents/1")
    examine(narrow)
    at(narrow, inspection, "evidence/")
    expect(narrow.get_by_text("Deleted").first).to_be_visible()
    examine(narrow)


def test_the_head_sees_emerging_findings_only_when_they_are_shared(open_page, inspection, lead, head):
    team, reader = open_page(), open_page()
    sign_in(team, lead)
    sign_in(reader, head)
    at(reader, inspection, "service/findings")
    reader.get_by_text("once the lead inspector has shared them").wait_for()
    examine(reader)
    at(team, inspection, "inspected-service/")
    examine(team)
    click(team, "Write emerging findings", "leave the others blank")
    examine(team)
    team.get_by_label("1.1 Leadership").fill("The service is well led.")
    click(team, "Save the draft", "The draft was saved.")
    examine(team)
    reader.reload()
    reader.get_by_text("once the lead inspector has shared them").wait_for()
    click(team, "Share the draft", "Share the emerging findings?")
    examine(team)
    click(team, "Share with the head of the service", "can read the emerging findings")
    reader.reload()
    reader.get_by_text("The service is well led.").wait_for()
    examine(reader)
    team.reload()
    team.get_by_text("Opened by Hal Head").wait_for()
    examine(team)


@pytest.mark.usefixtures("drawn")
def test_interviews_are_asked_for_and_arranged_by_keyboard(open_page, inspection, lead, contact):
    team, page = open_page(), open_page()
    sign_in(team, lead)
    at(team, inspection, "inspected-service/interviews/add")
    examine(team)
    team.get_by_label("Whom do you want to talk to?").fill("Head of operations")
    click(team, "Ask the service", "asked to arrange it")
    examine(team)
    sign_in(page, contact)
    at(page, inspection, "service/interviews")
    examine(page)
    # Browsers set a space that does not break round what is hidden.
    tab_to(page, "Arrange \xa0 Head of operations\xa0")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Arrange an interview").wait_for()
    examine(page)
    tab_to(page, "Time")
    page.keyboard.type("half past two")
    tab_to(page, "Place or link")
    page.keyboard.type("Room 1")
    tab_to(page, "Tell the inspection team")
    page.keyboard.press("Enter")
    page.get_by_text("Time must be a time, like 2.30pm or 14:30").first.wait_for()
    examine(page)
    page.get_by_label("Time").fill("2.30pm")
    click(page, "Tell the inspection team", "was told when and where")
    examine(page)
    at(page, inspection, "service/interviews/1/not-possible")
    examine(page)
    at(page, inspection, "service/timetable")
    page.get_by_text("at 2.30pm").wait_for()
    examine(page)


def test_people_of_the_service_are_invited_and_the_inspection_is_announced(page, inspection, lead, contact):
    sign_in(page, lead)
    at(page, inspection, "inspected-service/invite")
    examine(page)
    page.get_by_label("Full name").fill("New Person")
    page.get_by_label("Email address").fill("new@service.test")
    page.get_by_label("Head of the service").check()
    click(page, "Invite", "Send this link to New Person")
    examine(page)
    click(page, "Back to the inspected service", "People of the service")
    click(page, "Take back", "Take back the invitation to New Person?")
    examine(page)
    click(page, "Take back", "was taken back")
    click(page, "Write the announcement", "reads this on its first page")
    examine(page)
    page.get_by_label("Announcement").fill("We will come in October.")
    click(page, "Announce", "The service can read the announcement.")
    examine(page)


def test_the_pages_work_on_a_narrow_screen(narrow, inspection, lead, contact):
    _one_of_each(inspection, lead, contact)
    sign_in(narrow, contact)
    places = ("", "timetable", "requests", "requests/1", "requests/1/upload", "requests/1/not-held", "interviews")
    for place in places:
        at(narrow, inspection, f"service/{place}")
        examine(narrow)
    sign_in(narrow, lead)
    for place in ("", "gaps", "reading", "upload", "requests/add", "requests/1", "requests/1/change", "documents/1"):
        at(narrow, inspection, f"evidence/{place}")
        examine(narrow)
    at(narrow, inspection, "inspected-service/")
    examine(narrow)


def test_a_document_is_sent_without_script(without_script, inspection, lead, contact):
    _one_of_each(inspection, lead, contact)
    page = without_script
    sign_in(page, contact)
    at(page, inspection, "service/requests/1/upload")
    page.get_by_label("File").set_input_files(a_file("more.pdf"))
    page.get_by_label("Yes, this is everything").check()
    click(page, "Upload", "Your document was uploaded")
    examine(page)


def _one_of_each(inspection, lead, contact) -> None:
    actor = given.actor(lead)
    evidence.add(actor, inspection.slug, Asked("Business plan", "To see how it is led.", ("1.1",), given.FIELDWORK[0]))
    document.upload(given.actor(contact), inspection.slug, uploaded(), request=1)
    document.mark_read(actor, inspection.slug, 1, 1, standard="1.1", note="A long note. " * 20)
    interview.ask(actor, inspection.slug, Wanted("Head of operations", given.FIELDWORK[0], about="Staffing"))
    service.announce(actor, inspection.slug, text="We will come in October.", version=0)
