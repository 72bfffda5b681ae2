"""Context data: dated figures with their sources."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import Field

from inspectorate.context.record import LONGEST_OF, LONGEST_SOURCE, Record
from inspectorate_app.actions import context as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import context as query
from inspectorate_app.store.queries.context import Recorded, Version

router = Router(tags=["Context data"])
FigureNumber = Annotated[int, Path(description="The number of a figure within its inspection", ge=0, le=2**31 - 1)]
Level = Literal["unit", "region", "nation"]


class FigureVersionOut(Schema):
    """What a figure says, or said."""

    version: int
    level: Level = Field(description="Whose figure it is: of what is inspected, its region, or England and Wales")
    of: str = Field(description="The grade, team or area of which it speaks; blank for all")
    value: str = Field(description="As it is kept", examples=["13.8", "over 1300", "70 to 75", "red"])
    words: str = Field(description="With its unit", examples=["13.8 days"])
    as_of: str = Field(description="A day, a month or a year", examples=["2022-06-30"])
    period_from: str
    source: str
    reason: str = Field(description="Why it corrects the version before it; blank for the first")
    withdrawn: bool
    recorded_at: datetime.datetime


class FigureOut(FigureVersionOut):
    """A figure."""

    number: int
    figure: str = Field(description="Its id in the catalogue")
    title: str
    said: str = Field(description="How a report says it", examples=["a vacancy rate of 43 per cent for court staff"])
    earlier: list[FigureVersionOut] = Field(description="What it said before, latest first")


class Figures(Schema):
    """The figures of an inspection."""

    figures: list[FigureOut]


class FigureIn(Body):
    """A figure as it stands in its source."""

    figure: str = Field(max_length=60, examples=["sickness_days"])
    level: Level = "unit"
    of: str = Field("", max_length=LONGEST_OF)
    value: str = Field(max_length=60, examples=["13.8"])
    as_of: str = Field(max_length=30, examples=["2022-11"])
    period_from: str = Field("", max_length=30)
    source: str = Field(max_length=LONGEST_SOURCE)


class CorrectionIn(FigureIn):
    """A figure, corrected."""

    reason: str = Field(min_length=1, max_length=2_000)
    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


class FigureWithdrawalIn(Body):
    """Why a figure no longer holds."""

    reason: str = Field(min_length=1, max_length=2_000)
    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


@operation(router, "GET", "", Action.SEE_CONTEXT, Figures, "List context data")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every figure of an inspection with its versions, those that were withdrawn too."""
    return {"figures": [_told(each) for each in query.recorded(found(inspection).id, withdrawn=True)]}


@operation(router, "POST", "", Action.RECORD_CONTEXT, FigureOut, "Record a figure", 201)
def record(request: HttpRequest, inspection: InspectionSlug, body: FigureIn, key: Key = "") -> dict[str, Any]:
    """Record a figure. Where the same figure of the same date stands already it is refused: correct that."""

    def do() -> dict[str, Any]:
        return {"number": action.record(actor_of(request), inspection, Record(**body.model_dump()))}

    return _found(inspection, once_for(request, key, do)["number"])


@operation(router, "POST", "/{int:figure}/corrections", Action.RECORD_CONTEXT, FigureOut, "Correct a figure", 201)
def correct(
    request: HttpRequest, inspection: InspectionSlug, figure: FigureNumber, body: CorrectionIn, key: Key = ""
) -> dict[str, Any]:
    """Correct a figure with the reason. What it said before is kept."""

    def do() -> dict[str, Any]:
        given = Record(**body.model_dump(exclude={"reason", "version"}))
        action.correct(actor_of(request), inspection, figure, given, reason=body.reason, version=body.version)
        return {}

    once_for(request, key, do)
    return _found(inspection, figure)


@operation(router, "POST", "/{int:figure}/withdrawal", Action.RECORD_CONTEXT, FigureOut, "Withdraw a figure")
def withdraw(
    request: HttpRequest, inspection: InspectionSlug, figure: FigureNumber, body: FigureWithdrawalIn, key: Key = ""
) -> dict[str, Any]:
    """Say that a figure no longer holds. It stays to be read."""

    def do() -> dict[str, Any]:
        action.withdraw(actor_of(request), inspection, figure, **body.model_dump())
        return {}

    once_for(request, key, do)
    return _found(inspection, figure)


def _found(inspection: str, number: int) -> dict[str, Any]:
    shown = query.find(found(inspection).id, number)
    if shown is None:
        raise NotThere
    return _told(shown)


def _told(one: Recorded) -> dict[str, Any]:
    return {
        **_version(one.current),
        "number": one.number,
        "figure": one.figure.id,
        "title": one.title,
        "said": one.said,
        "earlier": [_version(each) for each in one.earlier],
    }


def _version(version: Version) -> dict[str, Any]:
    own = ("version", "words", "reason", "withdrawn", "recorded_at")
    kept = ("level", "of", "value", "as_of", "period_from", "source")
    return {
        **{name: getattr(version, name) for name in own},
        **{name: getattr(version.record, name) for name in kept},
    }
