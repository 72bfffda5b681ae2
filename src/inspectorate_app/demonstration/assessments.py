"""Synthetic case assessments that come to the published counts, exactly.

Every case has a quality of its own, drawn from its reference. Of each question the best cases get the best answers, so
that the answers of a case go together; the counts are those of the figures.
"""

from collections.abc import Iterator, Mapping, Sequence

from inspectorate.assessment.relevance import failing_rule
from inspectorate.case import Case
from inspectorate.framework.model import Edition
from inspectorate_app.demonstration.figures import Figures, QuestionFigure
from inspectorate_app.demonstration.lot import lot

NOT_APPLICABLE = "not_applicable"
LEVELS_OF_RISK = ("low", "medium", "high", "very_high")

#: A characteristic that an inspector notes of cases of one kind first: the others get what is left.
NOTED_FIRST_OF = {"victim_contact": ("not_eligible", "sentence_type", "community")}


def with_noted_characteristics(cases: Sequence[Case], figures: Figures) -> list[Case]:
    """The cases with what only the inspection notes of them: the flags and the type of court report."""
    noted: dict[str, dict[str, str]] = {case.reference: dict(case.characteristics) for case in cases}
    for characteristic, counts in figures.characteristics.items():
        order = sorted(cases, key=lambda case: _noting_order(characteristic, case))
        for case, value in zip(order, _spread(counts), strict=True):
            noted[case.reference][characteristic] = value
    return [Case(case.reference, noted[case.reference]) for case in cases]


def _noting_order(characteristic: str, case: Case) -> tuple[bool, float]:
    value_first = NOTED_FIRST_OF.get(characteristic)
    last = value_first is not None and case.characteristics.get(value_first[1]) != value_first[2]
    return last, lot("demonstration", characteristic, case.reference)


def synthetic_answers(cases: Sequence[Case], figures: Figures, edition: Edition) -> dict[str, dict[str, str]]:
    """Answers by case and question. Raises ``ValueError`` where too few cases are relevant for the figures."""
    answers: dict[str, dict[str, str]] = {case.reference: {} for case in cases}
    for figure in figures.questions:
        relevant = [c for c in cases if failing_rule(edition, figure.question, c, answers[c.reference]) is None]
        for case, answer in _answered(figure, relevant):
            answers[case.reference][figure.question] = answer
    return answers


def _answered(figure: QuestionFigure, relevant: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    """The relevant cases with their answers: the needed number by quality, not applicable for the rest."""
    needed = sum(figure.answers.values())
    if needed > len(relevant):
        raise ValueError(f"{figure.question} needs {needed} relevant cases and has {len(relevant)}")
    by_lot = sorted(relevant, key=lambda case: lot("demonstration", f"{figure.question} applies", case.reference))
    answered, rest = by_lot[:needed], by_lot[needed:]
    yield from zip(sorted(answered, key=lambda case: _order(figure, case)), _spread(figure.answers), strict=True)
    yield from ((case, NOT_APPLICABLE) for case in rest)


def _order(figure: QuestionFigure, case: Case) -> tuple[int, float]:
    """Best first. An inspector's own level of risk follows the recorded one."""
    if set(figure.answers) <= set(LEVELS_OF_RISK):
        return LEVELS_OF_RISK.index(case.characteristics["risk_of_serious_harm"]), -_quality("risk", case)
    return 0, -_quality(figure.question.rstrip("abcdefghi"), case)


def _quality(family: str, case: Case) -> float:
    """How good the work on a case is in a family of questions: mostly the case's own, partly the family's, 0 to 1."""
    return 0.6 * lot("demonstration", "quality", case.reference) + 0.4 * lot(
        "demonstration", f"quality of {family}", case.reference
    )


def _spread(counts: Mapping[str, int]) -> list[str]:
    return [value for value, number in counts.items() for _ in range(number)]
