"""Saving answers: versions, retries, who may, when, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import KeyUsedBefore, NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, AuditEntry, Case, CaseAssessment
from tests.app import given

#: Of the text: printf %s Seen | sha256sum
SEEN = "8894cf30aed05a787922b8da70ce6ec4e86879ac21f97fbf78a2da27bdae2b20"
pytestmark = pytest.mark.django_db
LLR = given.LLR


@pytest.fixture
def inspector():
    """The inspector to whom cases 1 to 3 of the inspection are allocated."""
    inspection = given.inspection()
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone)
    return given.actor(someone)


def save(actor, case=1, question="2.2.1", **more):
    return assessment.save_answer(actor, LLR, case, question, **{"answer": "yes", "version": 0, **more})


def test_a_save_gives_the_version_and_how_far_the_case_is(inspector):
    first = save(inspector)
    assert (first["question"], first["version"], first["answered"]) == ("2.2.1", 1, 1)
    second = save(inspector, answer="no", reason="  Two lines.\r\nThe plan.  ", version=1)
    assert (second["version"], second["answered"]) == (2, 1)
    kept = Answer.objects.get()
    assert (kept.answer, kept.reason, kept.version, kept.saved_by_id) == (
        "no",
        "Two lines.\nThe plan.",
        2,
        inspector.person,
    )
    row = CaseAssessment.objects.get()
    assert (row.answered, row.relevant, row.state) == (1, first["relevant"], "in_progress")


def test_a_character_that_no_database_keeps_is_told_and_is_no_fault_of_ours(inspector):
    with pytest.raises(BadInput) as caught:
        save(inspector, reason="Seen\0 and noted")
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [
        ("2.2.1", "it holds a character that cannot be kept")
    ]
    with pytest.raises(BadInput):
        assessment.save_interview(inspector, LLR, 1, outcome="declined", notes="\0", version=0)


def test_every_save_has_its_entry_with_before_and_after(inspector):
    save(inspector, reason="Seen")
    save(inspector, answer="no", version=1)
    first, second = AuditEntry.objects.order_by("position")
    assert (first.subject, first.before, first.after) == (
        "case 1 answers",
        None,
        {"2.2.1": {"answer": "yes", "reason": {"sha256": SEEN, "characters": 4}, "version": 1}},
    )
    assert (second.before, second.after["2.2.1"]["version"]) == (first.after, 2)


def test_an_answer_taken_back_is_kept_as_a_version_and_not_counted(inspector):
    save(inspector)
    assert save(inspector, answer="", reason="To look at again", version=1)["answered"] == 0
    assert Answer.objects.get().version == 2


@pytest.mark.parametrize(("stood", "seen"), [(1, 0), (2, 1), (1, 5)])
def test_a_save_on_another_version_writes_nothing_and_shows_what_stands(inspector, stood, seen):
    for version in range(stood):
        save(inspector, answer=("yes", "no")[version % 2], reason="mine", version=version)
    with pytest.raises(Overtaken) as refused:
        save(inspector, answer="not_applicable", version=seen)
    theirs = refused.value.theirs
    assert (theirs["answer"], theirs["reason"], theirs["version"]) == (("yes", "no")[stood - 1], "mine", stood)
    assert (theirs["saved_by"], bool(theirs["saved_at"])) == ("Ines Spector", True)
    assert Answer.objects.get().version == stood
    assert AuditEntry.objects.count() == stood


def test_the_same_content_again_is_no_new_version_whatever_version_was_seen(inspector):
    save(inspector, reason="Seen")
    assert save(inspector, reason="Seen", version=0)["version"] == 1
    assert AuditEntry.objects.count() == 1


def test_nothing_at_all_begins_no_assessment(inspector):
    assert save(inspector, answer="")["version"] == 0
    assert not CaseAssessment.objects.exists()


def test_a_retry_is_answered_as_the_first_try_was_when_the_version_has_moved_on(inspector):
    first = save(inspector, key="k1")
    save(inspector, answer="no", version=1, key="k2")
    assert save(inspector, key="k1") == first
    assert (Answer.objects.get().answer, AuditEntry.objects.count()) == ("no", 2)


def test_a_key_used_for_another_answer_is_refused(inspector):
    save(inspector, key="k1")
    with pytest.raises(KeyUsedBefore):
        save(inspector, answer="no", version=1, key="k1")


def test_what_was_overtaken_can_be_tried_again_under_its_key(inspector):
    save(inspector)
    with pytest.raises(Overtaken):
        save(inspector, answer="no", key="k1")
    with pytest.raises(Overtaken):
        save(inspector, answer="no", key="k1")
    assert save(inspector, answer="no", version=1, key="k2")["version"] == 2


def test_every_fault_is_told_at_once_and_nothing_is_saved(inspector):
    wrong = {
        "2.2.1": ("perhaps", "", 0),
        "9.9.9": ("yes", "", 0),
        "2.3.1": ("yes", "x" * 10_001, 0),
        "2.3.2": ("yes", "", 0),
    }
    with pytest.raises(BadInput) as refused:
        assessment.save_answers(inspector, LLR, 1, wrong)
    assert {fault.field for fault in refused.value.faults} == {"2.2.1", "9.9.9", "2.3.1"}
    assert not Answer.objects.exists()


def test_a_question_of_a_module_that_has_its_own_sample_is_not_asked_of_the_main_sample(inspector):
    edition = given.edition_of(LLR)
    court = next(name for name, module in edition.module_of.items() if module.id == "court_reports")
    with pytest.raises(BadInput, match="is not asked of this case"):
        save(inspector, question=court)


def test_several_answers_are_saved_together_or_not_at_all(inspector):
    save(inspector, question="2.3.1")
    with pytest.raises(Overtaken) as refused:
        assessment.save_answers(inspector, LLR, 1, {"2.2.1": ("yes", "", 0), "2.3.1": ("no", "", 0)})
    assert list(refused.value.theirs) == ["2.3.1"]
    assert refused.value.theirs["2.3.1"]["version"] == 1
    assert Answer.objects.count() == 1
    result = assessment.save_answers(inspector, LLR, 1, {"2.2.1": ("yes", "", 0), "2.3.1": ("no", "", 1)})
    assert {name: saved["version"] for name, saved in result["answers"].items()} == {"2.2.1": 1, "2.3.1": 2}


def test_a_case_of_someone_else_is_refused_and_a_lead_may_assess_any(inspector):
    inspection = Case.objects.get(number=1).inspection
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    with pytest.raises(NotAllowed, match="not allocated to you"):
        save(other)
    analyst = given.actor(given.member(inspection, Role.ANALYST))
    with pytest.raises(NotAllowed):
        save(analyst)
    with pytest.raises(NotThere):
        save(given.actor(given.person("Stranger")))
    assert save(given.actor(given.member(inspection, Role.LEAD_INSPECTOR)))["version"] == 1


def test_a_case_that_is_not_there_is_not_there(inspector):
    with pytest.raises(NotThere):
        save(inspector, case=99)


@pytest.mark.parametrize("role", ["reserve", "withdrawn"])
def test_a_case_in_reserve_or_withdrawn_is_not_assessed(inspector, role):
    with guard.allowed():
        Case.objects.filter(number=1).update(role=role)
    with pytest.raises(NotNow, match=role):
        save(inspector)


def test_answers_are_saved_in_fieldwork_alone():
    inspection = given.inspection(phase="analysis")
    someone = given.member(inspection, Role.INSPECTOR)
    given.cases(inspection, allocated_to=someone)
    with pytest.raises(NotNow, match="fieldwork"):
        save(given.actor(someone))


def statements(run):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    return [query["sql"] for query in captured.captured_queries]


def test_a_save_takes_at_most_ten_statements_and_lists_no_ids(inspector):
    inspector.roles[LLR] = frozenset({"inspector"})  # as the page, which asks once a request, leaves it
    save(inspector, question="2.3.1")
    for run in (lambda: save(inspector, key="k1"), lambda: save(inspector, answer="no", version=1, key="k2")):
        made = statements(run)
        assert len(made) <= 10, "\n".join(made)
        assert not [sql for sql in made if " IN (" in sql]


def test_a_save_costs_the_same_beside_500_other_cases(inspector):
    save(inspector)
    alone = len(statements(lambda: save(inspector, question="2.3.1", key="k1")))
    inspection = Case.objects.get(number=1).inspection
    given.cases(inspection, [f"SYN{number:04}" for number in range(1000, 1500)], first=4)
    assert len(statements(lambda: save(inspector, question="2.3.2", key="k2"))) == alone
