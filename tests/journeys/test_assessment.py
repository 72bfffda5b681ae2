"""A case is assessed on a tablet: saved as it is answered, over a bad network, by two people, by keyboard alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Answer, AuditEntry, CaseAssessment
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import press, sign_in

LLR = given.LLR
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def at(route, number=1, **more):
    return reverse(route, kwargs={"inspection": LLR, "number": number} | more)


SECTION = "2-2-assessment"


@pytest.fixture
def inspection(transactional_db):
    return given.inspection()


@pytest.fixture
def ines(inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="female", sentence_type="community")
    return someone


def open_section(page, person, slug=SECTION):
    sign_in(page, person)
    page.goto(at("case_section", section=slug))
    expect(page.locator("#saving")).to_be_visible()
    return page


def question(page, code="2.2.1"):
    return page.locator(f"[data-question='{code}']")


def status(page, code="2.2.1"):
    return question(page, code).get_by_role("status")


def choose(page, answer, code="2.2.1"):
    question(page, code).get_by_label(answer, exact=True).check()


def stored(code="2.2.1"):
    row = Answer.objects.filter(question=code).first()
    return (row.answer, row.reason, row.version) if row else None


def test_each_answer_is_saved_as_it_is_given(page, ines):
    open_section(page, ines)
    choose(page, "Yes")
    expect(status(page)).to_have_text(SAVED)
    question(page).get_by_label("Reasons and evidence").fill("The plan was shared.")
    question(page, "2.2.1a").get_by_label("No", exact=True).check()
    expect(status(page, "2.2.1a")).to_have_text(SAVED)
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator("#saving-count")).to_have_text(re.compile(r"^2 of \d+ questions answered$"))
    assert stored() == ("yes", "The plan was shared.", 2)
    press(page, "Save and continue")
    page.wait_for_url("**/section/2-3-planning")
    page.go_back()
    expect(question(page).get_by_label("Yes", exact=True)).to_be_checked()


def place(page, code):
    """How far down the page a question stands, in pixels."""
    return question(page, code).evaluate("(each) => each.getBoundingClientRect().top + scrollY")


def test_what_does_not_apply_any_more_stays_where_it_is(page, ines):
    sign_in(page, ines)
    page.goto(at("case_all"))
    expect(page.locator("#saving")).to_be_visible()
    before = place(page, "2.3.1")
    choose(page, "Yes", "2.2.3")
    choose(page, "Low", "inspector_risk_of_harm")
    off = question(page, "2.2.3")
    expect(off).to_contain_text("Does not apply to this case.")
    expect(off.get_by_label("Yes", exact=True)).to_be_disabled()
    expect(off.get_by_label("Yes", exact=True)).to_be_checked()
    assert place(page, "2.3.1") == before
    choose(page, "High", "inspector_risk_of_harm")
    expect(off.get_by_label("Yes", exact=True)).to_be_enabled()


def test_answers_wait_on_the_device_while_there_is_no_connection(page, ines, faults):
    open_section(page, ines)
    page.context.set_offline(True)
    choose(page, "Yes")
    question(page).get_by_label("Reasons and evidence").fill("Written on the train.")
    choose(page, "No", "2.2.1a")
    expect(page.locator("#saving-trouble")).to_contain_text("No connection. 2 answers are kept on this device")
    assert stored() is None
    assert "Written on the train" not in page.evaluate(KEPT)  # what is kept is encrypted
    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED)
    expect(status(page, "2.2.1a")).to_have_text(SAVED)
    expect(page.locator("#saving-trouble")).to_have_text("")
    assert stored()[:2] == ("yes", "Written on the train.")
    assert page.evaluate(KEPT) == "[]"
    faults.expect("POST .*/answer: net::ERR_INTERNET_DISCONNECTED")


#: All that is kept on the device, as text.
KEPT = """async () => {
  const opened = await new Promise((done) => {
    const opening = indexedDB.open("inspectorate", 1);
    opening.onsuccess = () => done(opening.result);
  });
  const all = await new Promise((done) => {
    const asked = opened.transaction("unsent").objectStore("unsent").getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const text = (sealed) => [...new Uint8Array(sealed)].map((byte) => String.fromCharCode(byte)).join("");
  return JSON.stringify(all.map((each) => text(each.sealed)));
}"""


def test_an_answer_survives_that_the_page_is_closed_before_it_was_sent(page, ines, faults):
    open_section(page, ines)
    page.route("**/answer", lambda route: route.abort())
    choose(page, "Yes")
    expect(status(page)).to_have_text("Not saved yet. Kept on this device")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/answer")
    page.goto(at("case_section", section="2-3-planning"))
    assert stored() is None
    page.goto(at("case_section", section=SECTION))
    expect(status(page)).to_have_text(SAVED)
    assert stored() == ("yes", "", 1)
    faults.expect("POST .*/answer: net::ERR_FAILED")


def test_an_answer_that_arrived_though_the_reply_did_not_is_saved_once(page, ines, faults):
    open_section(page, ines)
    lost = []

    def lose_the_first_reply(route):
        route.fetch()
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.abort()

    page.route("**/answer", lose_the_first_reply)
    choose(page, "Yes")
    expect(status(page)).to_have_text(SAVED)
    assert stored() == ("yes", "", 1)
    assert AuditEntry.objects.count() == 1
    faults.expect("POST .*/answer: net::ERR_FAILED")


def test_what_someone_else_saved_is_shown_beside_ones_own(page, inspection, ines, faults):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    open_section(page, ines)
    for code in ("2.2.1", "2.2.2"):
        assessment.save_answer(given.actor(lead), LLR, 1, code, answer="no", reason="Theirs", version=0)
        choose(page, "Yes", code)
        panel = question(page, code).get_by_role("group", name="Someone else saved this question")
        expect(panel).to_contain_text("Saved by Lee Lead")
        expect(panel).to_contain_text("Theirs")
    examine(page)
    question(page).get_by_role("button", name="Keep yours").click()
    expect(status(page)).to_have_text(SAVED)
    question(page, "2.2.2").get_by_role("button", name="Keep what they saved").click()
    expect(question(page, "2.2.2").get_by_label("No", exact=True)).to_be_checked()
    expect(question(page, "2.2.2").get_by_label("Reasons and evidence")).to_have_value("Theirs")
    assert (stored(), stored("2.2.2")) == (("yes", "", 2), ("no", "Theirs", 1))
    faults.expect("^409 POST .*/answer")


def test_who_was_signed_out_signs_in_again_and_loses_nothing(page, ines, faults):
    open_section(page, ines)
    page.context.clear_cookies()
    choose(page, "Yes")
    expect(page.locator("#saving-trouble")).to_contain_text("You have been signed out. 1 answer is kept")
    sign_in(page, ines)
    expect(status(page)).to_have_text(SAVED, timeout=30_000)
    assert stored() == ("yes", "", 1)
    faults.found = [each for each in faults.found if "/answer" not in each and "403 " not in each]


def test_an_answer_is_taken_back(page, ines):
    open_section(page, ines)
    choose(page, "Yes")
    expect(status(page)).to_have_text(SAVED)
    question(page).get_by_role("button", name="Clear answer").click()
    expect(page.locator("#saving-count")).to_contain_text("0 of")
    assert stored() == ("", "", 2)


def test_a_section_is_answered_by_keyboard_alone(page, ines):
    open_section(page, ines)
    question(page).locator("input[type=radio]").first.focus()
    for key in ("Space", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Seen in the plan")
    page.keyboard.press("Tab")
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator("#saving-count")).to_contain_text("1 of")
    assert stored()[:2] == ("no", "Seen in the plan")


def test_without_script_the_form_is_saved_by_its_button(without_script, ines):
    page = without_script
    sign_in(page, ines)
    page.goto(at("case_section", section=SECTION))
    choose(page, "Yes")
    press(page, "Save and continue")
    page.wait_for_url("**/section/2-3-planning")
    assert stored() == ("yes", "", 1)


def test_every_page_of_a_case_is_accessible_and_fits_a_telephone(narrow, inspection, ines):
    sign_in(narrow, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    assessment.save_answer(given.actor(ines), LLR, 1, "inspector_risk_of_harm", answer="low", version=0)
    pages = [at(route) for route in ("case", "case_all", "case_review", "case_interview", "case_reopen")]
    pages += [reverse(route, kwargs={"inspection": LLR}) for route in ("cases", "progress")]
    for address in pages:
        narrow.goto(address)
        examine(narrow)
    assert CaseAssessment.objects.count() == 1
