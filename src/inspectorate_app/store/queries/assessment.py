"""One case assessment as it stands: the case, what is answered in it, what is relevant and what is still to be done."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from inspectorate.assessment.completeness import Remark, contradictions, gaps
from inspectorate.assessment.judgements import Judgements, from_answers
from inspectorate.assessment.questionnaire import questions_asked
from inspectorate.assessment.relevance import failing_rule, rules_on
from inspectorate.case import Case
from inspectorate.framework.model import Edition, Question
from inspectorate_app.store.models import Case as CaseRow
from inspectorate_app.store.models import CaseAssessment, Retry
from inspectorate_app.store.queries.retry import Tried
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class SavedAnswer:
    """The answer to one question as it stands; ``answer`` is blank where only a note was written."""

    question: str
    answer: str
    reason: str
    version: int
    saved_by: str
    saved_at: datetime.datetime


@dataclass(frozen=True)
class Interview:
    """The interview with the practitioner. ``outcome`` is held, declined, unavailable, or blank while not recorded."""

    outcome: str = ""
    held_on: datetime.date | None = None
    notes: str = ""
    version: int = 0


@dataclass(frozen=True)
class AssessmentFacts:
    """A case and its assessment. ``assessment`` is None, and ``state`` ``not_started``, until something is saved.

    ``role`` is main, reserve or withdrawn, ``module`` that of a further sample, blank for the main sample, and
    ``method`` how the sample was made: draw, all, or main for one that was made from the main sample. ``only`` are the
    standards whose questions alone are asked, none for all: an exercise may leave out the others.
    """

    id: int
    inspection: int
    number: int
    case: Case
    role: str
    stratum: str
    module: str
    method: str
    service: str
    practitioner: str
    allocated_to: int | None
    allocated_name: str
    assessment: int | None
    state: str
    answered: int
    relevant: int
    submitted_by: str
    submitted_at: datetime.datetime | None
    edition: Edition
    answers: Mapping[str, SavedAnswer]
    only: frozenset[str] = frozenset()

    @property
    def stands_for_main(self) -> bool:
        """Whether it stands for a case of the main sample, from which its own sample was made."""
        return self.method == "main"

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions asked of this case, by id."""
        asked = questions_asked(self.edition, self.case, self.module, self.service)
        wanted = _of_standards(self.edition, self.only) if self.only else asked.keys()
        return {name: question for name, question in asked.items() if name in wanted}

    @cached_property
    def given(self) -> dict[str, str]:
        """The answers given to questions asked, without the blank ones."""
        return {name: saved.answer for name, saved in self.answers.items() if saved.answer and name in self.questions}

    @cached_property
    def left_out(self) -> dict[str, str]:
        """Why each question asked that does not apply does not."""
        return left_out(self.edition, self.questions, self.case, self.given)

    @cached_property
    def judgements(self) -> Judgements:
        """What is answered, as the library counts it."""
        return from_answers(self.edition, {self.case.reference: self.given})

    @property
    def missing(self) -> list[Remark]:
        """Every relevant question asked that has no answer."""
        remarks = gaps(self.judgements, {self.case.reference: self.case})
        return [remark for remark in remarks if remark.question in self.questions]

    @property
    def contradictory(self) -> list[Remark]:
        """Every answer that does not go with the others."""
        return contradictions(self.judgements, {self.case.reference: self.case})


def _of_standards(edition: Edition, wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(
        question.id
        for standard in edition.standards
        if standard.id in wanted
        for key_question in standard.key_questions
        for question in (key_question, *key_question.prompts)
    )


def left_out(
    edition: Edition, questions: Mapping[str, Question], case: Case, given: Mapping[str, str]
) -> dict[str, str]:
    """Why each of some questions that does not apply to a case, as it is answered, does not."""
    found = {name: failing_rule(edition, name, case, given) for name in questions}
    return {name: rule.because for name, rule in found.items() if rule is not None}


def depends_on_answers(edition: Edition, question: str) -> bool:
    """Whether the relevance of a question can change while a case is answered."""
    return any(condition.question for rule in rules_on(edition, question) for condition in rule.when)


_CASE = ("id", "inspection_id", "number", "reference", "recorded", "role", "stratum", "practitioner", "allocated_to_id")
_BESIDE = ("sample__module", "sample__method", "inspection__service", "allocated_to__name")
_ASSESSMENT = ("id", "state", "answered", "relevant", "submitted_by__name", "submitted_at")
_ANSWER = ("question", "answer", "reason", "version", "saved_by__name", "saved_at")
#: What stands in each row of a case, before one of its answers.
_OF_CASE = (*_CASE, *_BESIDE, *(f"assessment__{name}" for name in _ASSESSMENT))
_OF_ANSWER = tuple(f"assessment__answers__{name}" for name in _ANSWER)
_TRIED = ("tried_fingerprint", "tried_answer")


def _case() -> QuerySet[CaseRow, CaseRow]:
    """A case beside each of its answers; one row without an answer where there is none.

    JSON is asked for as text: it stands in every row, and is read in the first alone.
    """
    rows = CaseRow.objects.filter(inspection_id=Given("inspection"), number=Given("number"))
    return rows.annotate(recorded=Cast("characteristics", TextField()))


def _case_with_try() -> QuerySet[CaseRow, CaseRow]:
    """The same, and what a person did before under a key."""
    tried = Retry.objects.filter(person_id=Given("person"), key=Given("key"))
    return _case().annotate(
        tried_fingerprint=Subquery(tried.values("fingerprint")[:1]),
        tried_answer=Cast(Subquery(tried.values("answer")[:1]), TextField()),
    )


_FOUND = Read(lambda: _case().values_list(*_OF_CASE, *_OF_ANSWER))
_FOUND_WITH_TRY = Read(lambda: _case_with_try().values_list(*_OF_CASE, *_OF_ANSWER, *_TRIED))
_INTERVIEW = Read(
    lambda: CaseAssessment.objects.filter(inspection_id=Given("inspection"), case__number=Given("number")).values_list(
        "interview", "interview_on", "interview_notes", "interview_version"
    )
)


def find(inspection: int, number: int, edition: Edition) -> AssessmentFacts | None:
    """The case of a number in an inspection, with its assessment: one query. None where there is no such case."""
    rows = _FOUND.rows(inspection=inspection, number=number)
    return _facts(rows, edition) if rows else None


def find_with_try(
    inspection: int, number: int, edition: Edition, person: int | None, key: str
) -> tuple[AssessmentFacts | None, Tried | None]:
    """The same, and what a person did before under a key, still in one query. For use inside a change."""
    if not key or person is None:
        return find(inspection, number, edition), None
    rows = _FOUND_WITH_TRY.rows(inspection=inspection, number=number, person=person, key=key)
    if not rows:
        return None, None
    fingerprint, answer = rows[0][-len(_TRIED) :]
    return _facts(rows, edition), Tried(fingerprint, json.loads(answer)) if fingerprint else None


def find_interview(inspection: int, number: int) -> Interview:
    """The interview with the practitioner in a case; blank where nothing is recorded."""
    row = _INTERVIEW.row(inspection=inspection, number=number)
    return Interview(*row) if row else Interview()


def _facts(rows: list[tuple[Any, ...]], edition: Edition) -> AssessmentFacts:
    first, width = dict(zip(_OF_CASE, rows[0], strict=False)), len(_OF_CASE)
    answers = [SavedAnswer(*row[width : width + len(_ANSWER)]) for row in rows if row[width] is not None]
    return AssessmentFacts(
        id=first["id"],
        inspection=first["inspection_id"],
        number=first["number"],
        case=Case(first["reference"], json.loads(first["recorded"])),
        role=first["role"],
        stratum=first["stratum"],
        module=first["sample__module"],
        method=first["sample__method"],
        service=first["inspection__service"],
        practitioner=first["practitioner"],
        allocated_to=first["allocated_to_id"],
        allocated_name=first["allocated_to__name"] or "",
        assessment=first["assessment__id"],
        state=first["assessment__state"] or "not_started",
        answered=first["assessment__answered"] or 0,
        relevant=first["assessment__relevant"] or 0,
        submitted_by=first["assessment__submitted_by__name"] or "",
        submitted_at=first["assessment__submitted_at"],
        edition=edition,
        answers={answer.question: answer for answer in answers},
    )
