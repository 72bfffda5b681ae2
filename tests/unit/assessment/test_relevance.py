import pytest

from inspectorate.assessment.completeness import contradictions, gaps
from inspectorate.assessment.judgements import from_answers
from inspectorate.assessment.relevance import failing_rule, relevances
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition

EDITION = find_edition("hmip-pdu-2021")
LICENCE = Case("licence", {"sentence_type": "post_custody", "report_type": "none", "victim_contact": "not_eligible"})
COMMUNITY = Case("community", {"sentence_type": "community", "report_type": "oral", "victim_contact": "not_eligible"})
UNKNOWN = Case("unknown")


@pytest.mark.parametrize(
    ("question", "case", "answers", "applies"),
    [
        ("2.2.1", COMMUNITY, {}, True),  # asked of every case
        ("contact_before_release", LICENCE, {}, True),  # by the module: resettlement
        ("contact_before_release", COMMUNITY, {}, False),
        ("contact_before_release", UNKNOWN, {}, True),  # not recorded is never irrelevant
        ("2.4.1d", COMMUNITY, {}, False),  # by its own rule
        ("2.1.1", LICENCE, {}, False),  # no court report
        ("2.2.3", COMMUNITY, {"inspector_risk_of_harm": "low"}, False),  # by another answer
        ("2.2.3", COMMUNITY, {"inspector_risk_of_harm": "medium"}, True),
        ("2.2.3", COMMUNITY, {}, True),
        ("enforcement_taken", COMMUNITY, {"enforcement_required": "no"}, False),
    ],
)
def test_a_question_applies_by_the_rules_of_the_edition(
    question: str, case: Case, answers: dict[str, str], applies: bool
) -> None:
    rule = failing_rule(EDITION, question, case, answers)
    assert (rule is None) == applies
    assert rule is None or rule.because
    columns = relevances(from_answers(EDITION, {case.reference: answers}), {case.reference: case})
    assert columns.applies(question, 0) == applies


def test_what_is_missing_is_told_of_relevant_questions_only() -> None:
    every_answer = {
        name: EDITION.scale_by_id[question.scale].answers[0].answer
        for name, question in EDITION.question_by_id.items()
        if failing_rule(EDITION, name, COMMUNITY, {}) is None
    }
    del every_answer["2.3.1"], every_answer["home_visit"]
    every_answer["inspector_risk_of_harm"] = "high"
    judgements = from_answers(EDITION, {"community": every_answer})
    assert [gap.question for gap in gaps(judgements, {"community": COMMUNITY})] == ["2.3.1", "home_visit"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"2.2.1": "yes", "2.2.1a": "no", "2.2.1b": "no", "2.2.1c": "yes"}, ["2.2.1"]),
        ({"2.2.1": "yes", "2.2.1a": "no", "2.2.1b": "yes"}, []),  # as many for as against
        ({"2.2.1": "no", "2.2.1a": "yes", "2.2.1b": "yes", "2.2.1c": "yes"}, ["2.2.1"]),
        ({"2.2.1": "no", "2.2.1a": "yes", "2.2.1b": "no", "2.2.1c": "yes"}, []),
        ({"2.2.1": "no"}, []),  # no prompt answered
        ({"2.2.3": "yes", "inspector_risk_of_harm": "low"}, ["2.2.3"]),  # answered, and does not apply
        ({"2.2.3": "not_applicable", "inspector_risk_of_harm": "low"}, []),
    ],
)
def test_answers_that_do_not_go_together_are_told(answers: dict[str, str], told: list[str]) -> None:
    assert [remark.question for remark in contradictions(from_answers(EDITION, {"A": answers}))] == told
