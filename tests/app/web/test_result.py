"""The pages of results: who sees them, what they say, what they keep back, and what may be taken away."""

import csv
import io
import json
from pathlib import Path

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.result import export
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, StandardJudgement
from tests.app import counted, given
from tests.app.results import EDITION, GOOD, NEAR, judge_all, published, submit_all, ten_cases
from tests.app.web.drawing import HOSTILE

pytestmark = pytest.mark.django_db
PAGES = ("results/", "results/questions", "results/by-characteristic?characteristic=gender", "results/earlier")


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def place(inspection, page):
    return f"/inspections/{inspection.slug}/{page}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEAD_INSPECTOR, 200),
        (Role.QUALITY_LEAD, 200),
        (Role.ANALYST, 200),
        (Role.PANEL_MEMBER, 200),
        (Role.INSPECTOR, 403),
        (Role.LOCAL_ASSESSOR, 403),
        (Role.OPERATIONS_OFFICER, 403),
    ],
)
def test_who_sees_results(inspection, page, role, status):
    assert given.signed_in(given.member(inspection, role)).get(place(inspection, page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_role_in_the_inspection_is_told_that_it_is_not_there(inspection, page):
    assert given.signed_in(given.person("Stranger", "planner")).get(place(inspection, page)).status_code in (403, 404)
    assert given.signed_in(given.person("Nobody")).get(place(inspection, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_submission_pages_say_so(inspection, lead, page):
    assert lead.get(place(inspection, page)).status_code == 200
    assert b"No case assessment has been submitted yet" in lead.get(place(inspection, "results/")).content


@pytest.mark.parametrize("edition", ["hmip-public-protection-2025", "hmip-sfo-review", "hmip-yjs-2018"])
@pytest.mark.parametrize("page", [*PAGES[:2], "results/earlier", "standards/", "panel/"])
def test_other_editions_have_pages_too(edition, page):
    inspection = given.inspection("another", phase="analysis", edition_name=edition)
    client = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))
    assert client.get(place(inspection, page)).status_code == 200


def test_results_say_on_how_many_cases_they_rest(inspection, lead):
    ten_cases(inspection, NEAR)
    given.cases(inspection, ["SYN201", "SYN202"], first=11)
    said = lead.get(place(inspection, "results/")).content.decode()
    assert "Based on 10 of 12 case assessments." in said
    assert "1 more ‘yes’ answer to 2.2.1 would make it ‘Good’." in said
    assert "2 fewer ‘yes’ answers to 2.2.1 would make it ‘Inadequate’." in said
    assert "The ratings panel has discretion: 60 per cent is 5 points from the boundary at 65" in said


def test_small_groups_are_not_on_the_page_nor_in_the_file(inspection, lead):
    """Of ten cases two are of women, fewer than 5: they are hidden, and the eight men with them."""
    ten_cases(inspection, NEAR)
    said = lead.get(place(inspection, "results/by-characteristic?characteristic=gender")).content.decode()
    assert "60% (6 of 10)" in said
    assert "of 2)" not in said
    assert "of 8)" not in said
    assert said.count("Not shown") >= 2 * 13  # each key question of five standards, women and men
    actor = given.actor(given.person("Ann Analyst", email="ann@inspectorate.test"))
    with guard.allowed():
        given.Membership.objects.create(inspection=inspection, person_id=actor.person, role="analyst")
    rows = list(csv.DictReader(io.StringIO(export(actor, inspection.slug, form="csv", characteristic="gender").text)))
    groups = [row for row in rows if row["group"]]
    assert {row["group"] for row in groups} == {"Female", "Male"}
    assert not any(row[figure] for row in groups for figure in ("yes", "no", "relevant", "percent", "missing"))


def test_an_unknown_characteristic_shows_a_fault_and_no_table(inspection, lead):
    said = lead.get(place(inspection, "results/by-characteristic?characteristic=shoe_size"))
    assert said.status_code == 200
    assert b"govuk-error-summary" in said.content


def test_counts_are_taken_away_by_post_and_noted(inspection, lead, demonstration: Path):
    published(inspection, demonstration)
    assert b"Based on" not in lead.get(place(inspection, "results/download")).content
    assert not AuditEntry.objects.exists()
    answer = lead.post(place(inspection, "results/download"), {"form": "csv", "characteristic": ""})
    assert answer["Content-Disposition"] == f'attachment; filename="{inspection.slug}-results.csv"'
    rows = {row["question"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert (rows["2.1.1"]["yes"], rows["2.1.1"]["relevant"], rows["2.1.1"]["percent"]) == ("1", "19", "5")
    assert rows["management_oversight"]["answers"].startswith("Effective: 27")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, entry.after["format"]) == ("export results", "results", "csv")
    answer = lead.post(place(inspection, "results/download"), {"form": "json", "characteristic": "gender"})
    told = json.loads(answer.content)
    assert told["cases_in_sample"] == 102
    assert next(row for row in told["counts"] if row["question"] == "2.1.1")["percent"] == 5


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.QUALITY_LEAD])
def test_who_may_see_may_not_therefore_take_away(inspection, role):
    client = given.signed_in(given.member(inspection, role))
    assert client.post(place(inspection, "results/download"), {"form": "csv"}).status_code == 403
    assert b"Download" not in client.get(place(inspection, "results/")).content


def test_what_was_typed_is_shown_and_not_obeyed(inspection, lead):
    ten_cases(inspection, NEAR)
    judge_all(inspection, GOOD)
    with guard.allowed():
        StandardJudgement.objects.update(reason=HOSTILE)
    for page in ("results/", "standards/", "standards/1.1", "standards/1.1/judge", "panel/"):
        said = lead.get(place(inspection, page)).content.decode()
        assert "<script>alert" not in said
        assert "<img" not in said


@pytest.mark.parametrize("cases", [1, 30])
@pytest.mark.parametrize(("page", "queries"), [("results/", 8), ("results/questions", 6), ("panel/", 9)])
def test_pages_cost_as_many_queries_however_many_cases(
    inspection, lead, cases, page, queries, django_assert_num_queries
):
    references = [f"SYN{number:03}" for number in range(cases)]
    submit_all(inspection, references)
    counted.tally(inspection, EDITION, {name: {"2.2.1": "yes"} for name in references}, {})
    lead.get(place(inspection, page))
    with django_assert_num_queries(queries):
        lead.get(place(inspection, page))
