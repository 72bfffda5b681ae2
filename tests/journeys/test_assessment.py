"""A case is assessed on a tablet: saved as it is answered, over a bad network, by two people, by keyboard alone."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from inspectorate.assessment.judgements import answers_to
from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Answer, AuditEntry, CaseAssessment, Inspection
from inspectorate_app.store.queries import assessment as query
from tests.app import given
from tests.journeys.accessibility import examine
from tests.journeys.browser import press, sign_in

LLR = given.LLR
SAVED = re.compile(r"^Saved at \d{1,2}(\.\d\d)?[ap]m$")


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


CASE_PAGES = ("case", "case_all", "case_review", "case_interview", "case_reopen", "case_characteristics")


def test_every_page_of_a_case_is_accessible_and_fits_a_telephone(narrow, inspection, ines):
    sign_in(narrow, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    assessment.save_answer(given.actor(ines), LLR, 1, "inspector_risk_of_harm", answer="low", version=0)
    pages = [at(route) for route in CASE_PAGES]
    pages += [reverse(route, kwargs={"inspection": LLR}) for route in ("cases", "progress")]
    pages.append(reverse("sample_from_main", kwargs={"inspection": LLR, "module": "statutory_victims"}))
    for address in pages:
        narrow.goto(address)
        examine(narrow)
    assert CaseAssessment.objects.count() == 1


def fill_and_submit(lead):
    """Another answers all that is relevant in case 1, and submits it."""
    facts = query.find(Inspection.objects.get().pk, 1, given.edition_of(LLR))
    scale = {
        name: [each.answer for each in answers_to(facts.edition, asked)] for name, asked in facts.questions.items()
    }
    wanted = {
        name: ("high" if "high" in each else each[0], "", facts.answers[name].version if name in facts.answers else 0)
        for name, each in scale.items()
        if name not in facts.left_out
    }
    assessment.save_answers(given.actor(lead), LLR, 1, wanted)
    assessment.submit(given.actor(lead), LLR, 1, confirmed=True)


def test_what_was_written_offline_is_kept_when_another_submits_and_sent_once_the_case_is_reopened(
    page, inspection, ines, faults
):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    open_section(page, ines)
    page.context.set_offline(True)
    question(page).get_by_label("Reasons and evidence").fill("Written on the train.")
    expect(page.locator("#saving-trouble")).to_contain_text("1 answer is kept on this device")
    fill_and_submit(lead)
    page.context.set_offline(False)
    panel = page.get_by_role("region", name="1 answer on this device was not saved")
    expect(panel).to_contain_text("This case assessment was submitted and is locked")
    expect(panel).to_contain_text("Written on the train.")
    expect(panel).to_contain_text("ask a lead inspector to reopen")
    examine(page)
    with page.expect_download() as downloading:
        panel.get_by_role("button", name="Download as a file").click()
    assert "Written on the train." in Path(downloading.value.path()).read_text(encoding="utf-8")
    # On the next day the page of the locked case still has it.
    page.goto(at("case"))
    expect(page.get_by_role("region", name="1 answer on this device was not saved")).to_contain_text("on the train.")
    examine(page)
    assessment.reopen(given.actor(lead), LLR, 1, reason="There is more")
    page.goto(at("case_section", section=SECTION))
    panel = question(page).get_by_role("group", name="Someone else saved this question")
    panel.get_by_role("button", name="Keep yours").click()
    expect(status(page)).to_have_text(SAVED)
    assert stored()[1] == "Written on the train."
    faults.expect("POST .*/answer: net::ERR_INTERNET_DISCONNECTED")
    faults.expect("^403 POST .*/answer")
    faults.expect("^409 POST .*/answer")


@pytest.mark.parametrize(
    ("code", "words"), [(429, "The service is asked too often"), (503, "The service cannot answer just now")]
)
def test_a_busy_service_is_told_and_tried_again_when_it_said(page, ines, faults, code, words):
    open_section(page, ines)
    tried = []

    def busy_once(route):
        tried.append(route)
        if len(tried) > 1:
            route.continue_()
        else:
            route.fulfill(status=code, headers={"Retry-After": "2"}, content_type="text/html", body="Wait")

    page.route("**/answer", busy_once)
    choose(page, "Yes")
    expect(page.locator("#saving-trouble")).to_contain_text(f"{words}. 1 answer is kept on this device")
    expect(page.locator("#saving-trouble")).not_to_contain_text("No connection")
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator("#saving-trouble")).to_have_text("")
    assert stored() == ("yes", "", 1)
    faults.expect(f"^{code} POST .*/answer")


def test_what_is_recorded_is_corrected_and_a_sample_made_of_it_without_script(without_script, inspection, ines):
    page = without_script
    sign_in(page, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    page.goto(at("case"))
    page.get_by_role("link", name="Change what is recorded of this case").click()
    page.get_by_label("Victim contact scheme").select_option("Opted in")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("What is recorded of this case was saved").wait_for()
    page.goto(reverse("sample", kwargs={"inspection": LLR}))
    page.get_by_role("link", name="Make it from the main sample").last.click()
    expect(page.get_by_text("2 cases of the main sample have nothing recorded under it")).to_be_visible()
    page.get_by_role("button", name="Make the sample").click()
    page.get_by_text("Statutory victim cases: 1 case of the main sample").wait_for()
    examine(page)
