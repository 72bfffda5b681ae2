"""Whatever is saved, submitted and reopened, the counts kept are those that the library counts of what is submitted."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspectorate.aggregation.counts import Findings, aggregate, aggregate_by
from inspectorate.assessment.judgements import answers_to, from_answers
from inspectorate.case import Case as LibraryCase
from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.store.models import Answer, AuditEntry, Case, CaseAssessment, Tally
from inspectorate_app.store.queries import assessment as query
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = given.LLR


def fill(actor, case, pick, slug=LLR):
    """Answer what is relevant and unanswered until nothing is missing; ``pick`` chooses of a question's answers."""
    inspection = Case.objects.get(inspection__slug=slug, number=case).inspection
    edition = given.edition_of(slug)
    while missing := query.find(inspection.pk, case, edition).missing:
        stand = query.find(inspection.pk, case, edition).answers
        wanted = {}
        for remark in missing:
            answers = [each.answer for each in answers_to(edition, edition.question_by_id[remark.question])]
            version = stand[remark.question].version if remark.question in stand else 0
            wanted[remark.question] = (pick(answers), "", version)
        assessment.save_answers(actor, slug, case, wanted)


def well(answers):
    """The first answer of a scale, but for a level of risk under which every question is relevant."""
    return "high" if "high" in answers else answers[0]


def counted_by_library(slug=LLR):
    """Findings of all submitted cases, and by characteristic and value, straight from their answers.

    A case is not counted under a question that is not asked of it, whose not applicable then is one more.
    """
    edition = given.edition_of(slug)
    rows = CaseAssessment.objects.filter(inspection__slug=slug, state="submitted").select_related("case")
    every = [query.find(row.inspection_id, row.case.number, edition) for row in rows]
    judgements = from_answers(edition, {facts.case.reference: facts.given for facts in every})
    cases = {facts.case.reference: facts.case for facts in every}
    groups = {("", ""): aggregate(judgements, cases)}
    for name in edition.characteristic_by_id:
        for value, findings in aggregate_by(judgements, cases, name).items():
            groups[name, value] = findings
    return groups


def plain(findings: Findings):
    """What a tally says of a question, from the library's findings."""
    counts = {}
    for name, count in findings.counts.items():
        says_so = [
            answer.answer
            for answer in answers_to(findings.edition, findings.edition.question_by_id[name])
            if answer.counts_as == "not_applicable"
        ]
        entry = {answer: number for answer, number in count.answers.items() if number}
        left_out = count.not_applicable - sum(entry.get(answer, 0) for answer in says_so)
        counts[name] = entry | ({"missing": count.missing} if count.missing else {})
        counts[name] |= {"not_relevant": left_out} if left_out else {}
    return findings.cases, counts


def kept(slug=LLR):
    rows = Tally.objects.filter(inspection__slug=slug, cases__gt=0)
    return {(row.characteristic, row.value): (row.cases, row.counts) for row in rows}


#: Of every case of these tests it is recorded that no further module's questions are relevant, so that the library,
#: which does not know of samples, leaves out what the application does not ask.
MAIN = {"report_type": "none", "sentence_type": "community", "victim_contact": "not_eligible"}


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_saves_submissions_and_reopenings_keeps_the_counts(seed):
    chance = random.Random(seed)
    inspection = given.inspection()
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    for number, extra in enumerate(({"gender": "female"}, {"gender": "male", "domestic_abuse": "yes"}, {}), start=1):
        given.cases(inspection, [f"SYN00{number}"], first=number, **(MAIN | extra))
    for _ in range(7):
        case = chance.randint(1, 3)
        if CaseAssessment.objects.filter(case__number=case, state="submitted").exists():
            assessment.reopen(lead, LLR, case, reason="An answer was wrong")
            stands = chance.choice(list(Answer.objects.filter(assessment__case__number=case)))
            answer = "low" if stands.question == "inspector_risk_of_harm" else ""
            assessment.save_answer(lead, LLR, case, stands.question, answer=answer, version=stands.version)
        else:
            fill(lead, case, chance.choice)
            assessment.submit(lead, LLR, case, confirmed=True)
        expected = {group: plain(findings) for group, findings in counted_by_library().items() if findings.cases}
        assert kept() == expected


def test_a_question_that_is_not_asked_of_a_sample_is_not_missing_there():
    inspection = given.inspection()
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    given.cases(inspection, ["SYN001"], first=1)
    given.cases(inspection, ["SYN002"], first=2, module="court_reports", report_type="oral")
    for case in (1, 2):
        fill(lead, case, well)
        assessment.submit(lead, LLR, case, confirmed=True)
    every = Tally.objects.get(characteristic="", value="")
    assert every.cases == 2
    assert every.counts["2.1.1"] == {"yes": 1, "not_relevant": 1}
    assert every.counts["2.2.1"] == {"yes": 1, "not_relevant": 1}
    assert not [name for name, entry in every.counts.items() if "missing" in entry]
    assert Tally.objects.get(characteristic="report_type", value="oral").cases == 1
    assert Tally.objects.get(characteristic="report_type", value="not_recorded").cases == 1


@pytest.fixture
def complete():
    """An inspector with a complete case 1, and the lead."""
    inspection = given.inspection()
    someone = given.member(inspection, Role.INSPECTOR)
    given.cases(inspection, allocated_to=someone, **MAIN)
    inspector = given.actor(someone)
    fill(inspector, 1, well)
    return inspector, given.actor(given.member(inspection, Role.LEAD_INSPECTOR))


def test_an_incomplete_case_is_not_submitted_and_every_gap_is_told(complete):
    inspector, _ = complete
    assessment.save_answer(inspector, LLR, 1, "2.2.1", answer="", version=1)
    assessment.save_answer(inspector, LLR, 1, "2.3.1", answer="", version=1)
    with pytest.raises(BadInput) as refused:
        assessment.submit(inspector, LLR, 1, confirmed=True)
    assert {fault.field for fault in refused.value.faults} == {"2.2.1", "2.3.1"}
    assert not Tally.objects.exists()


def test_a_contradiction_must_be_confirmed(complete):
    inspector, _ = complete
    assessment.save_answer(inspector, LLR, 1, "2.2.1", answer="no", version=1)  # all its prompts are answered yes
    with pytest.raises(BadInput, match=r"2\.2\.1 is 'No', and all 3 of its answered prompts are 'Yes'"):
        assessment.submit(inspector, LLR, 1)
    assert assessment.submit(inspector, LLR, 1, confirmed=True)["state"] == "submitted"


def test_a_submitted_case_is_locked_until_it_is_reopened_with_a_reason(complete):
    inspector, lead = complete
    assessment.submit(inspector, LLR, 1)
    with pytest.raises(NotNow, match="locked"):
        assessment.save_answer(inspector, LLR, 1, "2.2.1", answer="no", version=1)
    with pytest.raises(NotNow, match="locked"):
        assessment.submit(inspector, LLR, 1)
    with pytest.raises(NotNow, match="locked"):
        assessment.save_interview(inspector, LLR, 1, outcome="declined", version=0)
    with pytest.raises(NotAllowed):
        assessment.reopen(inspector, LLR, 1, reason="Mine")
    with pytest.raises(BadInput, match="no reason"):
        assessment.reopen(lead, LLR, 1, reason=" ")
    assessment.reopen(lead, LLR, 1, reason="The sentence plan was found")
    assert kept() == {}
    entry = AuditEntry.objects.order_by("position").last()
    assert (entry.action, entry.after["reason"]) == ("reopen case assessment", "The sentence plan was found")
    assert assessment.save_answer(inspector, LLR, 1, "2.2.1", answer="no", version=1)["version"] == 2
    with pytest.raises(NotNow, match="not been submitted"):
        assessment.reopen(lead, LLR, 1, reason="Again")


def test_a_retry_of_a_submission_counts_once(complete):
    inspector, _ = complete
    first = assessment.submit(inspector, LLR, 1, key="k1")
    assert assessment.submit(inspector, LLR, 1, key="k1") == first
    assert Tally.objects.get(characteristic="", value="").cases == 1


def test_a_submission_takes_as_many_statements_with_500_cases_counted_as_with_none(complete):
    inspector, lead = complete
    with CaptureQueriesContext(connection) as first:
        assessment.submit(inspector, LLR, 1)
    assessment.reopen(lead, LLR, 1, reason="To count again")
    inspection = Case.objects.get(number=1).inspection
    given.cases(inspection, [f"SYN{number:04}" for number in range(1000, 1500)], first=4)
    fill(lead, 4, well)
    assessment.submit(lead, LLR, 4)
    with CaptureQueriesContext(connection) as second:
        assessment.submit(inspector, LLR, 1)
    assert len(second) == len(first) <= 12


def test_a_case_of_the_library_is_what_the_query_gives():
    inspection = given.inspection()
    given.cases(inspection, ["SYN001"], gender="female")
    facts = query.find(inspection.pk, 1, given.edition_of(LLR))
    assert facts.case == LibraryCase("SYN001", {"gender": "female"})
    assert (facts.state, facts.answers, facts.assessment) == ("not_started", {}, None)
