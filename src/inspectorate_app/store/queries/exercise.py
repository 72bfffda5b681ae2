"""Benchmarking exercises, and, once they are closed, what their readers answered beside each other."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from inspectorate_app.store.models import BlindAnswer, Exercise


@dataclass(frozen=True)
class ExerciseFacts:
    """An exercise. ``case`` is None for a written scenario; ``submitted`` of the ``readers`` who take part have."""

    id: int
    title: str
    case: int | None
    scenario: str
    standards: tuple[str, ...]
    state: str
    opened_by: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    readers: int
    submitted: int


@dataclass(frozen=True)
class Answered:
    """What the readers of a closed exercise answered to one question.

    ``answers`` counts readers by answer; ``by_reader`` names no one beyond ids; ``reference`` is the answer that the
    quality lead holds right, blank where none was given.
    """

    question: str
    answers: Mapping[str, int]
    by_reader: Mapping[int, str]
    reference: str


def find(inspection: int, exercise: int) -> ExerciseFacts | None:
    """The exercise of an id in an inspection."""
    row = _rows(inspection).filter(pk=exercise).first()
    return _facts(row) if row else None


def of(inspection: int) -> tuple[ExerciseFacts, ...]:
    """The exercises of an inspection, the latest first."""
    return tuple(_facts(row) for row in _rows(inspection).order_by("-id"))


def answered(exercise: int) -> tuple[Answered, ...]:
    """What was answered in an exercise by those who submitted; nothing while it is open."""
    rows = BlindAnswer.objects.filter(reading__exercise_id=exercise, reading__exercise__state="closed")
    rows = rows.filter(reading__state="submitted").exclude(answer="").order_by("question", "reading__reader_id")
    by_question: dict[str, dict[int, str]] = {}
    reference: dict[str, str] = {}
    for question, answer, purpose, reader in rows.values_list(
        "question", "answer", "reading__purpose", "reading__reader_id"
    ):
        if purpose == "reference":
            reference[question] = answer
        else:
            by_question.setdefault(question, {})[reader] = answer
    return tuple(
        Answered(name, _counted(by_question.get(name, {})), by_question.get(name, {}), reference.get(name, ""))
        for name in sorted({*by_question, *reference})
    )


def _counted(by_reader: Mapping[int, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for answer in by_reader.values():
        counts[answer] = counts.get(answer, 0) + 1
    return counts


def _rows(inspection: int) -> QuerySet[Exercise]:
    taking_part = Q(readings__purpose="exercise")
    rows = Exercise.objects.filter(inspection_id=inspection).select_related("case", "opened_by")
    return rows.annotate(
        takers=Count("readings", filter=taking_part),
        done=Count("readings", filter=taking_part & Q(readings__state="submitted")),
    )


def _facts(row: Exercise) -> ExerciseFacts:
    return ExerciseFacts(
        *(row.pk, row.title, row.case.number if row.case else None, row.scenario, tuple(row.standards), row.state),
        *(row.opened_by.name, row.opened_at, row.closed_at, getattr(row, "takers", 0), getattr(row, "done", 0)),
    )
