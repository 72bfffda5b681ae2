"""Judgements counted, by question and by characteristic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType

from inspectorate.aggregation.proportion import Proportion
from inspectorate.assessment.judgements import MISSING, Judgements, answers_to
from inspectorate.assessment.relevance import NO_CASES, Relevances, relevances, surely_missing
from inspectorate.case import Case
from inspectorate.framework.model import Edition

NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Count:
    """The answers to one question. Together with ``other`` (facts that count neither way) they are all the cases.

    ``not_applicable`` holds the answers that say so, and the cases to which the edition's rules say that the question
    does not apply. ``missing`` are relevant and unanswered: never part of a percentage, always shown.
    """

    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    missing: int = 0
    other: int = 0
    answers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def relevant(self) -> int:
        """The base of the percentage: cases answered yes or no."""
        return self.yes + self.no

    @property
    def proportion(self) -> Proportion | None:
        """The share of relevant cases judged sufficient; None where there is none to judge."""
        return Proportion.counted(self.yes, self.relevant) if self.relevant else None


@dataclass(frozen=True)
class Findings:
    """The counts of an inspection: of every question of the edition, over all the cases.

    ``surely_missing`` counts, for the questions without any yes or no, the unanswered cases that are known to be
    relevant, and not only not known to be irrelevant.
    """

    edition: Edition
    cases: int
    counts: Mapping[str, Count]
    surely_missing: Mapping[str, int] = field(default_factory=dict)


def aggregate(judgements: Judgements, cases: Mapping[str, Case] = NO_CASES) -> Findings:
    """Count every question over all cases. The order of the cases never matters."""
    applies = relevances(judgements, cases)
    counts = {question: _count(judgements, applies, question) for question in judgements.edition.question_by_id}
    unanswered = [name for name, count in counts.items() if count.missing and not count.relevant]
    sure = {name: surely_missing(judgements, cases, name) for name in unanswered}
    return Findings(judgements.edition, len(judgements.cases), counts, sure)


def aggregate_by(judgements: Judgements, cases: Mapping[str, Case], characteristic: str) -> dict[str, Findings]:
    """Count every question within each value of a characteristic, in the edition's order; the rest ``not_recorded``."""
    applies = relevances(judgements, cases)
    values = [value.value for value in judgements.edition.characteristic_by_id[characteristic].values]
    places: dict[str, list[int]] = {value: [] for value in dict.fromkeys([*values, NOT_RECORDED])}
    for place, reference in enumerate(judgements.cases):
        case = cases.get(reference)
        value = case.characteristics.get(characteristic, NOT_RECORDED) if case else NOT_RECORDED
        places[value].append(place)
    return {
        value: Findings(
            judgements.edition,
            len(chosen),
            {name: _count(judgements, applies, name, chosen) for name in judgements.edition.question_by_id},
        )
        for value, chosen in places.items()
        if chosen
    }


def _count(judgements: Judgements, applies: Relevances, question: str, places: Iterable[int] | None = None) -> Count:
    """One question counted over all cases, or over those at some places."""
    column = judgements.column(question)
    mask = applies.irrelevant.get(question)
    if places is not None:
        chosen = list(places)
        column = _take(column, chosen)
        mask = _take(mask, chosen) if mask is not None else None
    left_out = 0
    if mask is not None:
        # A code of 255 stands for "does not apply": no scale has so many answers.
        column = bytes(255 if out else code for code, out in zip(column, mask, strict=True))
        left_out = column.count(255)
    totals = {"yes": 0, "no": 0, "not_applicable": left_out, "none": 0}
    by_answer = {}
    scale = answers_to(judgements.edition, judgements.edition.question_by_id[question])
    for code, answer in enumerate(scale, start=1):
        by_answer[answer.answer] = number = column.count(code)
        totals[answer.counts_as] += number
    return Count(
        yes=totals["yes"],
        no=totals["no"],
        not_applicable=totals["not_applicable"],
        missing=column.count(MISSING),
        other=totals["none"],
        answers=MappingProxyType(by_answer),
    )


def _take(column: bytes, places: list[int]) -> bytes:
    if len(places) == 1:
        return bytes([column[places[0]]])
    return bytes(itemgetter(*places)(column))
