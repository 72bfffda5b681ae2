"""Tallies of an inspection, made from answers in memory as submissions would have kept them up."""

from collections.abc import Mapping

from inspectorate.aggregation.counts import NOT_RECORDED, aggregate, aggregate_by
from inspectorate.assessment.judgements import Judgements, from_answers
from inspectorate.assessment.relevance import relevances, surely_missing
from inspectorate.case import Case
from inspectorate.framework.model import Edition
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Tally

Answers = Mapping[str, Mapping[str, str]]


def tally(of: Inspection, edition: Edition, answers: Answers, cases: Mapping[str, Case]) -> None:
    """Put the rows of all cases, and of each value of each characteristic, into the table."""
    groups = _groups(edition, answers, cases)
    # Where nothing is recorded, one group is all cases: each choice of cases is counted once.
    counts = {each: _counts(edition, one, cases) for each, one in {tuple(one): one for *_, one in groups}.items()}
    with guard.allowed():
        Tally.objects.filter(inspection=of).delete()
        Tally.objects.bulk_create(
            Tally(inspection=of, characteristic=name, value=value, cases=len(chosen), counts=counts[tuple(chosen)])
            for name, value, chosen in groups
        )


def _groups(edition: Edition, answers: Answers, cases: Mapping[str, Case]) -> list[tuple[str, str, Answers]]:
    groups: dict[tuple[str, str], dict[str, Mapping[str, str]]] = {("", ""): dict(answers)}
    for reference, given in answers.items():
        for name in edition.characteristic_by_id:
            recorded = cases[reference].characteristics if reference in cases else {}
            groups.setdefault((name, recorded.get(name, NOT_RECORDED)), {})[reference] = given
    return [(name, value, chosen) for (name, value), chosen in groups.items()]


def _counts(edition: Edition, answers: Answers, cases: Mapping[str, Case]) -> dict[str, dict[str, int]]:
    """Case by case and question by question: not by the way in which the library aggregates."""
    judgements = from_answers(edition, answers)
    applies = relevances(judgements, cases)
    counts: dict[str, dict[str, int]] = {}
    for question in edition.question_by_id:
        count = counts.setdefault(question, {})
        for place, given in enumerate(answers.values()):
            word = given.get(question, "missing") if applies.applies(question, place) else "not_relevant"
            count[word] = count.get(word, 0) + 1
        if "missing" in count:
            count["surely_missing"] = surely_missing(judgements, cases, question)
    return counts


def of_library(edition: Edition, answers: Answers, cases: Mapping[str, Case]):
    """What the library makes of the same answers."""
    judgements: Judgements = from_answers(edition, answers)
    return aggregate(judgements, cases), {
        name: aggregate_by(judgements, cases, name) for name in edition.characteristic_by_id
    }
