"""Findings from the first word to what is missing: written, tied, evidence that changed, order; without script too."""

import pytest

from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import source
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import StandardJudgement
from tests.app import given
from tests.app.results import judge_all, ten_cases
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def at(page, live_server, inspection, place=""):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/findings/{place}")


@pytest.fixture
def inspection(live_server):
    row = given.inspection(phase="analysis")
    ten_cases(row, {"2.2": [6, 7, 7]})
    judge_all(row, {"1.2": "Inadequate", "1.4": "Good"})
    return row


def some(inspection, lead):
    """Two findings under one heading, and one on two kinds of evidence."""
    actor = given.actor(lead)
    for text in ("Morale is low.", "Workloads are too high."):
        findings.write(actor, inspection.slug, heading="1.2", kind="improvement", text=text)
    number = findings.write(
        actor, inspection.slug, heading="2.2", kind="strength", text="People are involved in their assessment."
    )
    for kind, key in (("results", "2.2.1"), ("context", str(given.figure(inspection, lead)))):
        source.tie(actor, inspection.slug, number, kind=kind, key=key)


def test_a_finding_is_written_tied_and_seen_to_rest_on_what_changed(page, live_server, inspection):
    sign_in(page, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    at(page, live_server, inspection)
    examine(page)
    follow(page, "Write a finding under 1.2 Staff")
    examine(page)
    press(page, "Save and choose sources")
    assert "Select strength or area for improvement" in page.inner_text(".govuk-error-summary")
    assert page.get_by_label("Standard or section").input_value() == "1.2"
    examine(page)
    page.get_by_label("Area for improvement").check()
    page.get_by_label("Finding", exact=True).fill("Morale is low.")
    press(page, "Save and choose sources")
    assert "1.2 Staff: the judgement" in page.inner_text("main")
    examine(page)
    page.get_by_label("Standard").select_option("")
    page.get_by_label("Words in it").fill("engaging assessment")
    press(page, "Show")
    follow(page, "Choose 2.2.1 Does assessment")
    assert "6 out of 10, 60 per cent" in page.inner_text("main")
    page.get_by_label("How it bears the finding out (optional)").fill("Four in ten were not engaged.")
    examine(page)
    press(page, "Tie it to the finding")
    assert "Rests on one source".lower() in page.inner_text("main").lower()
    examine(page)
    press(page, "Choose a source")
    follow(page, "Choose 1.2 Staff")
    press(page, "Tie it to the finding")
    assert "rests on one kind of evidence" in page.inner_text("main").lower()
    with guard.allowed():
        StandardJudgement.objects.filter(standard="1.2").update(rating="Good")
    at(page, live_server, inspection, "missing")
    assert "Inadequate. Made up for a test." in page.inner_text("main")
    examine(page)
    go(page.get_by_role("link", name="Finding 1", exact=True).first)
    examine(page)
    follow(page, "Keep what it says now on 1.2 Staff")
    examine(page)
    press(page, "Keep what it says now")
    assert "evidence changed" not in page.inner_text("main").lower()
    press(page, "Choose to share it")
    follow(page, "Withdraw it")
    examine(page)
    page.get_by_label("Reason").fill("It is told under leadership.")
    press(page, "Withdraw the finding")
    assert "Finding 1 is withdrawn" in page.inner_text("main")
    follow(page, "Withdrawn")
    assert "It is told under leadership." in page.inner_text("main")
    examine(page)


def test_findings_are_put_in_order_and_tied_without_a_script(without_script, live_server, inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    some(inspection, lead)
    page = without_script
    sign_in(page, lead)
    at(page, live_server, inspection)
    examine(page)
    press(page, "Move up finding 2")
    assert page.url.endswith("#finding-2")
    texts = page.locator(".app-findings__item .app-typed").all_inner_texts()
    assert texts == ["Workloads are too high.", "Morale is low.", "People are involved in their assessment."]
    go(page.locator("#finding-1").get_by_role("link", name="Finding 1"))
    press(page, "Choose a source")
    follow(page, "Choose 1.2 Staff")
    press(page, "Tie it to the finding")
    press(page, "Let go of it")
    assert "The finding no longer rests on it" in page.inner_text("main")
    press(page, "Change the finding")
    page.get_by_label("Finding", exact=True).fill("Morale is poor.")
    press(page, "Save")
    assert "Morale is poor." in page.inner_text("main")


def test_the_rooms_and_findings_fit_a_narrow_window(narrow, live_server, inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    some(inspection, lead)
    sign_in(narrow, lead)
    at(narrow, live_server, inspection)
    examine(narrow)
    narrow.get_by_role("button", name="In this inspection").click()
    for heading in ("Plan", "Gather", "Judge", "Check"):
        assert narrow.get_by_role("list", name=heading).get_by_role("link").count() >= 1
    go(narrow.get_by_role("link", name="Finding 3"))
    examine(narrow)
    press(narrow, "Choose a source")
    examine(narrow)


@pytest.mark.usefixtures("drawn")
def test_the_keyboard_alone_writes_a_finding_and_moves_it(page, live_server, inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    some(inspection, lead)
    sign_in(page, lead)
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/")
    tab_to(page, "Findings")
    enter(page)
    tab_to(page, "Move down \xa0 finding 1\xa0")
    enter(page)
    assert page.locator(".app-findings__item .app-typed").first.inner_text() == "Workloads are too high."
    at(page, live_server, inspection, "new?heading=2.5")
    tab_to(page, "Strength")
    page.keyboard.press("Space")
    tab_to(page, "Finding")
    page.keyboard.type("Reviews are written regularly.")
    tab_to(page, "Save and choose sources")
    enter(page)
    assert "Finding 4 written" in page.inner_text("main")
