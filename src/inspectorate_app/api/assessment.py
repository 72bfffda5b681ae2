"""Case assessments: opening one with its questions and answers, saving answers, submitting."""

import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate.assessment.judgements import answers_to
from inspectorate_app.actions import assessment as action
from inspectorate_app.actions import characteristic
from inspectorate_app.actions.characteristic import Noted
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.case import require_seen
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import CaseNumber, InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.store.queries.assessment import AssessmentFacts
from inspectorate_app.store.queries.inspection import edition_used

router = Router(tags=["Case assessments"])
_VERSION = "The version that you saw; 0 where there was no answer yet"


class QuestionOut(Schema):
    """A question of the edition as this case answers it."""

    id: str = Field(examples=["2.1.1"])
    text: str
    scale: list[str] = Field(description="The answers that may be given")
    relevant: bool
    because: str = Field(description="Why it does not apply, where it does not")
    answer: str = Field(description="Blank where none was given")
    reason: str = Field(description="The reason and notes of the evidence")
    version: int = Field(description="Send it back with your change; 0 where nothing was saved yet")
    saved_at: datetime.datetime | None


class RemarkOut(Schema):
    """Something to look at before submission."""

    question: str
    text: str


class AssessmentOut(Schema):
    """A case assessment with all its questions."""

    case: int
    reference: str
    role: str
    module: str
    state: Literal["not_started", "in_progress", "submitted"]
    characteristics: dict[str, str]
    allocated_to: int | None
    answered: int
    relevant: int
    submitted_at: datetime.datetime | None
    questions: list[QuestionOut] = Field(description="In the order of the edition")
    missing: list[RemarkOut] = Field(description="Relevant questions without an answer; none may be at submission")
    contradictions: list[RemarkOut] = Field(description="Answers that do not go with the others")


class AnswerIn(Body):
    """An answer to save. Blank takes it back."""

    answer: str = Field("", max_length=60, examples=["yes"])
    reason: str = Field("", max_length=10_000)
    version: int = Field(ge=0, le=2**31 - 1, description=_VERSION)


class AnswersIn(Body):
    """Several answers to save, together or not at all."""

    answers: dict[str, AnswerIn] = Field(min_length=1, max_length=1_000, description="By the id of the question")


class _SavedState(Schema):
    answered: int
    relevant: int
    relevance: dict[str, bool | str] = Field(
        description="Each question whose relevance hangs on answers: true, or why it does not apply"
    )


class SavedVersion(Schema):
    """The version that an answer now has."""

    version: int
    saved_at: str


class AnswerSaved(_SavedState, SavedVersion):
    """An answer was saved."""

    question: str


class AnswersSaved(_SavedState):
    """Answers were saved."""

    answers: dict[str, SavedVersion] = Field(description="By the id of the question")


class SubmitIn(Body):
    """Submission."""

    confirmed: bool = Field(False, description="True where answers that contradict each other are to stand")


class Submitted(Schema):
    """The assessment is submitted, and locked."""

    case: int
    state: Literal["submitted"]
    submitted_at: str


class ReopenIn(Body):
    """Reopening."""

    reason: str = Field(min_length=1, max_length=10_000, description="Why; it stands in the audit trail")


class InterviewIn(Body):
    """The interview with the practitioner."""

    outcome: Literal["held", "declined", "unavailable", ""] = Field(description="Blank while it is not recorded")
    held_on: datetime.date | None = Field(None, description="The day, where it was held")
    notes: str = Field("", max_length=10_000)
    version: int = Field(ge=0, le=2**31 - 1, description=_VERSION)


class NotedIn(Body):
    """A value of a characteristic to note or correct."""

    was: str = Field("", max_length=60, description="What you saw recorded; blank where nothing was")
    becomes: str = Field("", max_length=60, description="What is to be recorded; blank to take it back")


class CharacteristicsIn(Body):
    """What to change of what is recorded of a case, together or not at all."""

    characteristics: dict[str, NotedIn] = Field(
        min_length=1, max_length=200, description="By the id of the edition's characteristic"
    )


class CharacteristicsOut(Schema):
    """What is now recorded of a case."""

    characteristics: dict[str, str]


class InterviewOut(Schema):
    """The interview as it stands."""

    outcome: str
    held_on: datetime.date | None
    notes: str
    version: int


@operation(router, "GET", "", Action.SEE_OWN_CASES, AssessmentOut, "Open a case assessment")
def find(request: HttpRequest, inspection: InspectionSlug, number: CaseNumber) -> dict[str, Any]:
    """The assessment of a case with every question that is asked of it, what is relevant and why, and the answers."""
    return _told(_seen(request, inspection, number))


@operation(router, "PUT", "/answers/{str:question}", Action.ASSESS_CASE, AnswerSaved, "Save the answer to a question")
def save_answer(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, question: str, body: AnswerIn, key: Key = ""
) -> dict[str, Any]:
    """Save one answer, its reason, or both. It must name the version that it changes."""
    given = body.model_dump()
    return action.save_answer(actor_of(request), inspection, number, question, **given, key=key)


@operation(router, "PATCH", "/answers", Action.ASSESS_CASE, AnswersSaved, "Save answers to several questions")
def save_answers(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: AnswersIn, key: Key = ""
) -> dict[str, Any]:
    """Save several answers of a case in one transaction: all of them, or none where one is refused."""
    given = {name: (each.answer, each.reason, each.version) for name, each in body.answers.items()}
    return action.save_answers(actor_of(request), inspection, number, given, key=key)


@operation(router, "POST", "/submission", Action.ASSESS_CASE, Submitted, "Submit a case assessment")
def submit(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: SubmitIn, key: Key = ""
) -> dict[str, Any]:
    """Lock a complete assessment and count it. 422 names every question that is still to be answered."""
    return action.submit(actor_of(request), inspection, number, key, confirmed=body.confirmed)


@operation(router, "POST", "/reopening", Action.REOPEN_ASSESSMENT, AssessmentOut, "Reopen a case assessment")
def reopen(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: ReopenIn, key: Key = ""
) -> dict[str, Any]:
    """Unlock a submitted assessment, with the reason. It is not counted until it is submitted again."""

    def do() -> dict[str, Any]:
        action.reopen(actor_of(request), inspection, number, reason=body.reason)
        return {}

    once_for(request, key, do)
    return _told(_seen(request, inspection, number))


@operation(router, "GET", "/interview", Action.SEE_OWN_CASES, InterviewOut, "Get the practitioner interview")
def find_interview(request: HttpRequest, inspection: InspectionSlug, number: CaseNumber) -> query.Interview:
    """The record of the interview with the practitioner."""
    _seen(request, inspection, number)
    return query.find_interview(found(inspection).id, number)


@operation(router, "PUT", "/interview", Action.ASSESS_CASE, InterviewOut, "Record the practitioner interview")
def save_interview(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: InterviewIn, key: Key = ""
) -> dict[str, Any]:
    """Record whether the practitioner was interviewed. It must name the version that it changes."""
    given = body.model_dump()
    saved = action.save_interview(actor_of(request), inspection, number, **given, key=key)
    return {**saved, "held_on": saved["held_on"] or None}


@operation(
    router, "PATCH", "/characteristics", Action.RECORD_CHARACTERISTIC, CharacteristicsOut, "Record characteristics"
)
def record_characteristics(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: CharacteristicsIn, key: Key = ""
) -> dict[str, Any]:
    """Note or correct what is recorded of a case. 409 says what stands where it is not what you saw."""
    noted = {name: Noted(each.was, each.becomes) for name, each in body.characteristics.items()}
    return characteristic.record(actor_of(request), inspection, number, noted, key=key)


def _seen(request: HttpRequest, inspection: str, number: int) -> AssessmentFacts:
    facts = _found(inspection, number)
    require_seen(actor_of(request), found(inspection), number, facts.allocated_to)
    return facts


def _found(inspection: str, number: int) -> AssessmentFacts:
    known = found(inspection)
    facts = query.find(known.id, number, edition_used(known))
    if facts is None:
        raise NotThere
    return facts


def _told(facts: AssessmentFacts) -> dict[str, Any]:
    return {
        "case": facts.number,
        "reference": facts.case.reference,
        "characteristics": dict(facts.case.characteristics),
        **{name: getattr(facts, name) for name in _AS_IT_IS},
        "questions": [_question(facts, name) for name in facts.questions],
        "missing": facts.missing,
        "contradictions": facts.contradictory,
    }


_AS_IT_IS = ("role", "module", "state", "allocated_to", "answered", "relevant", "submitted_at")


def _question(facts: AssessmentFacts, name: str) -> dict[str, Any]:
    question, stands = facts.questions[name], facts.answers.get(name)
    return {
        "id": name,
        "text": question.text,
        "scale": [each.answer for each in answers_to(facts.edition, question)],
        "relevant": name not in facts.left_out,
        "because": facts.left_out.get(name, ""),
        "answer": stands.answer if stands else "",
        "reason": stands.reason if stands else "",
        "version": stands.version if stands else 0,
        "saved_at": stands.saved_at if stands else None,
    }
