"""Blind readings as their readers see them: the questions and their own answers, and nothing of anybody else's.

What others answered is in ``second_reading`` and ``exercise``, for after the submission.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspectorate.case import Case
from inspectorate_app.store.models import BlindAnswer, BlindReading
from inspectorate_app.store.models import Case as CaseRow
from inspectorate_app.store.queries.assessment import AssessmentFacts, SavedAnswer
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.statement import Given, Read, Rows

#: The states in which a reader is still to be kept from what others answered.
UNDER_WAY = ("waiting", "in_progress")


@dataclass(frozen=True)
class ReadingFacts:
    """A blind reading, with nothing of the first. ``purpose``: second, exercise or reference.

    ``case`` is the number of the case, None for a written ``scenario``; ``exercise`` the id of the exercise, of which
    ``exercise_state`` is open, closed, or blank where there is none.
    """

    id: int
    purpose: str
    state: str
    reader: int
    reader_name: str
    case: int | None
    exercise: int | None
    exercise_state: str
    title: str
    scenario: str
    why: str
    dip_sample: int | None
    first_by: int | None
    first_name: str
    answered: int
    relevant: int
    chosen_by: str
    chosen_at: datetime.datetime
    submitted_at: datetime.datetime | None

    @property
    def is_under_way(self) -> bool:
        """Whether its reader has still to submit it."""
        return self.state in UNDER_WAY


def find(inspection: int, reading: int) -> ReadingFacts | None:
    """The reading of an id in an inspection."""
    row = _ONE.first(inspection=inspection, reading=reading)
    return _facts(row) if row else None


def of_reader(inspection: int, person: int | None) -> tuple[ReadingFacts, ...]:
    """The readings that were given to someone, the latest first; those withdrawn are not among them."""
    return tuple(map(_facts, _OF_READER.all(inspection=inspection, person=person)))


def of_purpose(inspection: int, purpose: str) -> tuple[ReadingFacts, ...]:
    """Every reading of a purpose, in the order in which they were chosen."""
    return tuple(map(_facts, _OF_PURPOSE.all(inspection=inspection, purpose=purpose)))


def of_exercise(exercise: int) -> tuple[ReadingFacts, ...]:
    """Every reading of an exercise, by the name of its reader."""
    rows = BlindReading.objects.filter(exercise_id=exercise).order_by("reader__name", "id")
    return tuple(_facts(row) for row in _with_names(rows))


def read_blind(inspection: int, person: int | None) -> frozenset[int]:
    """The numbers of the cases that someone is to read, or is reading, without seeing what others answered."""
    return frozenset(number for (number,) in _READ_BLIND.rows(inspection=inspection, person=person))


_READ_BLIND = Read(
    lambda: BlindReading.objects.filter(
        inspection_id=Given("inspection"), reader_id=Given("person"), state__in=UNDER_WAY, case__isnull=False
    ).values_list("case__number")
)


def references_read_blind(inspection: int) -> dict[int, tuple[str, ...]]:
    """The references of the cases that each person reads blind, or has read a second time: they are not given them."""
    rows = BlindReading.objects.filter(inspection_id=inspection, case__isnull=False)
    rows = rows.filter(Q(state__in=UNDER_WAY) | Q(purpose="second", state="submitted"))
    found: dict[int, list[str]] = defaultdict(list)
    for person, reference in rows.values_list("reader_id", "case__reference"):
        found[person].append(reference)
    return {person: tuple(references) for person, references in found.items()}


def touched(inspection: int, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    """By case, everyone who had to do with its first reading: was given it, began it, answered in it, submitted it."""
    found: dict[int, set[int]] = {number: set() for number in numbers}
    if not found:
        return {}
    fields = ("number", "allocated_to_id", "assessment__started_by_id", "assessment__submitted_by_id")
    rows = CaseRow.objects.filter(inspection_id=inspection, number__in=found).order_by()
    for number, *people in rows.values_list(*fields, "assessment__answers__saved_by_id"):
        found[number] |= {person for person in people if person is not None}
    return {number: frozenset(people) for number, people in found.items()}


def not_touched_by(rows: QuerySet[BlindReading], person: int) -> QuerySet[BlindReading]:
    """Those of some second readings of whose cases someone is not among ``touched``, nor was when they were chosen."""
    rows = rows.exclude(first_by=person).exclude(case__allocated_to=person)
    rows = rows.exclude(case__assessment__started_by=person).exclude(case__assessment__submitted_by=person)
    return rows.exclude(case__assessment__answers__saved_by=person)


def to_answer(inspection: InspectionFacts, reading: ReadingFacts) -> AssessmentFacts:
    """What is asked in a reading and what its reader answered so far, in the form of an assessment."""
    row = BlindReading.objects.select_related("case__sample", "exercise").get(pk=reading.id)
    case, exercise = row.case, row.exercise
    return AssessmentFacts(
        id=case.pk if case else 0,
        inspection=inspection.id,
        number=case.number if case else 0,
        case=Case(case.reference, case.characteristics) if case else Case("scenario"),
        role="main",
        stratum="",
        module=case.sample.module if case else "",
        method=case.sample.method if case else "",
        service=inspection.service,
        practitioner="",
        allocated_to=reading.reader,
        allocated_name=reading.reader_name,
        assessment=row.pk,
        state=row.state,
        answered=row.answered,
        relevant=row.relevant,
        submitted_by=reading.reader_name if row.submitted_at else "",
        submitted_at=row.submitted_at,
        edition=edition_used(inspection),
        answers={each.question: each for each in _answers(row.pk)},
        only=frozenset(exercise.standards) if exercise else frozenset(),
    )


def _answers(reading: int) -> Iterable[SavedAnswer]:
    for row in BlindAnswer.objects.filter(reading_id=reading).select_related("saved_by"):
        yield SavedAnswer(row.question, row.answer, row.reason, row.version, row.saved_by.name, row.saved_at)


def _rows() -> QuerySet[BlindReading, BlindReading]:
    return _with_names(BlindReading.objects.filter(inspection_id=Given("inspection")).order_by("id"))


def _with_names(rows: QuerySet[BlindReading, BlindReading]) -> QuerySet[BlindReading, BlindReading]:
    """What the first reader answered stays behind."""
    return rows.select_related("reader", "case", "exercise", "first_by", "chosen_by").defer("first_answers")


_ONE = Rows(lambda: _rows().filter(pk=Given("reading")))
_OF_READER = Rows(lambda: _rows().filter(reader_id=Given("person")).exclude(state="withdrawn").order_by("-id"))
_OF_PURPOSE = Rows(lambda: _rows().filter(purpose=Given("purpose")))


def _facts(row: BlindReading) -> ReadingFacts:
    return ReadingFacts(
        id=row.pk,
        purpose=row.purpose,
        state=row.state,
        reader=row.reader_id,
        reader_name=row.reader.name,
        case=row.case.number if row.case else None,
        exercise=row.exercise_id,
        exercise_state=row.exercise.state if row.exercise else "",
        title=row.exercise.title if row.exercise else "",
        scenario=row.exercise.scenario if row.exercise else "",
        why=row.why,
        dip_sample=row.dip_sample_id,
        first_by=row.first_by_id,
        first_name=row.first_by.name if row.first_by else "",
        answered=row.answered,
        relevant=row.relevant,
        chosen_by=row.chosen_by.name,
        chosen_at=row.chosen_at,
        submitted_at=row.submitted_at,
    )
