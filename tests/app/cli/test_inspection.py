"""``inspectorate inspection``: what is there, how far it is, and names deleted on their day."""

import datetime

import pytest

from inspectorate_app.actions import inspection as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Identity, Inspection
from tests.app import given

pytestmark = pytest.mark.django_db
SLUG = "leicester-leicestershire-and-rutland-2022"


@pytest.fixture
def row():
    planner = given.actor(given.person("Pat Planner", "planner"))
    slug = action.set_up(
        planner,
        edition="hmip-pdu-2021",
        organisation="pdu/leicester-leicestershire-and-rutland",
        fieldwork_from=datetime.date(2022, 10, 24),
        fieldwork_to=datetime.date(2022, 11, 4),
    )
    return Inspection.objects.get(slug=slug)


def test_inspections_are_listed(run, row):
    shown = run("inspection", "list")
    assert shown.status == 0
    assert SLUG in shown.out
    assert "2022-10-24 to 2022-11-04  announced" in shown.out
    assert run("inspection", "list", "--region", "London", "--format", "json").data == {"inspections": []}
    assert run("inspection", "list", "--region", "London").out == "There is no inspection.\n"
    listed = run("inspection", "list", "--format", "json").data["inspections"]
    assert [each["inspection"] for each in listed] == [SLUG]


def test_one_is_shown_with_what_is_missing(run, row):
    shown = run("inspection", "show", SLUG)
    assert "Before it can move to evidence:\n- add a lead inspector to the team" in shown.out
    assert "16 weeks after the last day of fieldwork (recalled)" in shown.out
    given.member(row, Role.LEAD_INSPECTOR, "Lee Lead", capacity=3)
    data = run("inspection", "show", SLUG, "--format", "json").data
    assert (data["next_phase"], data["missing"]) == ("evidence", [])
    assert data["team"] == [{"name": "Lee Lead", "role": "lead_inspector", "capacity": 3, "cases_to_submit": 0}]
    assert data["cohort_weeks"] == ["2022-03-14", "2022-04-04"]


def test_an_inspection_that_is_not_there_is_a_fault(run):
    left = run("inspection", "show", "no-such-2022")
    assert left.status == 2
    assert "there is no inspection 'no-such-2022'. 'inspection list' names them all" in left.err.casefold()


def test_names_are_deleted_of_one_or_of_all_whose_day_has_come(run, row):
    cases = given.cases(row)
    with guard.allowed():
        Identity.objects.create(case=cases[0], family_name="Nobody", practitioner="Made Up")
    assert run("inspection", "delete-names", "--format", "json").data == {
        "deleted": [{"inspection": SLUG, "names": 1, "caseloads": 0, "notes": 0}]
    }
    assert not Identity.objects.exists()
    entry = AuditEntry.objects.filter(action="delete names").get()
    assert (entry.actor, entry.actor_name, entry.via) == (None, "operator of the server", "command")
    assert "Nobody" not in str(entry.before) + str(entry.after)
    assert run("inspection", "delete-names").out == "No names are to be deleted today.\n"
