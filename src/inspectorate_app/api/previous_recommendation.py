"""The recommendations of the unit's last inspection, and what this one found of each."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate.recommendation.reading import HIGHEST, LONGEST_NAME
from inspectorate.recommendation.reading import LONGEST as LONGEST_TEXT
from inspectorate_app.actions import previous_recommendation as action
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import previous_recommendation as query
from inspectorate_app.store.queries.previous_recommendation import PreviousFacts

router = Router(tags=["Recommendations"])

Number = Annotated[int, Path(description="The lasting number of one within its inspection", ge=0, le=2**31 - 1)]


class PreviousOut(Schema):
    """A recommendation of the last inspection."""

    number: int = Field(description="Names it here for good")
    printed: int = Field(description="The number that it was published with")
    unit: str = Field(description="Whose it was, where the last inspection was of several; else blank")
    addressed_as: str
    recommendation: str
    status: str = Field(description="sufficient, some or none; blank until it was judged")
    label: str = Field(description="The status in words")
    found: str = Field(description="What this inspection found of it")
    version: int = Field(description="Send it back with your change")
    judged_at: datetime.datetime | None
    findings: list[int] = Field(description="The findings that bear it out; none where you may not see them")


class PreviousRecommendations(Schema):
    """A page of them."""

    items: list[PreviousOut]
    next: str | None = Field(description="The address of the next page")


class PreviousIn(Body):
    """One to be entered, as it was published."""

    number: int = Field(ge=1, le=HIGHEST)
    addressee: str = Field("", max_length=LONGEST_NAME)
    recommendation: str = Field(max_length=LONGEST_TEXT)
    unit: str = Field("", max_length=LONGEST_NAME)


class ProgressIn(Body):
    """What came of one, and the version that you saw."""

    status: str = Field(max_length=30, examples=["some"])
    found: str = Field(max_length=action.LONGEST)
    findings: list[Annotated[int, Field(ge=0, le=2**31 - 1)]] = Field(default_factory=list, max_length=1_000)
    version: int = Field(ge=0, le=2**31 - 1)


class PreviousSaved(Schema):
    """One was saved."""

    number: int
    version: int


@operation(
    router,
    "GET",
    "",
    Action.SEE_RECOMMENDATIONS,
    PreviousRecommendations,
    "List recommendations of the last inspection",
)
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """All of them by their lasting number, each with its progress."""
    sees = may(actor_of(request), Action.SEE_FINDINGS, inspection)
    rows = [_told(each, sees) for each in query.listed(found(inspection), after, limit + 1)]
    return page(request, response, rows, limit, lambda row: int(row["number"]))


@operation(
    router, "POST", "", Action.ENTER_PREVIOUS, PreviousSaved, "Enter a recommendation of the last inspection", 201
)
def enter(request: HttpRequest, inspection: InspectionSlug, body: PreviousIn, key: Key = "") -> dict[str, Any]:
    """Enter one as it was published."""

    def do() -> dict[str, Any]:
        given = {name: str(value) for name, value in body.model_dump().items()}
        return {"number": action.enter(actor_of(request), inspection, given), "version": 1}

    return once_for(request, key, do)


@operation(router, "PUT", "/{int:previous}/progress", Action.JUDGE_PROGRESS, PreviousSaved, "Record progress")
def judge(
    request: HttpRequest, inspection: InspectionSlug, previous: Number, body: ProgressIn, key: Key = ""
) -> dict[str, Any]:
    """Say what came of one, what was found, and which findings bear it out."""

    def do() -> dict[str, Any]:
        version = action.judge(actor_of(request), inspection, previous, **body.model_dump())
        return {"number": previous, "version": version}

    return once_for(request, key, do)


def _told(one: PreviousFacts, sees: bool) -> dict[str, Any]:
    return {
        "number": one.number,
        "printed": one.printed,
        "unit": one.unit,
        "addressed_as": one.addressed_as,
        "recommendation": one.text,
        "status": one.status,
        "label": one.label,
        "found": one.found,
        "version": one.version,
        "judged_at": one.judged_at,
        "findings": [each.number for each in one.rests_on] if sees else [],
    }
