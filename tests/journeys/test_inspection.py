"""A whole inspection, from set-up to signed-off ratings, by the people who do it: Leicester comes out as published."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import membership, sample
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import FIELDWORK, WEEKS
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.inspection import SEED, published_reading
from inspectorate_app.demonstration.reading import assess_as_published
from inspectorate_app.store.models import Answer, Case, Person
from inspectorate_app.store.queries.inspection import find
from tests.app import given
from tests.journeys.browser import go, press, sign_in
from tests.journeys.test_programme import SLUG, set_up

pytestmark = pytest.mark.django_db(transaction=True)

HOME = f"/inspections/{SLUG}/"


TEAM = (Role.LEAD_INSPECTOR, Role.OPERATIONS_OFFICER, Role.INSPECTOR, Role.LOCAL_ASSESSOR, Role.PANEL_MEMBER)


def gather(planner: Person, team: dict[Role, Person]) -> None:
    reads = {Role.INSPECTOR: 120, Role.LOCAL_ASSESSOR: 120}
    for role, person in team.items():
        membership.add(
            given.actor(planner),
            SLUG,
            person=person.pk,
            role=role,
            capacity=reads.get(role, 0),
            skills=("victim_work", "womens_cases"),
            own=("Elsewhere",) if role is Role.LOCAL_ASSESSOR else (),
        )


def choose_weeks(page) -> None:
    """The cohort weeks of the synthetic caseload, in place of those proposed."""
    page.goto(f"{HOME}timetable/dates")
    page.get_by_label("Cohort weeks").fill("\n".join(week.isoformat() for week in WEEKS))
    press(page, "Save")


def move(page, phase: str) -> None:
    page.goto(HOME)
    go(page.get_by_role("link", name=f"Move to {phase}").or_(page.get_by_role("button", name=f"Move to {phase}")))
    press(page, f"Move to {phase}")
    expect(page.get_by_text(f"The inspection is now in the phase ‘{phase}’.")).to_be_visible()


def draw(page, caseload: str, size: int) -> None:
    page.goto(f"{HOME}sample/upload")
    page.get_by_label("Main sample of cases").check()
    for part, number in (("Day", FIELDWORK.day), ("Month", FIELDWORK.month), ("Year", FIELDWORK.year)):
        page.get_by_label(part).fill(str(number))
    file = {"name": "synthetic.csv", "mimeType": "text/csv", "buffer": caseload.encode()}
    page.get_by_label("List of cases", exact=True).set_input_files(file)
    press(page, "Upload and continue")
    page.get_by_label("Number of cases").fill(str(size))
    page.get_by_label("Seed").fill(SEED)
    press(page, "Draw the sample")


def approve(page) -> None:
    press(page, "Approve this sample")
    press(page, "Approve the sample")


def answer(page, case: Case, answers: dict[str, dict[str, str]], question: str = "2.2.1") -> None:
    page.goto(f"{HOME}cases/{case.number}/section/2-2-assessment")
    block = page.locator(f"[data-question='{question}']")
    block.get_by_label(answers[case.reference][question].capitalize(), exact=True).check()
    expect(block.get_by_role("status")).to_have_text(re.compile("^Saved"))


def further_sample(lead: Actor, module: str, caseload: str) -> None:
    kept = sample.upload_caseload(
        lead, SLUG, file_name="further.csv", content=caseload.encode(), as_of=FIELDWORK, module=module
    )
    sample.approve_sample(lead, SLUG, sample.draw_sample(lead, SLUG, caseload=kept, seed=SEED, take_all=True))


def judge(page, standard: str, rating: str, reason: str) -> None:
    page.goto(f"{HOME}standards/{standard}/judge")
    page.get_by_label(rating, exact=True).check()
    page.get_by_label("Reason").fill(reason)
    press(page, "Save judgement")


def sign_off(page) -> None:
    page.goto(f"{HOME}panel/open")
    for part, text in (("Day", "12"), ("Month", "12"), ("Year", "2022")):
        page.get_by_label(part).fill(text)
    page.get_by_label("Test Panel member").check()
    press(page, "Open the panel")
    press(page, "Sign off the ratings")
    press(page, "Sign off")


def test_leicester_from_set_up_to_signed_off_ratings(open_page, tmp_path):
    caseloads, answers = published_reading(tmp_path)
    planner, team = given.person("Pat Planner", "planner"), {role: given.person(f"Test {role.label}") for role in TEAM}
    windows = {role: open_page() for role in team}
    for role, page in windows.items():
        sign_in(page, team[role])
    planning = open_page()
    sign_in(planning, planner)
    set_up(planning)
    choose_weeks(planning)
    gather(planner, team)

    lead, operations = windows[Role.LEAD_INSPECTOR], windows[Role.OPERATIONS_OFFICER]
    move(lead, "evidence")
    draw(operations, caseloads.pop(""), 102)
    lead.goto(operations.url)
    approve(lead)
    for module, caseload in caseloads.items():
        further_sample(given.actor(team[Role.LEAD_INSPECTOR]), module, caseload)
    operations.goto(f"{HOME}sample/allocation")
    press(operations, "Allocate")
    move(lead, "fieldwork")

    both = (Role.INSPECTOR, Role.LOCAL_ASSESSOR)
    for role in both:
        mine = Case.objects.filter(allocated_to=team[role], role="main", sample__module="").order_by("number")
        answer(windows[role], mine[0], answers)
    assert Answer.objects.count() == len(both)
    acting = {role.value: given.actor(team[role]) for role in both}
    facts = find(SLUG)
    assert facts is not None
    assess_as_published(acting, facts, answers)

    for each in published_figures().organisational:
        judge(lead, each.standard, each.rating, each.reason)
    move(lead, "analysis")
    move(lead, "panel")
    panel = windows[Role.PANEL_MEMBER]
    sign_off(panel)
    expect(panel.get_by_text("Ratings signed off").first).to_be_visible()
    lead.goto(f"{HOME}results/")
    words = lead.inner_text("main")
    # S2: the score, and of each standard that rests on cases its lowest key question.
    assert "2 of 27" in words
    for standard, percent in (("2.1", 5), ("2.2", 31), ("2.3", 40), ("2.4", 40), ("2.5", 44)):
        assert re.search(rf"{standard} .*\tInadequate\tInadequate\t{standard}\.\d, at {percent}%", words)
    move(lead, "drafting")
    expect(lead.get_by_text("drafting").first).to_be_visible()
