"""From the published figures to signed-off ratings: results, standards, the ratings panel, every page held to axe."""

import re
from pathlib import Path

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Panel
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.panel import current, rate_again
from inspectorate_app.store.queries.shipped_register import shipped
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, published, ten_cases
from tests.journeys.accessibility import examine
from tests.journeys.browser import follow, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def at(page, live_server, inspection, place):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/{place}")


def test_the_published_figures_on_their_pages(page, live_server, demonstration: Path):
    shipped()  # seconds, once a process
    inspection = given.inspection(phase="analysis")
    published(inspection, demonstration)
    sign_in(page, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    at(page, live_server, inspection, "results/")
    examine(page)
    words = page.inner_text("main")
    assert "Based on 102 of 102 case assessments" in words
    assert "2 of 27" in words
    assert "6 more ‘yes’ answers to 2.5.3 would make it ‘Requires improvement’." in words
    assert "5% (1 of 19)" in words
    follow(page, "All questions")
    examine(page)
    follow(page, "By characteristic")
    page.get_by_label("Characteristic").select_option("Ethnicity")
    press(page, "Show")
    assert "White" in page.inner_text("main")
    examine(page)
    follow(page, "Beside earlier inspections")
    assert "nothing to compare with" in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "results/")
    follow(page, "Download the counts")
    examine(page)
    press(page, "Download")
    assert "Select the kind of file" in page.inner_text("main")
    examine(page)
    page.get_by_label("CSV, for a spreadsheet").check()
    with page.expect_download() as given_away:
        page.get_by_role("button", name="Download").click()
    assert given_away.value.suggested_filename == f"{inspection.slug}-results.csv"


def test_a_standard_is_judged_and_judged_again(page, open_page, live_server, faults):
    inspection = given.inspection(phase="analysis")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    sign_in(page, lead)
    at(page, live_server, inspection, "standards/")
    examine(page)
    follow(page, "Judge 1.1 Leadership")
    examine(page)
    assert "Solely reactive" in page.inner_text("main")
    press(page, "Save judgement")
    assert page.inner_text(".govuk-error-summary").count("\n") >= 2
    examine(page)
    other = open_page()
    sign_in(other, lead)
    at(other, live_server, inspection, "standards/1.1/judge")
    page.get_by_label("Good").check()
    page.get_by_label("Reason").fill("Staff know where the service is going.")
    press(page, "Save judgement")
    assert "1.1 Leadership judged ‘Good’" in page.inner_text("main")
    examine(page)
    other.get_by_label("Inadequate").check()
    other.get_by_label("Reason").fill("Nobody knows.")
    press(other, "Save judgement")
    faults.expect("^409 POST")
    words = other.inner_text("main")
    assert "Lee Lead saved another judgement after you opened this page." in words
    assert "Staff know where the service is going." in words
    assert other.get_by_label("Reason").input_value() == "Nobody knows."
    examine(other)
    press(other, "Save judgement")
    assert "1.1 Leadership judged ‘Inadequate’" in other.inner_text("main")
    at(other, live_server, inspection, "standards/1.1")
    examine(other)


def test_the_panel_decides_and_signs_off(page, live_server):
    inspection = given.inspection(phase="panel")
    ten_cases(inspection, NEAR)
    judge_all(inspection, GOOD)
    sign_in(page, given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))
    at(page, live_server, inspection, "panel/")
    examine(page)
    press(page, "Open the ratings panel")
    press(page, "Open the panel")
    examine(page)
    page.get_by_label("Day").fill("12")
    page.get_by_label("Month").fill("12")
    page.get_by_label("Year").fill("2022")
    page.get_by_label("Pia Panel").check()
    page.get_by_label("Others who sit on the panel").fill("Otto Outside")
    press(page, "Open the panel")
    assert "Otto Outside" in page.inner_text("main")
    examine(page)
    follow(page, "Decide 2.2 Assessment")
    examine(page)
    page.get_by_label("Good").check()
    page.get_by_label("Reason").fill("Practice was improving.")
    press(page, "Save decision")
    assert "2.2 decided ‘Good’" in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "panel/decisions/2.4")
    examine(page)
    at(page, live_server, inspection, "panel/")
    press(page, "Sign off the ratings")
    examine(page)
    press(page, "Sign off")
    assert "Ratings signed off" in page.inner_text("main")
    examine(page)
    follow(page, "Check this sign-off")
    assert re.search(r"agrees", page.inner_text("main"), re.IGNORECASE)
    examine(page)
    assert rate_again(current(facts_of(inspection))).rated.overall == "Good"
    at(page, live_server, inspection, "results/")
    assert "The ratings panel decided Good: Practice was improving." in page.inner_text("main")
    with guard.allowed():
        Panel.objects.update(ratings={**Panel.objects.get().ratings, "points": 3})
    at(page, live_server, inspection, "panel/1/check")
    assert "The points was signed off as '3'; the evidence gives '17'." in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "panel/reopen")
    examine(page)
    page.get_by_label("Reason").fill("A court report had been counted twice.")
    press(page, "Reopen the ratings")
    assert "Earlier sign-offs, since reopened" in page.inner_text("main")
    examine(page)
    assert Inspection.objects.get().phase == "panel"


def test_beside_earlier_inspections(page, live_server, demonstration: Path):
    """The same figures, as if fieldwork were in January 2026: then the register has the unit and its neighbours."""
    inspection = given.inspection(phase="analysis")
    published(inspection, demonstration)
    shipped()
    with guard.allowed():
        Inspection.objects.update(fieldwork_from="2026-01-05", fieldwork_to="2026-01-30")
    sign_in(page, given.member(inspection, Role.ANALYST, "Ann Analyst"))
    at(page, live_server, inspection, "standards/")
    follow(page, "Results")
    follow(page, "Beside earlier inspections")
    words = page.inner_text("main")
    edition = "Inspection of probation services, probation delivery units, 2021"
    assert f"Published 9 February 2023, inspected against ‘{edition}’" in words
    assert "East and West Lincolnshire" in words
    examine(page)
