"""Inspections: which one may see, one of them, and setting one up."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from inspectorate.inspection import MOVES, Phase
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions import permission
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import After, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries.inspection import InspectionFacts

router = Router(tags=["Inspections"])


class InspectionOut(Schema):
    """One inspection."""

    slug: str = Field(description="Names it in addresses", examples=["leicester-leicestershire-and-rutland-2022"])
    organisation: str = Field(description="Its id in the directory of organisations")
    unit: str = Field(description="The name of what is inspected")
    kind: str = Field(description="PDU or region, say")
    region: str
    service: str = Field(description="The service inspected, where the edition tells several apart")
    edition: str = Field(description="The edition of the standards that it uses")
    edition_sha256: str = Field(description="Of the text of that edition as it is kept with the inspection")
    phase: Phase
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    cohort_weeks: list[datetime.date] = Field(description="Mondays of the weeks from which cases are drawn")
    names_delete_on: datetime.date = Field(description="The day on which the names of people in cases are deleted")
    documents_delete_on: datetime.date = Field(
        description="The day on which files of documents are deleted, once it is published; assumed where nobody set it"
    )
    demonstration: bool = Field(description="Whether it is synthetic")


class Inspections(Schema):
    """A page of inspections."""

    items: list[InspectionOut]
    next: str | None = Field(description="The address of the next page")


class OneInspection(InspectionOut):
    """One inspection, and what you are in it."""

    roles: list[str] = Field(description="Your roles in it")
    moves_to: list[Phase] = Field(description="The phases to which it may move from here")


class SetUpIn(Body):
    """What is inspected, against what, and when. What is null is proposed from the edition and the dates."""

    edition: str = Field(max_length=60, examples=["hmip-pdu-2021"])
    organisation: str = Field(max_length=120, description="An id of the directory of organisations")
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    service: str = Field("", max_length=60)
    cohort_weeks: list[datetime.date] | None = Field(None, max_length=60)
    names_delete_on: datetime.date | None = None
    out_of_force_confirmed: bool = Field(False, description="True to use an edition that is not in force then")


class PhaseIn(Body):
    """Where an inspection moves to."""

    to: Phase
    reason: str = Field("", max_length=10_000, description="Needed to move back")


@operation(router, "GET", "", Action.SEE_OWN_INSPECTIONS, Inspections, "List inspections")
def list_all(request: HttpRequest, response: HttpResponse, limit: Limit = 50, after: After = "") -> dict[str, Any]:
    """The inspections that you may see, by slug: those in which you have a role, or all of them by your office."""
    actor = actor_of(request)
    sees_all = actor.office in permission.MAY[Action.SEE_INSPECTION]
    closed = permission.closed(actor) if sees_all else ()
    rows = query.listed(None if sees_all else actor.person or 0, after, limit + 1, closed)
    return page(request, response, rows, limit, lambda row: row.slug)


@operation(router, "POST", "", Action.SET_UP_INSPECTION, InspectionOut, "Set an inspection up", 201)
def set_up(request: HttpRequest, response: HttpResponse, body: SetUpIn, key: Key = "") -> InspectionFacts:
    """Plan an inspection of an organisation against an edition, with its timetable and its audit trail."""

    def do() -> dict[str, Any]:
        return {"slug": action.set_up(actor_of(request), **body.model_dump())}

    facts = found(once_for(request, key, do)["slug"])
    response["Location"] = f"{request.path}/{facts.slug}"
    return facts


@operation(router, "POST", "/{slug:inspection}/phase", Action.MOVE_PHASE, InspectionOut, "Move to another phase")
def move_phase(request: HttpRequest, inspection: InspectionSlug, body: PhaseIn, key: Key = "") -> InspectionFacts:
    """Move an inspection to another phase. What is missing before it may is told; a move back needs a reason."""

    def do() -> dict[str, Any]:
        action.move_phase(actor_of(request), inspection, body.to, body.reason)
        return {}

    once_for(request, key, do)
    return found(inspection)


@operation(router, "GET", "/{slug:inspection}", Action.SEE_INSPECTION, OneInspection, "Get an inspection")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """An inspection, the phase in which it stands and your roles in it."""
    facts = found(inspection)
    held = permission.roles(actor_of(request), inspection)
    return {
        **{name: getattr(facts, name) for name in InspectionOut.model_fields},
        "roles": sorted(held),
        "moves_to": MOVES[facts.phase],
    }


def found(inspection: str) -> InspectionFacts:
    """The inspection of a slug, which whoever asks may see. Raises ``NotThere``."""
    facts = query.find(inspection)
    if facts is None:
        raise NotThere
    return facts
