"""Two people on one case at once: on real transactions, each waits for the other, and nobody is overwritten."""

import threading
from functools import partial

import pytest
from django.db import connection

from inspectorate_app.actions import assessment, audit, service
from inspectorate_app.actions.change import change_in, change_in_case
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.models import Answer, AuditEntry, CaseAssessment, Inspection, Invitation, Person, Tally
from tests.app import given
from tests.app.actions.test_tally import MAIN, fill, well

pytestmark = pytest.mark.django_db(transaction=True)
LLR = given.LLR


@pytest.fixture
def two():
    """An inspector with case 1, and the lead, who may assess it too."""
    inspection = given.inspection()
    ines = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, ["SYN001"], allocated_to=ines, **MAIN)
    return given.actor(ines), given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def at_once(*runs):
    """Run them in threads that start together; what each gave, or the refusal that it met."""
    barrier, gave = threading.Barrier(len(runs)), [None] * len(runs)

    def run(place):
        barrier.wait()
        try:
            gave[place] = runs[place]()
        except (Overtaken, NotNow) as refused:
            gave[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(runs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return gave


def test_of_two_first_saves_one_stands_and_the_other_is_told(two):
    answers = ("yes", "no")
    gave = at_once(
        *(
            lambda actor=actor, answer=answer: assessment.save_answer(actor, LLR, 1, "2.2.1", answer=answer, version=0)
            for actor, answer in zip(two, answers, strict=True)
        )
    )
    overtaken = [place for place, each in enumerate(gave) if isinstance(each, Overtaken)]
    assert len(overtaken) == 1
    won = 1 - overtaken[0]
    assert gave[overtaken[0]].theirs["answer"] == answers[won]
    assert (Answer.objects.get().answer, CaseAssessment.objects.count(), AuditEntry.objects.count()) == (
        answers[won],
        1,
        1,
    )


def test_two_on_different_questions_both_save_and_are_both_counted(two):
    questions = ("2.2.1", "2.2.2", "2.3.1", "2.3.2")
    gave = at_once(
        *(
            lambda place=place, name=name: assessment.save_answer(two[place % 2], LLR, 1, name, answer="yes", version=0)
            for place, name in enumerate(questions)
        )
    )
    assert [each["version"] for each in gave] == [1, 1, 1, 1]
    assert sorted(each["answered"] for each in gave) == [1, 2, 3, 4]
    assert CaseAssessment.objects.get().answered == 4


def test_a_retry_beside_its_first_try_is_one_save(two):
    gave = at_once(*[lambda: assessment.save_answer(two[0], LLR, 1, "2.2.1", answer="yes", version=0, key="k1")] * 3)
    assert gave[0] == gave[1] == gave[2]
    assert (Answer.objects.get().version, AuditEntry.objects.count()) == (1, 1)


def test_inspectors_in_cases_of_their_own_leave_one_trail_between_them(two):
    ines, _lead = two
    person = Person.objects.get(pk=ines.person)
    given.cases(Inspection.objects.get(), ["SYN002", "SYN003", "SYN004"], allocated_to=person, first=2, **MAIN)
    questions = ("2.2.1", "2.2.2", "2.3.1")

    def answers(case):
        return [assessment.save_answer(ines, LLR, case, name, answer="yes", version=0) for name in questions]

    gave = at_once(*(partial(answers, case) for case in (1, 2, 3, 4)))
    assert [[each["answered"] for each in saved] for saved in gave] == [[1, 2, 3]] * 4
    told = audit.check(LLR)
    assert (told.entries, told.wrong) == (12, ())


def started(run):
    """A thread that runs it."""
    thread = threading.Thread(target=at_once, args=[run], daemon=True)
    thread.start()
    return thread


def test_a_save_waits_for_no_save_in_another_case_and_what_changes_the_inspection_waits_for_it(two):
    ines, lead = two
    given.cases(Inspection.objects.get(), ["SYN002"], allocated_to=Person.objects.get(pk=ines.person), first=2, **MAIN)

    def change_of_the_inspection():
        with change_in(lead, Action.REOPEN_ASSESSMENT, LLR) as under_way:
            under_way.was_done_before()

    def save():
        assessment.save_answer(ines, LLR, 2, "2.2.1", answer="yes", version=0)

    with change_in_case(ines, Action.ASSESS_CASE, LLR, 1) as under_way:
        saving = started(save)
        saving.join(timeout=3)
        # SQLite has one writer at a time, whatever it writes.
        assert saving.is_alive() == (connection.vendor == "sqlite")
        changing = started(change_of_the_inspection)
        changing.join(timeout=0.3)
        assert changing.is_alive()
        under_way.was_done_before()
    for thread in (saving, changing):
        thread.join(timeout=30)
        assert not thread.is_alive()
    assert Answer.objects.get().assessment.case.number == 2


def test_a_case_submitted_twice_at_once_is_counted_once(two):
    fill(two[0], 1, well)
    gave = at_once(*(lambda actor=actor: assessment.submit(actor, LLR, 1) for actor in two))
    assert sum(isinstance(each, NotNow) for each in gave) == 1
    assert Tally.objects.get(characteristic="", value="").cases == 1


def test_two_inspections_that_invite_one_address_at_once_make_one_invitation():
    leads = {slug: given.actor(given.member(given.inspection(slug), Role.LEAD_INSPECTOR)) for slug in ("a-1", "b-1")}
    invited = {"email": "new@service.test", "name": "New Person", "role": Role.SERVICE_CONTACT}
    tokens = at_once(*(partial(service.invite, lead, slug, **invited) for slug, lead in leads.items()))
    assert [bool(token) for token in sorted(tokens)] == [False, True]
    assert Invitation.objects.count() == 1
    assert Invitation.objects.get().service_roles.count() == 2
