"""Benchmarking exercises: each reader blind to the others until they are closed."""

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import blind_reading
from inspectorate_app.actions import exercise as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import BlindReading
from inspectorate_app.store.queries import agreement, exercise
from tests.app import given, quality

pytestmark = pytest.mark.django_db

SCENARIO = "A made-up woman of 30 on a community order of 12 months."


@pytest.fixture
def team():
    inspection = given.inspection(phase="evidence")
    readers = [given.member(inspection, Role.INSPECTOR, f"Reader {letter}", capacity=9) for letter in "ABC"]
    return inspection, given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"), readers


def opened(team, **changed):
    inspection, quin, readers = team
    wanted = {
        "title": "Victims",
        "scenario": SCENARIO,
        "standards": ["2.2"],
        "readers": [each.pk for each in readers],
        "reference": True,
    }
    return action.open_exercise(given.actor(quin), inspection.slug, **{**wanted, **changed})


def reading_of(exercise, person):
    return BlindReading.objects.get(exercise_id=exercise, reader=person).pk


def test_answers_are_seen_when_it_is_closed_and_compared_with_the_reference(team):
    inspection, quin, (first, second, third) = team
    number = opened(team)
    quality.answer(inspection, first, reading_of(number, first), **{"2.2.1": "yes"})
    asked = quality.answer(inspection, second, reading_of(number, second), **{"2.2.1": "no"})
    assert all(name.startswith("2.2.") for name in asked)  # the questions of the standard that was chosen
    quality.answer(inspection, quin, reading_of(number, quin), **{"2.2.1": "no"})
    blind_reading.save_answers(given.actor(third), inspection.slug, reading_of(number, third), {"2.2.1": ("no", "", 0)})
    assert exercise.answered(number) == ()
    action.close(given.actor(quin), inspection.slug, number)
    found = {each.question: each for each in exercise.answered(number)}
    # The third had not submitted: one yes, one no; the reference is no reader.
    assert found["2.2.1"].answers == {"yes": 1, "no": 1}
    assert found["2.2.1"].reference == "no"
    assert BlindReading.objects.get(exercise_id=number, reader=third).state == "withdrawn"
    edition = given.edition_of()
    agreed = agreement.of_inspections([inspection.pk], edition.sha256)
    (standard,) = agreed.standards
    by_question = {one.question: one.agreement for one in standard.questions}
    assert (by_question["2.2.1"].agreed, by_question["2.2.1"].cases) == (0, 1)
    assert (agreed.second, agreed.exercises, agreed.inspections) == (0, 1, 1)
    with pytest.raises(NotNow, match="closed before"):
        action.close(given.actor(quin), inspection.slug, number)


def test_it_is_not_closed_before_two_have_submitted(team):
    inspection, quin, (first, *_) = team
    number = opened(team)
    quality.answer(inspection, first, reading_of(number, first))
    with pytest.raises(NotNow, match="Fewer than two"):
        action.close(given.actor(quin), inspection.slug, number)
    with pytest.raises(NotThere):
        action.close(given.actor(quin), inspection.slug, number + 1)


def test_everything_wrong_with_an_exercise_is_said_at_once(team):
    with pytest.raises(BadInput) as caught:
        opened(team, title="", scenario="", standards=["9.9"], readers=[])
    assert {fault.field for fault in caught.value.faults} == {"title", "case", "standards", "readers"}


def test_an_exercise_that_would_ask_nothing_is_refused(team):
    with pytest.raises(BadInput, match="no question of these standards"):  # court reports have a sample of their own
        opened(team, standards=["2.1"])


def test_nobody_takes_part_in_an_exercise_on_a_case_that_they_read_first(team):
    inspection, _, (first, *_) = team
    (case,) = given.cases(inspection, ["SYN001"])
    quality.submitted(inspection, first, case, {"2.2.1": "yes"})
    with pytest.raises(BadInput, match="Reader A cannot read case 1: they read it first"):
        opened(team, scenario="", case=1)


def test_a_participant_sees_the_others_when_it_is_closed_and_no_sooner(team):
    inspection, quin, (first, second, _) = team
    number = opened(team)
    mine = reading_of(number, first)
    quality.answer(inspection, first, mine, **{"2.2.1": "yes"})
    quality.answer(inspection, second, reading_of(number, second), **{"2.2.1": "no"})
    client = given.signed_in(first)
    address = f"/inspections/{inspection.slug}/readings/{mine}/beside"
    assert client.get(address).status_code == 404
    action.close(given.actor(quin), inspection.slug, number)
    assert "No: 1<br>Yes: 1" in client.get(address).content.decode()
    other = reading_of(number, second)
    assert client.get(f"/inspections/{inspection.slug}/readings/{other}/beside").status_code == 403
