"""Progress is counted by state, inspector and stratum, and the page says what will not be done in time."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Case, Inspection, Milestone
from inspectorate_app.store.queries import progress as query
from inspectorate_app.store.queries.progress import Group
from tests.app import given
from tests.app.actions.test_tally import MAIN, fill, well

pytestmark = pytest.mark.django_db
LLR = given.LLR


@pytest.fixture
def inspection():
    """Ada has cases 1 to 3, Bo case 4, nobody case 5, and case 6 is in reserve. Case 1 is submitted, 2 and 4 begun."""
    made = given.inspection()
    ada, bo = (given.member(made, Role.INSPECTOR, name) for name in ("Ada Example", "Bo Example"))
    given.cases(made, ["A1", "A2", "A3"], allocated_to=ada, **MAIN)
    given.cases(made, ["B4"], allocated_to=bo, first=4)
    given.cases(made, ["N5", "R6"], reserve=1, first=5)
    with guard.allowed():
        Case.objects.filter(number__in=(1, 4, 5)).update(stratum="FEMALE")
    fill(given.actor(ada), 1, well)
    assessment.submit(given.actor(ada), LLR, 1)
    assessment.save_answer(given.actor(ada), LLR, 2, "2.2.1", answer="yes", version=0)
    assessment.save_answer(given.actor(bo), LLR, 4, "2.2.1", answer="yes", version=0)
    return made


def without_questions(group):
    return Group(group.name, group.not_started, group.in_progress, group.submitted)


def test_cases_are_counted_by_state_inspector_and_stratum(inspection):
    found = query.progress_of(inspection.pk)
    assert without_questions(found.every) == Group("", not_started=2, in_progress=2, submitted=1)
    assert [without_questions(each) for each in found.by_inspector] == [
        Group("Ada Example", not_started=1, in_progress=1, submitted=1),
        Group("Bo Example", in_progress=1),
        Group("", not_started=1),
    ]
    assert [without_questions(each) for each in found.by_stratum] == [
        Group("FEMALE", not_started=1, in_progress=1, submitted=1),
        Group("all", not_started=1, in_progress=1),
    ]
    assert found.every.answered == sum(each.answered for each in found.by_stratum) > 2


def test_strata_of_another_sample_are_counted_apart(inspection):
    given.cases(inspection, ["C7", "C8"], first=7, module="court_reports")
    with guard.allowed():
        Case.objects.filter(number__in=(5, 7, 8)).update(stratum="ALL")
    found = [(each.module, each.name, each.cases) for each in query.progress_of(inspection.pk).by_stratum]
    assert found == [("", "ALL", 1), ("", "FEMALE", 2), ("", "all", 2), ("court_reports", "ALL", 2)]


def test_counting_takes_one_query(inspection, django_assert_num_queries):
    with django_assert_num_queries(1):
        query.progress_of(inspection.pk)


def opened(inspection):
    client = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))
    return client.get(reverse("progress", kwargs={"inspection": LLR})).text


def test_after_the_last_day_what_remains_will_not_be_done(inspection):
    page = opened(inspection)  # fieldwork ended on 4 November 2022
    assert "1 of 5 cases submitted." in page
    assert "<strong>4 cases will not be done in time</strong>" in page
    assert "0 working days left" in page


def test_groups_of_the_sample_tell_what_is_left_of_them_which_adds_up(inspection):
    """A verdict on each group, rounded down for itself, made 12 cases short of groups beside 4 of all."""
    page = opened(inspection)
    groups = page[page.index("By group of the sample") :]
    assert "short" not in groups
    assert "In time?" not in groups
    # all: 1 not started, 1 in progress; FEMALE: 1, 1 and 1 submitted: 2 left of each, 4 in all
    assert re.findall(r'data-label="Left"><span>(\d+)</span>', groups) == ["2", "2"]
    assert "these do not add up to the number for all cases" in page


def test_the_timetable_says_when_it_is_due_and_the_pace_what_is_short(inspection):
    today = timezone.localdate()
    with guard.allowed():
        Inspection.objects.update(fieldwork_from=today - datetime.timedelta(days=13))
        Milestone.objects.create(inspection=inspection, phase="fieldwork", due_on=today + datetime.timedelta(days=14))
    page = opened(inspection)
    # 14 days with today hold ten working days, and so do the next 14: one case in ten days makes one more of four.
    assert "1 in 10 days" in page
    assert "<strong>3 cases will not be done in time</strong>" in page


def test_before_fieldwork_there_is_no_pace(inspection):
    with guard.allowed():
        Inspection.objects.update(
            fieldwork_from=timezone.localdate() + datetime.timedelta(days=7),
            fieldwork_to=timezone.localdate() + datetime.timedelta(days=14),
        )
    assert "Fieldwork has not begun" in opened(inspection)


def test_without_a_sample_there_is_nothing_to_count():
    assert "No sample has been approved yet" in opened(given.inspection())
