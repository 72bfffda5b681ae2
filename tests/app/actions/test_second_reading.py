"""Second readings: drawn or chosen, read blind, compared, settled, and never counted."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment, audit, blind_reading, membership
from inspectorate_app.actions import second_reading as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, AuditEntry, BlindReading, Tally
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import second_reading as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, quality

pytestmark = pytest.mark.django_db

REASON = "The plan of 3 May names no victim."


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(read_once)


@pytest.fixture
def team(of_all):
    return copy.deepcopy(of_all)


def read_once():
    """Six cases that were assessed, and the team."""
    inspection = given.inspection()
    people = {
        "first": given.member(inspection, Role.INSPECTOR, "Fay First", capacity=20),
        "second": given.member(inspection, Role.INSPECTOR, "Sol Second", capacity=20),
        "quality": given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"),
        "lead": given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"),
    }
    for case in given.cases(inspection, [f"SYN{number:03}" for number in range(1, 7)]):
        quality.submitted(inspection, people["first"], case, {"2.2.1": "yes", "2.2.2": "no"}, REASON)
    return inspection, people


def chosen(team, case=1, reader="second"):
    inspection, people = team
    return action.choose(
        given.actor(people["quality"]), inspection.slug, case=case, reader=people[reader].pk, why="A complaint came in."
    )


def beside(inspection, reading):
    facts = facts_of(inspection)
    found = readings.find(facts.id, reading)
    return query.beside(facts, found)


def test_a_dip_sample_is_drawn_again_the_same_and_shared_out_among_the_readers(team):
    inspection, people = team
    acting = given.actor(people["quality"])
    second, lead = people["second"].pk, people["lead"].pk
    action.draw(acting, inspection.slug, size=4, seed="autumn", readers=[second, lead])
    rows = BlindReading.objects.filter(purpose="second")
    drawn = sorted(rows.values_list("case__number", flat=True))
    assert len(drawn) == 4
    # Two readers, four cases, none barred: two each.
    assert sorted(rows.values_list("reader_id", flat=True)) == sorted([second, second, lead, lead])
    with guard.allowed():
        rows.update(state="withdrawn")
    action.draw(acting, inspection.slug, size=4, seed="autumn", readers=[second])
    again = BlindReading.objects.filter(purpose="second").exclude(state="withdrawn")
    assert sorted(again.values_list("case__number", flat=True)) == drawn
    told = query.dip_samples(inspection.pk, {people["first"].pk: "Fay First"})[0]
    assert (told.size, told.of, told.by_assessor) == (4, 6, (("Fay First", 6, 4),))


def test_a_dip_sample_that_cannot_be_drawn_says_all_that_is_wrong(team):
    inspection, people = team
    with pytest.raises(BadInput) as caught:
        action.draw(given.actor(people["quality"]), inspection.slug, size=7, seed=" ", readers=[])
    assert {fault.field for fault in caught.value.faults} == {"size", "seed", "readers"}


def test_the_first_reader_is_never_the_second(team):
    inspection, people = team
    with pytest.raises(BadInput, match="they read it first"):
        chosen(team, reader="first")
    with pytest.raises(BadInput, match="none of them may read it"):
        action.draw(
            given.actor(people["quality"]), inspection.slug, size=1, seed="autumn", readers=[people["first"].pk]
        )
    with guard.allowed():
        Answer.objects.filter(assessment__case__number=2, question="2.2.1").update(saved_by=people["second"])
    with pytest.raises(BadInput, match="they read it first"):
        chosen(team, case=2)


def test_a_case_is_read_a_second_time_once_and_only_when_it_is_submitted(team):
    inspection, _ = team
    chosen(team)
    with pytest.raises(BadInput, match="has a second reading"):
        chosen(team)
    assessment.reopen(given.actor(team[1]["lead"]), inspection.slug, 3, reason="A new document")
    with pytest.raises(BadInput, match="not submitted"):
        chosen(team, case=3)


def test_what_is_read_blind_holds_nothing_of_the_first_reading(team):
    inspection, people = team
    reading = chosen(team)
    facts = facts_of(inspection)
    found = readings.find(facts.id, reading)
    asked = readings.to_answer(facts, found)
    assert asked.answers == {}
    assert (asked.answered, asked.state) == (0, "waiting")
    assert REASON not in repr(found)
    assert beside(inspection, reading) is None
    second = given.actor(people["second"])
    blind_reading.save_answers(second, inspection.slug, reading, {"2.2.1": ("no", "I see none.", 0)})
    assert beside(inspection, reading) is None
    with pytest.raises(NotAllowed):
        blind_reading.save_answers(given.actor(people["first"]), inspection.slug, reading, {"2.2.1": ("yes", "", 1)})


def test_a_lead_who_reads_a_case_blind_can_neither_see_nor_change_it(team):
    inspection, people = team
    chosen(team, reader="lead")
    lead = given.actor(people["lead"])
    with pytest.raises(NotAllowed, match="read it blind"):
        assessment.reopen(lead, inspection.slug, 1, reason="To have a look")
    assessment.reopen(given.actor(people["quality"]), inspection.slug, 1, reason="For the test")
    with pytest.raises(NotAllowed):
        assessment.save_answer(lead, inspection.slug, 1, "2.2.1", answer="no", version=1)
    client = given.signed_in(people["lead"])
    for place in ("cases/1", "cases/1/all", "cases/1/review", "cases/1/interview"):
        assert client.get(f"/inspections/{inspection.slug}/{place}").status_code == 403
    assert client.get(f"/inspections/{inspection.slug}/cases/2/all").status_code == 200


def test_the_audit_trail_keeps_a_case_from_who_reads_it_blind_and_the_second_answers_from_everyone(team):
    inspection, people = team
    reading = chosen(team, case=1, reader="lead")
    first = given.actor(people["first"])
    assessment.reopen(given.actor(people["quality"]), inspection.slug, 1, reason="For the test")
    assessment.save_answer(first, inspection.slug, 1, "2.2.1", answer="no", version=1)
    quality.answer(inspection, people["lead"], reading)
    trail = str(list(AuditEntry.objects.filter(subject__startswith="blind reading").values_list("after", flat=True)))
    assert "yes" not in trail
    assert "no'" not in trail
    assert "A complaint" not in trail
    other = chosen(team, case=2, reader="lead")
    assessment.reopen(given.actor(people["quality"]), inspection.slug, 2, reason="For the test")
    assessment.save_answer(first, inspection.slug, 2, "2.2.1", answer="no", version=1)
    client = given.signed_in(people["lead"])

    def trail_of(case):
        return client.get(f"/inspections/{inspection.slug}/audit", {"subject": f"case {case}"}).content.decode()

    assert "Version" in trail_of(1)  # their own reading of case 1 is submitted
    assert "Version" not in trail_of(2)
    assert "You are to read it blind" in trail_of(2)
    with guard.allowed():
        BlindReading.objects.filter(pk=other).update(state="withdrawn")
    assert "Version" in trail_of(2)
    assert audit.check(inspection.slug).wrong == ()


def test_readings_are_compared_as_the_first_stood_when_the_second_was_chosen(team):
    inspection, people = team
    reading = chosen(team)
    with guard.allowed():  # the first is corrected meanwhile
        Answer.objects.filter(assessment__case__number=1, question="2.2.1").update(answer="no")
    quality.answer(inspection, people["second"], reading, **{"2.2.1": "no", "2.2.2": "no"})
    found = beside(inspection, reading)
    assert found.comparison.words == "agreed on 1 of 2"
    assert [(each.question, each.first, each.second) for each in found.comparison.differences] == [
        ("2.2.1", "yes", "no")
    ]
    assert found.first["2.2.1"] == ("yes", REASON)


def test_a_second_reading_is_never_counted(team):
    inspection, people = team
    before = list(Tally.objects.values())
    quality.answer(inspection, people["second"], chosen(team), **{"2.2.1": "no"})
    assert list(Tally.objects.values()) == before
    answer = Answer.objects.get(assessment__case__number=1, question="2.2.1")
    assert answer.answer == "yes"


def test_an_incomplete_reading_is_not_submitted_and_a_submitted_one_is_locked(team):
    inspection, people = team
    reading, second = chosen(team), given.actor(people["second"])
    blind_reading.save_answers(second, inspection.slug, reading, {"2.2.1": ("yes", "", 0)})
    with pytest.raises(BadInput, match="is relevant and has no answer"):
        blind_reading.submit(second, inspection.slug, reading)
    with pytest.raises(Overtaken):
        blind_reading.save_answers(second, inspection.slug, reading, {"2.2.1": ("no", "", 0)})
    rest = {name: (each, "", 0) for name, each in quality.whole(inspection, reading).items() if name != "2.2.1"}
    blind_reading.save_answers(second, inspection.slug, reading, rest)
    blind_reading.submit(second, inspection.slug, reading, confirmed=True)
    with pytest.raises(NotNow, match="locked"):
        blind_reading.save_answers(second, inspection.slug, reading, {"2.2.1": ("no", "", 1)})


def test_a_difference_is_settled_and_the_case_corrected_by_the_way_of_reopening_alone(team):
    inspection, people = team
    reading = chosen(team)
    quality.answer(inspection, people["second"], reading, **{"2.2.1": "no", "2.2.2": "no"})
    quin = given.actor(people["quality"])
    args = {"outcome": "second", "reason": "No victim is named."}
    with pytest.raises(NotThere):  # both answered 2.2.2 alike
        action.settle(quin, inspection.slug, reading, "2.2.2", **args, version=0)
    assert action.settle(quin, inspection.slug, reading, "2.2.1", **args, version=0) == 1
    assert Answer.objects.get(assessment__case__number=1, question="2.2.1").answer == "yes"
    found = beside(inspection, reading)
    assert found.open == ()
    assert [each.question for each in found.to_correct] == ["2.2.1"]
    with pytest.raises(Overtaken):
        action.settle(quin, inspection.slug, reading, "2.2.1", **args, version=0)
    assessment.reopen(quin, inspection.slug, 1, reason="Second reading stands on 2.2.1")
    first = given.actor(people["first"])
    assessment.save_answer(first, inspection.slug, 1, "2.2.1", answer="no", reason=REASON, version=1)
    assert len(beside(inspection, reading).to_correct) == 1  # not submitted yet
    facts = facts_of(inspection)
    left = {
        name: (each, "", 0)
        for name, each in quality.whole(inspection, reading).items()
        if name not in ("2.2.1", "2.2.2")
    }
    assessment.save_answers(first, facts.slug, 1, left)
    assessment.submit(first, facts.slug, 1, confirmed=True)
    assert beside(inspection, reading).to_correct == ()
    assert action.settle(quin, facts.slug, reading, "2.2.1", outcome="both", reason="Both can be.", version=1) == 2


def test_whoever_read_the_case_first_never_settles_it_nor_sees_the_second(team):
    inspection, people = team
    reading = chosen(team)
    quality.answer(inspection, people["second"], reading, **{"2.2.1": "no"})
    given_again = given.member(inspection, Role.QUALITY_LEAD, "Other Quality")
    with guard.allowed():
        Answer.objects.filter(assessment__case__number=1, question="2.2.2").update(saved_by=given_again)
    with pytest.raises(NotAllowed, match="You read this case first"):
        action.settle(
            given.actor(given_again), inspection.slug, reading, "2.2.1", outcome="first", reason="So.", version=0
        )
    client = given.signed_in(given_again)
    assert client.get(f"/inspections/{inspection.slug}/quality/second/{reading}").status_code == 403
    assert "You read this case first" in client.get(f"/inspections/{inspection.slug}/quality/").content.decode()


def test_whoever_still_has_to_read_a_case_blind_does_not_see_what_the_second_reader_answered(team):
    inspection, people = team
    reading = chosen(team)
    address = f"/inspections/{inspection.slug}/quality/second/{reading}"
    client = given.signed_in(people["quality"])
    with guard.allowed():  # of an exercise on the same case
        own = inspection.blind_readings.create(
            case=inspection.cases.get(number=1), purpose="exercise", reader=people["quality"], chosen_by=people["lead"]
        )
    quality.answer(inspection, people["second"], reading, **{"2.2.1": "no"})
    assert client.get(address).status_code == 403
    with pytest.raises(NotAllowed, match="You are to read this case blind"):
        action.settle(
            given.actor(people["quality"]), inspection.slug, reading, "2.2.1", outcome="both", reason="So.", version=0
        )
    with guard.allowed():
        type(own).objects.filter(pk=own.pk).update(state="submitted")
    assert client.get(address).status_code == 200


def test_a_reading_that_is_taken_back_frees_its_case_and_blinds_nobody(team):
    inspection, people = team
    quin, reading = given.actor(people["quality"]), chosen(team, reader="lead")
    assert readings.read_blind(inspection.pk, people["lead"].pk) == {1}
    action.withdraw(quin, inspection.slug, reading, reason="Ill")
    assert readings.read_blind(inspection.pk, people["lead"].pk) == frozenset()
    again = chosen(team)
    quality.answer(inspection, people["second"], again)
    with pytest.raises(NotNow, match="stands"):
        action.withdraw(quin, inspection.slug, again, reason="Late")


def test_a_case_that_someone_must_not_read_any_more_is_not_read_blind_either(team):
    inspection, people = team
    kept, taken = chosen(team, case=1), chosen(team, case=2)
    place = inspection.memberships.get(person=people["second"]).pk
    membership.change(given.actor(people["lead"]), inspection.slug, place, conflicts=["SYN002"])
    second = given.actor(people["second"])
    assert blind_reading.save_answer(second, inspection.slug, kept, "2.2.1", answer="yes", version=0)["version"] == 1
    with pytest.raises(NotThere):
        blind_reading.save_answer(second, inspection.slug, taken, "2.2.1", answer="yes", version=0)
    entry = AuditEntry.objects.get(subject=f"blind reading {taken}", before__state="waiting")
    assert (entry.action, entry.after) == ("manage team", {"state": "withdrawn"})
    # The case can be chosen again, for someone who may read it.
    assert chosen(team, case=2, reader="lead")


def test_nobody_is_allocated_a_case_that_they_read_blind(team):
    from inspectorate_app.actions import allocation

    inspection, people = team
    chosen(team)
    lead = given.actor(people["lead"])
    assessment.reopen(lead, inspection.slug, 1, reason="For the test")
    with pytest.raises(NotNow, match="cannot read case 1"):
        allocation.allocate_case(lead, inspection.slug, 1, people["second"].pk, confirmed=True)
