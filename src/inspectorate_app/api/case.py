"""The cases of a sample, by number; the reference only for those who may see the case, and never a name."""

import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import CaseNumber, InspectionSlug, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries import case as query
from inspectorate_app.store.queries.inspection import InspectionFacts

router = Router(tags=["Cases"])


class CaseOut(Schema):
    """One case of the sample, and how far its assessment is."""

    number: int = Field(description="Names it in addresses, within its inspection")
    reference: str = Field(examples=["SYN001"])
    role: Literal["main", "reserve", "withdrawn"]
    module: str = Field(description="The module of a further sample; blank for the main sample")
    stratum: str
    characteristics: dict[str, str] = Field(description="By the ids of the edition's characteristics")
    allocated_to: int | None = Field(description="The number of the person who reads it")
    state: Literal["not_started", "in_progress", "submitted"]
    answered: int = Field(description="Questions answered, of those that are relevant")
    relevant: int = Field(description="Questions that are relevant, as far as they are known to be")
    submitted_at: datetime.datetime | None
    withheld: str = Field(
        "", description="Why you must not read it, by your conflicts of interest; then what it is about is blank"
    )


class Cases(Schema):
    """A page of cases."""

    items: list[CaseOut]
    next: str | None = Field(description="The address of the next page")


@operation(router, "GET", "", Action.SEE_OWN_CASES, Cases, "List your cases")
def list_own(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit = 50, after: AfterNumber = 0
) -> dict[str, Any]:
    """The cases that were allocated to you, by number."""
    rows = query.listed(found(inspection).id, actor_of(request).person, after, limit + 1)
    return page(request, response, rows, limit, lambda row: row.number)


@operation(router, "GET", "/all", Action.SEE_ALL_CASES, Cases, "List all cases")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit = 50, after: AfterNumber = 0
) -> dict[str, Any]:
    """Every case of the sample with its reserves, by number; of one that you must not read, only why."""
    known = found(inspection)
    why = withheld.reasons(actor_of(request), known.id)
    rows = [withheld.hidden(row, why) for row in query.listed(known.id, None, after, limit + 1)]
    return page(request, response, rows, limit, lambda row: row.number)


@operation(router, "GET", "/{int:number}", Action.SEE_OWN_CASES, CaseOut, "Get a case")
def find(request: HttpRequest, inspection: InspectionSlug, number: CaseNumber) -> query.CaseFacts:
    """A case that was allocated to you, or any where you may see all."""
    known = found(inspection)
    case = query.find(known.id, number)
    if case is None:
        raise NotThere
    require_seen(actor_of(request), known, number, case.allocated_to)
    return case


def require_seen(actor: Actor, inspection: InspectionFacts, number: int, allocated_to: int | None) -> None:
    """Raise ``NotThere`` for a case that was allocated to someone else, unless one may see all cases.

    Raises ``NotAllowed`` for one that is withheld by a conflict of interest.
    """
    if allocated_to != actor.person and not permission.may(actor, Action.SEE_ALL_CASES, inspection.slug):
        raise NotThere
    withheld.require(actor, inspection.id, number, allocated_to)
