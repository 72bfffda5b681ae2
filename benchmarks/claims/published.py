"""Fact bases of published documents, made from what they state of their own findings."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.aggregation.proportion import Proportion
from inspectorate.context.published import published_context
from inspectorate.context.record import Record
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import product_directory
from inspectorate.rating.evidence import Evidence, Judgement, StandardEvidence
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.loading import load_register
from inspectorate.report.fact_base import FactBase, Split, Surveyed
from inspectorate.survey.result import ChoiceCount, QuestionResult, Results

FIGURES = Path(__file__).with_name("figures.yaml")


@dataclass(frozen=True)
class Published:
    """A published document by the beginning of its file's name, with its own figures."""

    file: str
    base: FactBase

    def text(self, folder: Path) -> str:
        """Its text, in a folder of published documents."""
        return next(folder.glob(f"{self.file}_*")).read_text(encoding="utf-8")


def published() -> tuple[Published, ...]:
    """Every document of which the figures are written down."""
    given = yaml.load(FIGURES.read_text(encoding="utf-8"), yaml.CSafeLoader)
    by_file = {each["file"]: each for each in given["documents"]}
    return tuple(Published(file, _base(by_file[each.get("of", file)])) for file, each in by_file.items())


def _base(given: dict[str, Any]) -> FactBase:
    edition = find_edition(given["edition"])
    counts = {name: _count(pair) for name, pair in given["counts"].items()}
    first, last = given["fieldwork"]
    return FactBase(
        unit=product_directory().by_id[given["unit"]],
        rated=_rated(edition, given, counts),
        findings=Findings(edition, given["cases"], counts),
        fieldwork=(_day(first), _day(last)),
        published=_day(given["published"]) if "published" in given else None,
        cohorts=tuple((_day(start), _day(end)) for start, end in given.get("cohorts", ())),
        composition=given.get("composition", {}),
        interviews=given.get("interviews"),
        splits=tuple(_split(edition, name, rows) for name, rows in given.get("splits", {}).items()),
        context=_context(given["unit"]),
        surveys=tuple(_survey(edition, name, rows) for name, rows in given.get("surveys", {}).items()),
        recommendations=tuple(
            Recommendation(number, kind, kind, "")
            for kind, many in given.get("recommendations", {}).items()
            for number in range(1, many + 1)
        ),
    )


def _day(given: object) -> datetime.date:
    return datetime.date.fromisoformat(str(given))


def _count(pair: list[int]) -> Count:
    return Count(yes=pair[0], no=pair[1])


def _rated(edition: Edition, given: dict[str, Any], counts: dict[str, Count]) -> InspectionRating:
    known = next((one for one in load_register().inspections if one.inspection == given.get("inspection")), None)
    evidence: dict[str, StandardEvidence] = {}
    for standard in edition.standards if known else ():
        shares = [counts[question.id].proportion for question in standard.key_questions if question.id in counts]
        if standard.kind == "case" and standard.rated:
            evidence[standard.id] = StandardEvidence(
                tuple(shares) or (Proportion.published(known.percentages.get(standard.id)),)
            )
        elif standard.rated and known and standard.id in known.standards:
            evidence[standard.id] = StandardEvidence(judgement=Judgement(known.standards[standard.id]))
    return rate(Evidence(edition, evidence))


def _split(edition: Edition, name: str, rows: dict[str, dict[str, list[int]]]) -> Split:
    counts = {title: {question: _count(pair) for question, pair in row.items()} for title, row in rows.items()}
    return Split(name, edition.characteristic_by_id[name].title, counts)


def _context(unit: str) -> tuple[Record, ...]:
    return tuple(
        Record(each.figure, each.level, each.value, each.as_of, "as published", each.of, each.period_from)
        for document in published_context()
        if document.unit == unit
        for each in document.figures
    )


def _survey(edition: Edition, name: str, given: dict[str, Any]) -> Surveyed:
    survey = edition.survey_by_id[name]
    questions = {}
    for id_, (good, base) in given.get("favourable", {}).items():
        question = survey.question_by_id[id_]
        questions[id_] = QuestionResult(question, base, base, True, favourable=Proportion.counted(good, base))
    for id_, chosen in given.get("choices", {}).items():
        question, base = survey.question_by_id[id_], sum(chosen.values())
        rows = tuple(
            ChoiceCount(choice, chosen[choice.choice], Proportion.counted(chosen[choice.choice], base).percent)
            for choice in survey.choices_of(question)
            if choice.choice in chosen
        )
        questions[id_] = QuestionResult(question, base, base, True, rows)
    return Surveyed(name, survey.title, Results(survey, given["respondents"], 5, questions))
