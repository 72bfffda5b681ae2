"""The letter on a regional review: to whom it goes, and which inspections it covers."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import letter as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import letter as query

router = Router(tags=["Documents"])


class LetterOut(Schema):
    """What was said of a letter."""

    units: list[str] = Field(description="The inspections that it covers, by their names in addresses, in order")
    to: str = Field(description="To whom it goes, a line for each, as it is printed")
    dear: str = Field(description="Whom it greets")
    copies: str = Field(description="Who gets a copy, a line for each")
    version: int = Field(description="Send it back with your change; 0 before anything was said")


class LetterIn(Body):
    """What is to be said of a letter, and the version that you saw."""

    units: list[str] = Field(max_length=query.MOST_UNITS, description="Signed-off inspections of the same region")
    to: str = Field(max_length=action.LONGEST)
    dear: str = Field(max_length=action.LONGEST_NAME)
    copies: str = Field("", max_length=action.LONGEST)
    version: int = Field(ge=0, le=2**31 - 1)


class LetterSaved(Schema):
    """It was saved."""

    version: int


@operation(router, "GET", "", Action.SEE_DRAFTS, LetterOut, "See whom a letter goes to")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """What was said of the letter of a regional review; nothing where the edition publishes no letter."""
    said = query.letter_of(found(inspection))
    return {name: getattr(said, name) for name in ("to", "dear", "copies", "version")} | {"units": list(said.units)}


@operation(router, "PUT", "", Action.SET_LETTER, LetterSaved, "Say whom a letter goes to")
def write(request: HttpRequest, inspection: InspectionSlug, body: LetterIn, key: Key = "") -> dict[str, Any]:
    """Say which inspections the letter covers and to whom it goes. It must name the version that it changes."""

    def do() -> dict[str, Any]:
        return {"version": action.address(actor_of(request), inspection, **body.model_dump())}

    return once_for(request, key, do)
