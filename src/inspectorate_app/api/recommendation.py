"""Recommendations: as they will be printed, proposed or withdrawn, each with the findings that it rests on."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate.recommendation.total import total_in_words
from inspectorate_app.actions import recommendation as action
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.recommendation import RecommendationFacts

router = Router(tags=["Recommendations"])

Number = Annotated[
    int, Path(description="The lasting number of a recommendation within its inspection", ge=0, le=2**31 - 1)
]
_VERSION = Field(ge=0, le=2**31 - 1)


class RecommendationOut(Schema):
    """A recommendation."""

    number: int = Field(description="Names it for good, whatever it is printed with")
    printed: int | None = Field(description="The number that it will be printed with; null of one that is not printed")
    addressee: str = Field(description="PDU, region, HMPPS, CRC, NPS, YJS or other")
    addressed_as: str = Field(description="Whom it is made to, as printed")
    text: str = Field(description="What they should do")
    proposed: bool = Field(description="Whether it waits for the lead inspector")
    version: int = Field(description="Send it back with your change")
    changed_at: datetime.datetime
    withdrawn: str | None = Field(description="Why it was withdrawn; null while it stands")
    findings: list[int] = Field(description="The numbers of the findings it rests on; none where you may not see them")
    borne_out: bool = Field(description="Whether a finding that stands bears it out")


class Recommendations(Schema):
    """A page of recommendations."""

    items: list[RecommendationOut]
    next: str | None = Field(description="The address of the next page")


class Total(Schema):
    """How many there are."""

    recommendations: int
    words: str = Field(description="With their addressees, as a press release says it")


class RecommendationIn(Body):
    """A recommendation to be written, or proposed by who may not write one."""

    addressed_as: str = Field(max_length=action.LONGEST_NAME, examples=["East Midlands region"])
    text: str = Field(max_length=action.LONGEST, examples=["review the arrangements for unpaid work"])


class RecommendationChange(RecommendationIn):
    """A recommendation as it is to be, and the version that you saw."""

    version: int = _VERSION


class FindingsIn(Body):
    """All the findings that it rests on, and the version that you saw."""

    findings: list[Annotated[int, Field(ge=0, le=2**31 - 1)]] = Field(max_length=1_000)
    version: int = _VERSION


class Seen(Body):
    """The version that you saw."""

    version: int = _VERSION


class RecommendationWithdrawal(Body):
    """Why a recommendation no longer holds."""

    reason: str = Field(max_length=action.LONGEST_REASON)
    version: int = _VERSION


class RecommendationSaved(Schema):
    """A recommendation was saved."""

    number: int
    version: int


@operation(router, "GET", "", Action.SEE_RECOMMENDATIONS, Recommendations, "List recommendations")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """Recommendations by their lasting number, those proposed and withdrawn among them."""
    facts = found(inspection)
    sees = may(actor_of(request), Action.SEE_FINDINGS, inspection)
    rows = [_told(each, sees) for each in query.listed(facts, after, limit + 1)]
    return page(request, response, rows, limit, lambda row: int(row["number"]))


@operation(router, "GET", "/total", Action.SEE_RECOMMENDATIONS, Total, "See the total of recommendations")
def total(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """How many will be printed, and to whom."""
    printed = query.as_printed(found(inspection))
    return {"recommendations": len(printed), "words": total_in_words(printed)}


@operation(
    router, "GET", "/{int:recommendation}", Action.SEE_RECOMMENDATIONS, RecommendationOut, "See a recommendation"
)
def find(request: HttpRequest, inspection: InspectionSlug, recommendation: Number) -> dict[str, Any]:
    """One recommendation."""
    one = query.find(found(inspection), recommendation)
    if one is None:
        raise NotThere
    return _told(one, may(actor_of(request), Action.SEE_FINDINGS, inspection))


@operation(
    router, "POST", "", Action.PROPOSE_RECOMMENDATION, RecommendationSaved, "Write or propose a recommendation", 201
)
def write(request: HttpRequest, inspection: InspectionSlug, body: RecommendationIn, key: Key = "") -> dict[str, Any]:
    """Write a recommendation, the last to its addressee; by who may not write one it is a proposal."""

    def do() -> dict[str, Any]:
        return {"number": action.write(actor_of(request), inspection, **body.model_dump()), "version": 1}

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/{int:recommendation}",
    Action.PROPOSE_RECOMMENDATION,
    RecommendationSaved,
    "Change a recommendation",
)
def change(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: Number,
    body: RecommendationChange,
    key: Key = "",
) -> dict[str, Any]:
    """Change a recommendation, naming the version that it changes. Who proposes may change their own proposals."""

    def do() -> dict[str, Any]:
        version = action.change(actor_of(request), inspection, recommendation, **body.model_dump())
        return {"number": recommendation, "version": version}

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/{int:recommendation}/findings",
    Action.PROPOSE_RECOMMENDATION,
    RecommendationSaved,
    "Say which findings a recommendation rests on",
)
def rest_on(
    request: HttpRequest, inspection: InspectionSlug, recommendation: Number, body: FindingsIn, key: Key = ""
) -> dict[str, Any]:
    """Give all of them: those left out are let go of."""

    def do() -> dict[str, Any]:
        version = action.rest_on(actor_of(request), inspection, recommendation, **body.model_dump())
        return {"number": recommendation, "version": version}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:recommendation}/acceptance",
    Action.WRITE_RECOMMENDATION,
    RecommendationSaved,
    "Take on a proposed recommendation",
)
def accept(
    request: HttpRequest, inspection: InspectionSlug, recommendation: Number, body: Seen, key: Key = ""
) -> dict[str, Any]:
    """It comes last to its addressee, and will be printed."""

    def do() -> dict[str, Any]:
        version = action.accept(actor_of(request), inspection, recommendation, version=body.version)
        return {"number": recommendation, "version": version}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:recommendation}/restoration",
    Action.WRITE_RECOMMENDATION,
    RecommendationSaved,
    "Bring a recommendation back as published",
)
def bring_back(
    request: HttpRequest, inspection: InspectionSlug, recommendation: Number, body: Seen, key: Key = ""
) -> dict[str, Any]:
    """While a correction has begun: as the version that holds has it, one that was withdrawn since too."""

    def do() -> dict[str, Any]:
        version = action.bring_back(actor_of(request), inspection, recommendation, version=body.version)
        return {"number": recommendation, "version": version}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:recommendation}/withdrawal",
    Action.PROPOSE_RECOMMENDATION,
    RecommendationSaved,
    "Withdraw a recommendation",
)
def withdraw(
    request: HttpRequest,
    inspection: InspectionSlug,
    recommendation: Number,
    body: RecommendationWithdrawal,
    key: Key = "",
) -> dict[str, Any]:
    """Withdraw a recommendation, with the reason. It can still be read."""

    def do() -> dict[str, Any]:
        action.withdraw(actor_of(request), inspection, recommendation, **body.model_dump())
        return {"number": recommendation, "version": body.version + 1}

    return once_for(request, key, do)


def _told(one: RecommendationFacts, sees: bool) -> dict[str, Any]:
    return {
        "number": one.number,
        "printed": one.printed,
        "addressee": one.to.kind,
        "addressed_as": one.to.name,
        "text": one.text,
        "proposed": one.proposed,
        "version": one.version,
        "changed_at": one.changed_at,
        "withdrawn": one.withdrawn_reason if one.withdrawn_at else None,
        "findings": [each.number for each in one.rests_on] if sees else [],
        "borne_out": one.borne_out,
    }
