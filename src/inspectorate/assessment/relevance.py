"""Which questions apply to which cases, by the rules of the edition, and why.

A rule speaks only of what is recorded: a characteristic nobody noted, or a question nobody answered, never makes a case
irrelevant, so that nothing drops out of a percentage unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.assessment.judgements import MISSING, Judgements, answers_to
from inspectorate.case import Case
from inspectorate.framework.model import Condition, Edition, Relevance

NO_CASES: Mapping[str, Case] = {}


@dataclass(frozen=True)
class Relevances:
    """For each question that some rule leaves out of some cases: one byte a case, 1 where it does not apply."""

    irrelevant: Mapping[str, bytes]

    def applies(self, question: str, place: int) -> bool:
        """Whether a question applies to the case at a place of the judgements."""
        mask = self.irrelevant.get(question)
        return mask is None or not mask[place]


def rules_on(edition: Edition, question: str) -> tuple[Relevance, ...]:
    """The rules that decide whether a question applies: that of its module, then its own."""
    return edition.relevance_by_question[question]


def failing_rule(edition: Edition, question: str, case: Case, answers: Mapping[str, str]) -> Relevance | None:
    """The rule by which a question does not apply to a case, with its reason in plain words; None where it applies.

    ``answers`` maps the ids of the questions answered so far to the answers given.
    """
    for rule in rules_on(edition, question):
        for condition in rule.when:
            recorded = _recorded(condition, case, answers)
            if recorded is not None and recorded not in condition.any_of:
                return rule
    return None


def surely_missing(judgements: Judgements, cases: Mapping[str, Case], question: str) -> int:
    """How many cases have no answer to a question, though all that its rules ask for is recorded of them, and holds."""
    edition = judgements.edition
    conditions = [condition for rule in rules_on(edition, question) for condition in rule.when]
    column = judgements.column(question)
    if not conditions:
        return column.count(MISSING)
    if not cases and any(condition.characteristic for condition in conditions):
        return 0
    asked = [condition.question for condition in conditions if condition.question]
    number = 0
    for reference, code in zip(judgements.cases, column, strict=True):
        if code == MISSING:
            given = {name: judgements.answer(reference, name) for name in asked}
            answers = {name: answer.answer for name, answer in given.items() if answer}
            case = cases.get(reference, Case(reference))
            number += all(_recorded(condition, case, answers) in condition.any_of for condition in conditions)
    return number


def _recorded(condition: Condition, case: Case, answers: Mapping[str, str]) -> str | None:
    """What is recorded of a case on what a condition asks for; None where nothing is."""
    if condition.characteristic:
        return case.characteristics.get(condition.characteristic)
    return answers.get(condition.question or "")


def relevances(judgements: Judgements, cases: Mapping[str, Case] = NO_CASES) -> Relevances:
    """Which questions do not apply to which of the cases judged; each distinct rule is worked out once."""
    edition = judgements.edition
    by_condition: dict[Condition, bytes] = {}
    by_rules: dict[tuple[Condition, ...], bytes] = {}
    masks = {}
    for question in edition.question_by_id:
        conditions = tuple(condition for rule in rules_on(edition, question) for condition in rule.when)
        if not conditions:
            continue
        if conditions not in by_rules:
            for condition in conditions:
                if condition not in by_condition:
                    by_condition[condition] = _left_out(condition, judgements, cases)
            by_rules[conditions] = _either([by_condition[condition] for condition in conditions])
        if 1 in by_rules[conditions]:
            masks[question] = by_rules[conditions]
    return Relevances(masks)


def _left_out(condition: Condition, judgements: Judgements, cases: Mapping[str, Case]) -> bytes:
    """1 for each case of which something else is recorded than the condition asks for."""
    if condition.characteristic is not None:
        recorded = (
            cases[reference].characteristics.get(condition.characteristic) if reference in cases else None
            for reference in judgements.cases
        )
        return bytes(value is not None and value not in condition.any_of for value in recorded)
    edition = judgements.edition
    question = edition.question_by_id[condition.question or ""]
    answers = answers_to(edition, question)
    left_out = bytes([0, *(answer.answer not in condition.any_of for answer in answers)])
    return judgements.column(question.id).translate(left_out.ljust(256, b"\0"))


def _either(masks: list[bytes]) -> bytes:
    if len(masks) == 1:
        return masks[0]
    return bytes(map(max, *masks))
