"""Quality assurance: second readings, agreement by question, and training."""

import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import second_reading as action
from inspectorate_app.actions import training as training_action
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import agreement as agreement_query
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import membership
from inspectorate_app.store.queries import second_reading as query
from inspectorate_app.store.queries import training as training_query
from inspectorate_app.store.queries.blind_reading import ReadingFacts
from inspectorate_app.store.queries.second_reading import Beside

router = Router(tags=["Quality assurance"])
_LARGEST = 2**31 - 1


class SecondReadingOut(Schema):
    """A second reading, and what came out once it was submitted. Nothing of it where you read the case first."""

    id: int
    case: int = Field(description="The number of the case")
    reader: int = Field(description="The number of the person who reads it")
    dip_sample: int | None = Field(description="The number of the dip sample; null where the case was chosen by hand")
    state: Literal["waiting", "in_progress", "submitted", "withdrawn"]
    agreed: int | None = Field(description="Questions that both answered alike; null before submission")
    compared: int | None = Field(description="Questions that both answered; null before submission")
    to_settle: int | None = Field(description="Differences that nobody has settled; null before submission")
    to_correct: int | None = Field(description="Answers of the case to be corrected; null before submission")


class SecondReadings(Schema):
    """The second readings of an inspection."""

    second_readings: list[SecondReadingOut]


class DipSampleIn(Body):
    """A dip sample to draw."""

    size: int = Field(ge=1, le=_LARGEST, description="How many cases")
    seed: str = Field(min_length=1, max_length=80, description="The same seed and cases give the same draw")
    readers: list[int] = Field(min_length=1, max_length=200, description="The numbers of the people who read them")


class Made(Schema):
    """Something was made, and has this number."""

    id: int


class ChosenIn(Body):
    """One case to be read a second time."""

    case: int = Field(ge=1, le=_LARGEST)
    reader: int = Field(ge=1, le=_LARGEST)
    why: str = Field(min_length=1, max_length=2_000)


class SettlementIn(Body):
    """How a difference is settled."""

    question: str = Field(max_length=60, examples=["2.2.1"])
    outcome: Literal["first", "second", "both"]
    reason: str = Field(min_length=1, max_length=2_000)
    version: int = Field(ge=0, le=_LARGEST, description="The version that you saw; 0 where there was none")


class Settled(Schema):
    """A difference was settled."""

    question: str
    version: int


class AgreementOut(Schema):
    """How far readers agree on one question. Coefficients are null where there are too few cases to say more."""

    question: str
    cases: int = Field(description="Cases that two readers or more answered")
    agreed: int = Field(description="Those of them on which all gave the same answer")
    alone: int = Field(description="Cases that one reader answered: nothing to compare")
    kappa: float | None = Field(description="Cohen's kappa, from second readings alone")
    alpha: float | None = Field(description="Krippendorff's alpha, nominal")
    ac1: float | None = Field(description="Gwet's AC1")
    low: float | None = Field(description="Lower end of Wilson's 95 per cent range of the share agreed")
    high: float | None = Field(description="Its upper end")


class AgreementsOut(Schema):
    """Agreement by question in an inspection."""

    second_readings: int
    exercises: int
    questions: list[AgreementOut]


class TrainingOut(Schema):
    """What is recorded of someone's training for the edition of the inspection."""

    person: int
    module: str = Field(description="The module of a further sample; blank for the main sample")
    state: Literal["ready", "not_yet", "expired"]
    trained_on: datetime.date
    ready_on: datetime.date
    certified_on: datetime.date | None
    expires_on: datetime.date | None


class TrainingsOut(Schema):
    """The training of the team."""

    required: bool = Field(description="Whether nobody is given cases for which they are not recorded as ready")
    training: list[TrainingOut]


class TrainingIn(Body):
    """A record of training."""

    person: int = Field(ge=1, le=_LARGEST)
    module: str = Field("", max_length=60, description="Blank for the main sample")
    trained_on: datetime.date
    ready_on: datetime.date
    certified_on: datetime.date | None = None
    expires_on: datetime.date | None = None


@operation(router, "GET", "/second-readings", Action.SEE_QUALITY, SecondReadings, "List second readings")
def list_second(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The cases that are read a second time, how far that is, and how far the readers agree."""
    facts, person = found(inspection), actor_of(request).person
    rows = readings.of_purpose(facts.id, "second")
    beside = query.all_beside(facts, rows)
    touched = readings.touched(facts.id, [each.case for each in rows if each.case is not None])
    return {
        "second_readings": [
            _told(each, None if person in touched.get(each.case or 0, ()) else beside.get(each.id)) for each in rows
        ]
    }


@operation(
    router, "POST", "/dip-samples", Action.CHOOSE_SECOND_READING, Made, "Draw a dip sample for second readings", 201
)
def draw(request: HttpRequest, inspection: InspectionSlug, body: DipSampleIn, key: Key = "") -> dict[str, Any]:
    """Draw submitted cases, each with the same chance and spread over assessors, and give them to second readers."""
    return once_for(request, key, lambda: {"id": action.draw(actor_of(request), inspection, **body.model_dump())})


@operation(
    router, "POST", "/second-readings", Action.CHOOSE_SECOND_READING, Made, "Choose a case for a second reading", 201
)
def choose(request: HttpRequest, inspection: InspectionSlug, body: ChosenIn, key: Key = "") -> dict[str, Any]:
    """Have one submitted case read a second time, for a reason."""
    return once_for(request, key, lambda: {"id": action.choose(actor_of(request), inspection, **body.model_dump())})


@operation(
    router,
    "POST",
    "/second-readings/{int:reading}/settlements",
    Action.SETTLE_DIFFERENCE,
    Settled,
    "Settle a difference",
)
def settle(
    request: HttpRequest, inspection: InspectionSlug, reading: int, body: SettlementIn, key: Key = ""
) -> dict[str, Any]:
    """Say which reading stands on a question, or that both are defensible. It changes no case by itself."""

    def do() -> dict[str, Any]:
        given = body.model_dump()
        question = given.pop("question")
        version = action.settle(actor_of(request), inspection, reading, question, **given)
        return {"question": question, "version": version}

    return once_for(request, key, do)


@operation(router, "GET", "/agreement", Action.SEE_QUALITY, AgreementsOut, "Get agreement by question")
def agreement(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """How far readers agree, over second readings and closed exercises; without those of cases that you read first."""
    facts = found(inspection)
    agreed = agreement_query.of_inspections([facts.id], facts.edition_sha256, but_first_by=actor_of(request).person)
    return {
        "second_readings": agreed.second,
        "exercises": agreed.exercises,
        "questions": [
            {
                "question": one.question,
                **{name: getattr(one.agreement, name) for name in ("cases", "agreed", "alone", "low", "high")},
                **{name: _as_float(getattr(one.agreement, name)) for name in ("kappa", "alpha", "ac1")},
            }
            for standard in agreed.standards
            for one in standard.questions
        ],
    }


@operation(router, "GET", "/training", Action.SEE_TRAINING, TrainingsOut, "List training")
def list_training(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """What is recorded of the training of the team for the edition of the inspection."""
    facts = found(inspection)
    people = [each.person for each in membership.team(facts.id, facts.organisation)]
    rows = training_query.records(facts.edition, people)
    return {"required": training_query.required(), "training": rows}


@operation(router, "POST", "/training", Action.RECORD_TRAINING, Made, "Record training", 201)
def record_training(
    request: HttpRequest, inspection: InspectionSlug, body: TrainingIn, key: Key = ""
) -> dict[str, Any]:
    """Record that someone of the team was trained for a module and assessed as ready."""
    return once_for(
        request, key, lambda: {"id": training_action.record(actor_of(request), inspection, **body.model_dump())}
    )


def _told(reading: ReadingFacts, beside: Beside | None) -> dict[str, Any]:
    return {
        **{name: getattr(reading, name) for name in ("id", "case", "reader", "dip_sample", "state")},
        "agreed": len(beside.comparison.agreed) if beside else None,
        "compared": beside.comparison.compared if beside else None,
        "to_settle": len(beside.open) if beside else None,
        "to_correct": len(beside.to_correct) if beside else None,
    }


def _as_float(value: Any) -> float | None:
    return float(value) if value is not None else None
