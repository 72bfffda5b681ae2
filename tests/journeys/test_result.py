"""From the published figures to signed-off ratings: results, standards, the ratings panel, every page held to axe."""

import re
from pathlib import Path

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Panel
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.panel import current, rate_again
from inspectorate_app.store.queries.published import shipped
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, published, ten_cases
from tests.journeys.accessibility import examine
from tests.journeys.browser import sign_in

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
    page.get_by_role("link", name="All questions").click()
    examine(page)
    page.get_by_role("link", name="By characteristic").click()
    page.get_by_label("Characteristic").select_option("Ethnicity")
    page.get_by_role("button", name="Show").click()
    assert "White" in page.inner_text("main")
    examine(page)
    page.get_by_role("link", name="Beside earlier inspections").click()
    assert "nothing to compare with" in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "results/")
    page.get_by_role("link", name="Download the counts").click()
    examine(page)
    page.get_by_role("button", name="Download").click()
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
    page.get_by_role("link", name="Judge 1.1 Leadership").click()
    examine(page)
    assert "Solely reactive" in page.inner_text("main")
    page.get_by_role("button", name="Save judgement").click()
    assert page.inner_text(".govuk-error-summary").count("\n") >= 2
    examine(page)
    other = open_page()
    sign_in(other, lead)
    at(other, live_server, inspection, "standards/1.1/judge")
    page.get_by_label("Good").check()
    page.get_by_label("Reason").fill("Staff know where the service is going.")
    page.get_by_role("button", name="Save judgement").click()
    assert "1.1 Leadership judged ‘Good’" in page.inner_text("main")
    examine(page)
    other.get_by_label("Inadequate").check()
    other.get_by_label("Reason").fill("Nobody knows.")
    other.get_by_role("button", name="Save judgement").click()
    faults.expect("^409 POST")
    words = other.inner_text("main")
    assert "Lee Lead saved another judgement after you opened this page." in words
    assert "Staff know where the service is going." in words
    assert other.get_by_label("Reason").input_value() == "Nobody knows."
    examine(other)
    other.get_by_role("button", name="Save judgement").click()
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
    page.get_by_role("button", name="Open the ratings panel").click()
    page.get_by_role("button", name="Open the panel").click()
    examine(page)
    page.get_by_label("Day").fill("12")
    page.get_by_label("Month").fill("12")
    page.get_by_label("Year").fill("2022")
    page.get_by_label("Pia Panel").check()
    page.get_by_label("Others who sit on the panel").fill("Otto Outside")
    page.get_by_role("button", name="Open the panel").click()
    assert "Otto Outside" in page.inner_text("main")
    examine(page)
    page.get_by_role("link", name="Decide 2.2 Assessment").click()
    examine(page)
    page.get_by_label("Good").check()
    page.get_by_label("Reason").fill("Practice was improving.")
    page.get_by_role("button", name="Save decision").click()
    assert "2.2 decided ‘Good’" in page.inner_text("main")
    examine(page)
    at(page, live_server, inspection, "panel/decisions/2.4")
    examine(page)
    at(page, live_server, inspection, "panel/")
    page.get_by_role("button", name="Sign off the ratings").click()
    examine(page)
    page.get_by_role("button", name="Sign off").click()
    assert "Ratings signed off" in page.inner_text("main")
    examine(page)
    page.get_by_role("link", name="Check this sign-off").click()
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
    page.get_by_role("button", name="Reopen the ratings").click()
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
    page.get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Beside earlier inspections").click()
    words = page.inner_text("main")
    assert "Published 9 February 2023, inspected against hmip-pdu-2021" in words
    assert "East and West Lincolnshire" in words
    examine(page)
