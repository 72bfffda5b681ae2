"""Legal holds on an inspection."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import hold as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import hold as query

router = Router(tags=["Legal holds"])

Number = Annotated[int, Path(description="The number of the hold in its inspection", ge=0, le=2**31 - 1)]


class HoldOut(Schema):
    """A legal hold."""

    number: int
    stands: bool
    reason: str
    placed_at: datetime.datetime
    lifted_because: str
    lifted_at: datetime.datetime | None


class Holds(Schema):
    """A page of holds."""

    items: list[HoldOut]
    next: str | None = Field(description="The address of the next page")


class HoldReasonIn(Body):
    """Why a hold is placed or lifted; it stands in no audit trail."""

    reason: str = Field(max_length=action.LONGEST)


class HoldSaved(Schema):
    """A hold was placed or lifted."""

    number: int


@operation(router, "GET", "", Action.SEE_HOLDS, Holds, "List legal holds")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """The holds of an inspection, by number."""
    names = ("number", "stands", "reason", "placed_at", "lifted_because", "lifted_at")
    holds = sorted(query.holds(found(inspection).id), key=lambda each: each.number)
    rows = [{name: getattr(each, name) for name in names} for each in holds if each.number > after]
    return page(request, response, rows[: limit + 1], limit, _number)


def _number(row: Any) -> int:
    return int(row["number"])


@operation(router, "POST", "", Action.PLACE_HOLD, HoldSaved, "Place a legal hold", 201)
def place(request: HttpRequest, inspection: InspectionSlug, body: HoldReasonIn, key: Key = "") -> dict[str, Any]:
    """Place a hold: nothing of the inspection goes outside until it is lifted."""

    def do() -> dict[str, Any]:
        return {"number": action.place(actor_of(request), inspection, reason=body.reason)}

    return once_for(request, key, do)


@operation(router, "POST", "/{int:number}/lifting", Action.LIFT_HOLD, HoldSaved, "Lift a legal hold")
def lift(
    request: HttpRequest, inspection: InspectionSlug, number: Number, body: HoldReasonIn, key: Key = ""
) -> dict[str, Any]:
    """Lift a hold."""

    def do() -> dict[str, Any]:
        action.lift(actor_of(request), inspection, number, reason=body.reason)
        return {"number": number}

    return once_for(request, key, do)
