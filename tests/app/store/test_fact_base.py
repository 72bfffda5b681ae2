"""The fact base of an inspection: what was signed off, and not what stands today."""

import copy
import datetime

import pytest
from django.utils import timezone

from inspectorate.report.fact_base import Team
from inspectorate_app.actions import panel, previous_recommendation, recommendation
from inspectorate_app.actions.finding import write
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import StandardJudgement, Tally
from inspectorate_app.store.queries.fact_base import composition, fact_base
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, submit_all, ten_cases

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    def with_results():
        made = given.inspection(phase="panel")
        ten_cases(made, NEAR)
        judge_all(made, GOOD)
        return made

    return before_all(with_results)


@pytest.fixture
def inspection(of_all):
    """Ten cases in which 2.1 stands at 6 of 10, and 2.2 at 6, 7 and 7 (tests/app/results.py)."""
    return copy.deepcopy(of_all)


def signed_off(inspection):
    member = given.actor(given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))
    panel.open_panel(member, inspection.slug, held_on=timezone.localdate(), members=[member.person])
    return panel.sign_off(member, inspection.slug)


def test_there_is_none_before_the_ratings_are_signed_off(inspection):
    assert fact_base(facts_of(inspection)) is None


def test_it_holds_what_was_signed_off_whatever_changes_after(inspection):
    seal = signed_off(inspection)
    with guard.allowed():
        Tally.objects.filter(characteristic="").delete()
        StandardJudgement.objects.update(rating="Inadequate")
    base = fact_base(facts_of(inspection))
    assert base.seal == seal
    assert base.findings.cases == 10
    first, second, third = base.rated.edition.standard_by_id["2.2"].key_questions
    assert [base.findings.counts[question.id].yes for question in (first, second, third)] == [6, 7, 7]
    assert base.rated.standard("1.1").rating == "Good"
    assert base.unit.name == "Leicester, Leicestershire and Rutland"
    assert base.region == "East Midlands"


def test_it_names_who_led_and_who_signs(inspection):
    given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    given.member(inspection, Role.LEAD_INSPECTOR, "Ann Lead")
    given.person("Chris Chief", "chief_inspector")
    signed_off(inspection)
    assert fact_base(facts_of(inspection)).team == Team("Ann Lead and Lee Lead", "Chris Chief")
    given.person("Chris Other", "chief_inspector")
    assert fact_base(facts_of(inspection)).team.chief == "", "two have the office: nobody is named for the other"


def test_no_small_group_is_in_it(inspection):
    """Two women of ten cases: neither they nor the eight men are told, who would give them away."""
    signed_off(inspection)
    base = fact_base(facts_of(inspection))
    assert not [split for split in base.splits if split.characteristic == "gender"]


def test_it_takes_the_findings_that_stand_and_the_interviews_from_context(inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lea Lead")
    given.figure(inspection, lead, "practitioner_interviews", "79")
    given.figure(inspection, lead, "practitioner_interviews", "190", level="region")
    write(given.actor(lead), inspection.slug, heading="1.2", kind="improvement", text="Workloads were too high.")
    signed_off(inspection)
    base = fact_base(facts_of(inspection))
    assert base.interviews == 79
    assert [(each.heading, each.kind, each.text) for each in base.points] == [
        ("1.2", "improvement", "Workloads were too high.")
    ]


def test_a_cohort_week_has_seven_days(inspection):
    signed_off(inspection)
    base = fact_base(facts_of(inspection))
    assert all(last - first == datetime.timedelta(days=6) for first, last in base.cohorts)
    assert len(base.cohorts) == len(inspection.cohort_weeks)


def test_what_was_published_before_fieldwork_ended_stands_beside_it(inspection):
    signed_off(inspection)
    base = fact_base(facts_of(inspection))
    assert all((one.published or "")[:7] <= "2022-12" for one in base.neighbours)
    assert base.unit.id not in {one.unit for one in base.neighbours}


@pytest.mark.parametrize(("men", "told"), [(16, None), (14, {"male": 14, "not_recorded": 6})])
def test_cases_that_are_not_recorded_are_a_group_of_the_composition(men, told):
    """Of twenty cases the others are not recorded: four are too few to be told, and would follow from the sixteen."""
    made = given.inspection("of-twenty-2022", phase="panel")
    with guard.allowed():
        for place, row in enumerate(submit_all(made, [f"SYN{number:03}" for number in range(1, 21)])):
            row.characteristics = {"gender": "male"} if place < men else {}
            row.save()
    found = composition(facts_of(made))
    assert found.shown.get("gender") == told
    assert found.hidden["gender"] == ({} if told else {"male": men, "not_recorded": 20 - men})


def test_recommendations_are_as_they_will_be_printed_and_progress_as_far_as_it_was_judged(inspection):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lea Lead"))
    for to, text in (("East Midlands region", "review contracts."), ("HM Prison and Probation Service", "fill posts")):
        recommendation.write(lead, inspection.slug, addressed_as=to, text=text)
    for number in ("1", "2"):
        asked = {"number": number, "addressee": "The CRC", "recommendation": "improve it", "unit": ""}
        previous_recommendation.enter(lead, inspection.slug, asked)
    told = {"status": "none", "found": "It is as it was.", "findings": []}
    previous_recommendation.judge(lead, inspection.slug, 2, **told, version=1)
    signed_off(inspection)
    base = fact_base(facts_of(inspection))
    assert [(each.number, each.addressee, each.text) for each in base.recommendations] == [
        (1, "region", "review contracts"),
        (2, "HMPPS", "fill posts"),
    ]
    assert [(each.recommendation.number, each.status, each.found) for each in base.progress] == [
        (2, "No progress", "It is as it was.")
    ]
