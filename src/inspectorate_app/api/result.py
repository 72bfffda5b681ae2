"""Results: ratings with their working, every question with its counts, and questions by characteristic."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate.aggregation.counts import Count
from inspectorate.errors import BadInput
from inspectorate.rating.flip import Flip, Flips, flips
from inspectorate.rating.standard import StandardRating
from inspectorate_app.actions import release
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import CharacteristicId, InspectionSlug, operation
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries import characteristic as by_query
from inspectorate_app.store.queries import result as query
from inspectorate_app.store.queries.tally import findings

router = Router(tags=["Results"])


class Change(Schema):
    """The nearest other rating."""

    to: str
    answers: int = Field(description="The fewest answers that would have to change")


class KeyQuestionOut(Schema):
    """A key question with a relevant case."""

    id: str
    percent: int
    rating: str


class StandardOut(Schema):
    """A standard as it is rated."""

    standard: str
    title: str
    computed: str | None
    rating: str | None = Field(description="What stands: the panel's decision where there is one")
    not_rated: str = Field(description="Why it is not rated, where it is not")
    key_questions: list[KeyQuestionOut]
    better: Change | None
    worse: Change | None
    working: list[str] = Field(description="How the computed rating came to be, in words")


class Results(Schema):
    """The results as they stand."""

    cases: int = Field(description="Cases of the main sample")
    submitted: int = Field(description="Case assessments that are counted")
    complete: bool
    overall: str | None
    points: int | None
    maximum: int | None
    better: Change | None
    worse: Change | None
    standards: list[StandardOut]
    refused: list[str] = Field(description="Why there are no ratings, where there are none")


class QuestionCount(Schema):
    """A question as it was answered over all submitted cases."""

    question: str
    yes: int
    no: int
    not_applicable: int
    missing: int
    other: int
    percent: int | None = Field(description="Of yes and no; null where there is neither")


class Counts(Schema):
    """Every question with its counts."""

    submitted: int
    questions: list[QuestionCount]


class GroupCount(Schema):
    """A group whose counts may be shown."""

    yes: int
    no: int
    percent: int | None


class QuestionByGroup(Schema):
    """A question by the values of a characteristic."""

    question: str
    shown: dict[str, GroupCount]
    hidden: list[str] = Field(description="Groups too small to be shown, or by which one could be reckoned")
    together: GroupCount | None = Field(description="The hidden groups as one; null where none is shown or hidden")


class ByCharacteristic(Schema):
    """Every question by a characteristic as of the end of fieldwork, small groups protected."""

    characteristic: str
    cases: int = Field(description="Case assessments that are in it")
    as_of: datetime.datetime | None = Field(description="When fieldwork had ended, where that was recorded")
    left_out: int = Field(description="Assessments that were opened or submitted since, and are not in it")
    groups: dict[str, str] = Field(description="Each value with its title")
    threshold: int = Field(description="Groups of fewer relevant cases are hidden")
    questions: list[QuestionByGroup]


@operation(router, "GET", "", Action.SEE_RESULTS, Results, "See results")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The ratings as submissions arrive, with their working, and how many answers would have to change to flip each."""
    result = query.results(found(inspection))
    rated = result.rated or result.computed
    flipped, overall = _flips(result)
    working = {entry.standard.id: entry.working for entry in result.computed.standards} if result.computed else {}
    return {
        "cases": result.cases,
        "submitted": result.findings.cases,
        "complete": result.complete,
        "overall": rated.overall if rated else None,
        "points": rated.points if rated else None,
        "maximum": rated.maximum if rated else None,
        **_changes(overall),
        "standards": [
            _standard(entry, flipped.get(entry.standard.id), working) for entry in (rated.standards if rated else ())
        ],
        "refused": list(result.refused),
    }


@operation(router, "GET", "/questions", Action.SEE_RESULTS, Counts, "See the counts of every question")
def questions(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every question of the edition with how it was answered."""
    counted = findings(found(inspection))
    return {
        "submitted": counted.cases,
        "questions": [_question(name, count) for name, count in counted.counts.items()],
    }


@operation(router, "GET", "/by/{str:characteristic}", Action.SEE_RESULTS, ByCharacteristic, "See results by group")
def by_characteristic(
    request: HttpRequest, inspection: InspectionSlug, characteristic: CharacteristicId
) -> dict[str, Any]:
    """Every question by the values of one characteristic. Groups that are too small are hidden.

    409 until fieldwork has ended: results that change with each case would tell of it.
    """
    facts = found(inspection)
    release.require_told(facts)
    split = by_query.by_characteristic(facts, characteristic)
    if split is None:
        raise NotThere
    return {
        "characteristic": characteristic,
        "cases": split.whole.cases,
        "as_of": split.at,
        "left_out": split.left_out,
        "groups": dict(split.groups),
        "threshold": split.threshold,
        "questions": [
            {
                "question": name,
                "shown": {group: _group(count) for group, count in each.shown.items()},
                "hidden": sorted(each.hidden),
                "together": _group(each.together) if each.together else None,
            }
            for name, each in split.questions.items()
        ],
    }


def _flips(result: query.Result) -> tuple[Mapping[str, Flips], Flips | None]:
    try:
        flipped = flips(result.evidence)
    except BadInput:
        return {}, None
    return flipped.standards, flipped.overall


def _standard(entry: StandardRating, flipped: Flips | None, working: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "standard": entry.standard.id,
        "title": entry.standard.title,
        "computed": entry.computed,
        "rating": entry.rating,
        "not_rated": entry.not_rated,
        "key_questions": [
            {"id": each.question.id, "percent": each.proportion.percent, "rating": each.band.rating}
            for each in entry.key_questions
        ],
        **_changes(flipped),
        "working": [str(step) for step in working.get(entry.standard.id, ())],
    }


def _changes(flipped: Flips | None) -> dict[str, Any]:
    return {"better": _change(flipped.up if flipped else None), "worse": _change(flipped.down if flipped else None)}


def _change(flip: Flip | None) -> dict[str, Any] | None:
    return {"to": flip.to, "answers": flip.answers} if flip else None


def _question(name: str, count: Count) -> dict[str, Any]:
    kinds = ("yes", "no", "not_applicable", "missing", "other")
    return {"question": name, **{kind: getattr(count, kind) for kind in kinds}, "percent": _percent(count)}


def _group(count: Count) -> dict[str, Any]:
    return {"yes": count.yes, "no": count.no, "percent": _percent(count)}


def _percent(count: Count) -> int | None:
    return count.proportion.percent if count.proportion else None
