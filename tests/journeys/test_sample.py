"""A lead inspector takes the synthetic caseload from the upload to cases that inspectors read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import synthetic_caseload
from inspectorate_app.store.models import Case, Identity
from tests.app import given, synthetic
from tests.journeys.accessibility import NARROW, examine
from tests.journeys.browser import OpenPage, follow, go, press, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOME = f"/inspections/{given.LLR}/sample/"


def caseload(spoilt: bool = False) -> dict[str, object]:
    rows = synthetic_caseload()
    if spoilt:
        for row in rows[:60]:
            row["practitioner"] = ""
    return {"name": "synthetic.csv", "mimeType": "text/csv", "buffer": synthetic.csv_of(rows)}


def upload(page: "Page", spoilt: bool = False) -> None:
    page.get_by_label("Main sample of cases").check()
    for part, text in (("Day", "1"), ("Month", "11"), ("Year", "2022")):
        page.get_by_label(part).fill(text)
    page.get_by_label("List of cases", exact=True).set_input_files(caseload(spoilt))
    press(page, "Upload and continue")


Look = Callable[["Page"], None]


def nothing(_page: "Page") -> None:
    """What is examined in the first window needs no second look in another."""


def go_through(page: "Page", examine: Look) -> None:
    """Every page of the sample, in the order in which a lead comes by them."""
    page.goto(HOME)
    examine(page)
    go(page.get_by_role("link", name="Upload the list of cases").first)
    examine(page)
    upload(page, spoilt=True)
    assert page.get_by_text("The list has 60 problems, and nothing of it was kept").first.is_visible()
    page.get_by_text("Show 10 more problems").click()
    examine(page)
    upload(page)
    examine(page)
    page.get_by_label("Number of cases").fill("none")
    press(page, "Draw the sample")
    examine(page)
    page.get_by_label("Number of cases").fill("60")
    page.get_by_label("Seed").fill(synthetic.SEED)
    press(page, "Draw the sample")
    for level in ("Areas", "Teams", "Practitioners"):
        examine(page)
        follow(page, level, exact=True)
    follow(page, "Commenced outside the cohort weeks")
    examine(page)
    follow(page, "Back", exact=True)
    press(page, "Approve this sample")
    examine(page)
    press(page, "Approve the sample")
    examine(page)


def go_on(page: "Page", examine: Look) -> None:
    """What follows the approval."""
    page.goto(HOME)
    follow(page, "Allocate cases to inspectors")
    examine(page)
    press(page, "Allocate")
    examine(page)
    page.goto(HOME)
    follow(page, "See the cases, or replace one")
    examine(page)
    follow(page, "Case 1", exact=True)
    examine(page)
    follow(page, "Change inspector")
    examine(page)
    page.get_by_label("Nobody for now").check()
    press(page, "Save")
    press(page, "Show name")
    assert page.get_by_text(f"Synthetic {Identity.objects.get(case__number=1).family_name}").is_visible()
    examine(page)
    follow(page, "Back", exact=True)
    follow(page, "Replace this case")
    press(page, "Withdraw this case")
    assert page.get_by_text("Enter why this case cannot be read").first.is_visible()
    examine(page)
    page.get_by_label("Why can this case not be read?").fill("The file is at court")
    press(page, "Withdraw this case")
    examine(page)
    page.goto(HOME)
    follow(page, "Delete the names now")
    examine(page)
    press(page, "Delete the names")
    examine(page)


@pytest.mark.parametrize(
    ("window", "look"),
    [({}, examine), (NARROW, nothing), ({"script": False}, nothing)],
    ids=["wide", "narrow", "without-script"],
)
def test_a_lead_takes_a_list_of_cases_to_those_who_read_them(
    open_page: OpenPage, window: dict[str, Any], look: Look
) -> None:
    page = open_page(**window)
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    readers = (("Ina One", ["womens_cases"], []), ("Ivo Two", [], ["City", "Practitioner 01"]))
    for name, skills, conflicts in readers:
        given.member(inspection, Role.INSPECTOR, name, capacity=26, skills=skills, conflicts=conflicts)
    # A server has read the edition before; on a busy machine that takes longer than a page is waited for.
    given.edition_of()
    sign_in(page, lead)
    go_through(page, look)
    assert Case.objects.filter(role="main").count() == 60
    go_on(page, look)
    # 26 cases each, but none of City for Ivo Two.
    assert Case.objects.filter(allocated_to__name="Ina One").count() <= 26
    assert not Case.objects.filter(allocated_to__name="Ivo Two", area="City").exists()
    assert Case.objects.get(number=1).role == "withdrawn"
    assert not Identity.objects.exists()
