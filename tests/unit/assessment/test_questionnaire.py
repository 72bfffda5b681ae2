"""Which questions are asked of a case, by the sample it was drawn for and what is recorded of it."""

import pytest

from inspectorate.assessment.questionnaire import questions_asked
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition


@pytest.mark.parametrize(
    ("recorded", "modules"),
    [
        ({}, {"core", "adjusted"}),  # what is not recorded leaves nothing out
        ({"contact": "suspended"}, {"adjusted"}),
        ({"contact": "not_suspended"}, {"core"}),
    ],
)
def test_a_module_whose_rule_a_case_breaks_is_not_asked(recorded, modules):
    edition = find_edition("hmip-public-protection-2025")
    asked = questions_asked(edition, Case("A", recorded))
    assert {edition.module_of[name].id for name in asked} == modules


def test_a_question_that_breaks_its_own_rule_is_still_asked_and_shown_not_to_apply():
    edition = find_edition("hmip-pdu-2021")
    # 2.4.1d is asked where the person was released from custody; its module is asked of every case.
    assert "2.4.1d" in questions_asked(edition, Case("A", {"sentence_type": "community"}))


def test_a_case_of_a_further_sample_is_asked_its_module_alone_whatever_is_recorded():
    edition = find_edition("hmip-pdu-2021")
    asked = questions_asked(edition, Case("A", {"report_type": "none"}), module="court_reports")
    assert {edition.module_of[name].id for name in asked} == {"court_reports"}


def test_questions_stand_in_the_order_of_the_edition():
    edition = find_edition("hmip-pdu-2021")
    asked = list(questions_asked(edition, Case("A")))
    assert asked == [name for name in edition.question_by_id if name in asked]
