"""Inspections with results: the published figures of Leicester, Leicestershire and Rutland, or counts of one's own."""

from collections.abc import Mapping
from pathlib import Path

from inspectorate.assessment.cases import read_cases
from inspectorate.assessment.reading import read_judgements
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.store import guard
from inspectorate_app.store.models import Case as CaseRow
from inspectorate_app.store.models import CaseAssessment, Inspection, StandardJudgement
from tests.app import counted, given

EDITION = find_edition(given.MODELS_OF_EDITION)

#: 2.2.1 stands at 60 of 100, near no other band's edge but that at 65; see METHOD 1.6 for the five points.
NEAR = {"2.1": [6], "2.2": [6, 7, 7], "2.3": [6, 6, 6], "2.4": [7, 7, 7], "2.5": [8, 8, 8]}


def submit_all(of: Inspection, references: list[str]) -> list[CaseRow]:
    """The cases of the main sample, each with a submitted assessment."""
    rows = given.cases(of, references)
    with guard.allowed():
        for row in rows:
            CaseAssessment.objects.create(case=row, inspection=of, state="submitted", started_by=of.set_up_by)
    return rows


def published(of: Inspection, folder: Path) -> None:
    """The demonstration's assessments, submitted, and the judgements on the organisation as they were published."""
    cases = read_cases(folder / "cases.csv", EDITION).cases
    read = read_judgements(folder / "judgements.csv", EDITION, cases)
    answers = {
        reference: {name: found.answer for name in EDITION.question_by_id if (found := read.answer(reference, name))}
        for reference in read.cases
    }
    submit_all(of, list(cases))
    counted.tally(of, EDITION, answers, cases)
    judge_all(of, {one.standard: one.rating for one in published_figures().organisational})


def ten_cases(of: Inspection, sufficient: Mapping[str, list[int]]) -> None:
    """Ten submitted cases; of each key question of a standard so many are answered yes, the others no."""
    references = [f"SYN{number:03}" for number in range(1, 11)]
    answers: dict[str, dict[str, str]] = {reference: {} for reference in references}
    for standard, numbers in sufficient.items():
        for question, number in zip(EDITION.standard_by_id[standard].key_questions, numbers, strict=True):
            for place, reference in enumerate(references):
                answers[reference][question.id] = "yes" if place < number else "no"
    submit_all(of, references)
    cases = {
        reference: Case(reference, {"gender": "female" if place < 2 else "male"})
        for place, reference in enumerate(references)
    }
    counted.tally(of, EDITION, answers, cases)


def judge_all(of: Inspection, ratings: Mapping[str, str]) -> None:
    """Judgements on the organisation."""
    with guard.allowed():
        for standard, rating in ratings.items():
            StandardJudgement.objects.create(
                inspection=of, standard=standard, rating=rating, reason="Made up for a test.", judged_by=of.set_up_by
            )


GOOD = dict.fromkeys(("1.1", "1.2", "1.3", "1.4"), "Good")
