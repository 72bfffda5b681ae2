"""Every question of an edition with its counts, in the order of the framework and under its headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.framework.model import Edition, Question


@dataclass(frozen=True)
class QuestionLine:
    """A question as it was answered; ``answers`` are the titles and numbers of a question that has no percentage."""

    heading: str
    key: bool
    percent: int | None
    count: Count
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Topic:
    """Questions under one heading."""

    title: str
    lines: tuple[QuestionLine, ...]


def topics(findings: Findings) -> list[Topic]:
    """The standards on cases with their key questions and prompts, then the other questions by topic."""
    edition = findings.edition
    return [*_standards(edition, findings), *_others(edition, findings)]


def _standards(edition: Edition, findings: Findings) -> Iterator[Topic]:
    for standard in edition.standards:
        if standard.kind == "case":
            lines = []
            for question in standard.key_questions:
                lines.append(_line(edition, question, findings, key=True))
                lines += [_line(edition, prompt, findings) for prompt in question.prompts]
            yield Topic(standard.heading, tuple(lines))


def _others(edition: Edition, findings: Findings) -> Iterator[Topic]:
    for topic, questions in groupby(edition.case_questions, key=lambda question: question.topic):
        yield Topic(topic, tuple(_line(edition, question, findings) for question in questions))


def _line(edition: Edition, question: Question, findings: Findings, *, key: bool = False) -> QuestionLine:
    count = findings.counts[question.id]
    scale = edition.scale_by_id[question.scale].answers
    plain = {answer.counts_as for answer in scale} <= {"yes", "no", "not_applicable"} and len(scale) <= 3
    answers = () if plain else tuple((answer.title, count.answers.get(answer.answer, 0)) for answer in scale)
    percent = count.proportion.percent if count.proportion else None
    return QuestionLine(question.heading, key, percent, count, answers)
