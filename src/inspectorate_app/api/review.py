"""Quality reviews of documents: asking for one, finishing it, taking it back."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import review as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import review as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.review import ReviewFacts

router = Router(tags=["Quality reviews"])

Number = Annotated[int, Path(description="The number of the review in its inspection", ge=0, le=2**31 - 1)]


class AnsweredOut(Schema):
    """A thing that the reviewer looked for."""

    id: str
    question: str
    answer: str = Field(description="yes, no or na")


class ReviewOut(Schema):
    """A review of a document as it was frozen."""

    number: int
    kind: str = Field(description="report, press-release or letter")
    state: str = Field(description="asked, passed, returned or withdrawn")
    parts: list[str] = Field(description="What was to be read, by name")
    changed: list[str] = Field(description="What changed since it was asked for, by name")
    asked_for: str
    asked_at: datetime.datetime
    checklist: list[AnsweredOut]
    words: str
    done_at: datetime.datetime | None


class Reviews(Schema):
    """A page of reviews."""

    items: list[ReviewOut]
    next: str | None = Field(description="The address of the next page")


class ReviewRequestIn(Body):
    """A request for a review."""

    kind: str = Field(max_length=30, description="report, press-release or letter")
    words: str = Field("", max_length=action.LONGEST, description="What the reviewer should know")


class OutcomeIn(Body):
    """What came of a review."""

    outcome: str = Field(max_length=10, description="passed or returned")
    answers: dict[str, str] = Field(description="yes, no or na to each thing of the checklist, by its id")
    words: str = Field("", max_length=action.LONGEST, description="What must change")


class ReviewSaved(Schema):
    """A review was asked for, finished or taken back."""

    number: int


@operation(router, "GET", "", Action.SEE_REVIEWS, Reviews, "List quality reviews")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """The reviews of an inspection, by number."""
    facts = found(inspection)
    rows = [_told(facts, each) for each in query.reviews(facts) if each.number > after]
    return page(request, response, rows[: limit + 1], limit, _number)


def _number(row: Any) -> int:
    return int(row["number"])


@operation(router, "GET", "/{int:number}", Action.SEE_REVIEWS, ReviewOut, "See a quality review")
def find(request: HttpRequest, inspection: InspectionSlug, number: Number) -> dict[str, Any]:
    """One review."""
    facts = found(inspection)
    one = query.find(facts, number)
    if one is None:
        raise NotThere
    return _told(facts, one)


@operation(router, "POST", "", Action.ASK_FOR_REVIEW, ReviewSaved, "Ask for a quality review", 201)
def ask(request: HttpRequest, inspection: InspectionSlug, body: ReviewRequestIn, key: Key = "") -> dict[str, Any]:
    """Ask for the review of a document as it stands: all of it the first time, and then what changed."""

    def do() -> dict[str, Any]:
        return {"number": action.ask(actor_of(request), inspection, body.kind, words=body.words)}

    return once_for(request, key, do)


@operation(router, "POST", "/{int:number}/outcome", Action.REVIEW_DRAFT, ReviewSaved, "Finish a quality review")
def finish(
    request: HttpRequest, inspection: InspectionSlug, number: Number, body: OutcomeIn, key: Key = ""
) -> dict[str, Any]:
    """Say what came of a review; who asked for it or wrote in the document may not."""

    def do() -> dict[str, Any]:
        action.finish(actor_of(request), inspection, number, **body.model_dump())
        return {"number": number}

    return once_for(request, key, do)


@operation(
    router, "POST", "/{int:number}/withdrawal", Action.ASK_FOR_REVIEW, ReviewSaved, "Take back a request for a review"
)
def withdraw(request: HttpRequest, inspection: InspectionSlug, number: Number, key: Key = "") -> dict[str, Any]:
    """Take the request for a review back."""

    def do() -> dict[str, Any]:
        action.withdraw(actor_of(request), inspection, number)
        return {"number": number}

    return once_for(request, key, do)


def _told(facts: InspectionFacts, one: ReviewFacts) -> dict[str, Any]:
    names = ("number", "kind", "state", "parts", "asked_for", "asked_at", "words", "done_at")
    return {
        **{name: getattr(one, name) for name in names},
        "checklist": [vars(each) for each in one.checklist],
        "changed": list(query.changed_since(facts, one)) if one.state == "asked" else [],
    }
