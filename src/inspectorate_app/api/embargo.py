"""Embargoed copies: who was given one, what was done with it, making and revoking them."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import embargo as action
from inspectorate_app.actions.embargo import Recipient
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import embargo as query

router = Router(tags=["Embargoed copies"])

Number = Annotated[int, Path(description="The number of the copy in its inspection", ge=0, le=2**31 - 1)]


class EmbargoedCopyOut(Schema):
    """An embargoed copy."""

    number: int
    publication: int
    kind: str = Field(description="minister, press, service or other")
    recipient: str = Field(description="Blank once it was deleted, 90 days after publication")
    organisation: str
    trace: str = Field(description="Stands in the metadata of each of its files")
    works: bool = Field(description="Whether its link leads to it, as long as no legal hold stands")
    made_at: datetime.datetime
    accepted_at: datetime.datetime | None
    revoked_at: datetime.datetime | None
    opened: int
    downloaded: int


class Copies(Schema):
    """A page of copies."""

    items: list[EmbargoedCopyOut]
    next: str | None = Field(description="The address of the next page")


class RecipientIn(Body):
    """For whom a copy is."""

    kind: str = Field(max_length=12, description="minister, press, service or other")
    recipient: str = Field(max_length=action.LONGEST_NAME)
    organisation: str = Field(max_length=action.LONGEST_ORGANISATION)
    mail_to: str = Field(max_length=254)


class CopyMade(Schema):
    """A copy was made; its link goes by mail alone."""

    number: int
    mailed: bool = Field(description="False where no mail server is set: then make the link anew on the page")


class CopyRevoked(Schema):
    """A copy was revoked."""

    number: int


@operation(router, "GET", "", Action.SEE_EMBARGOED, Copies, "List embargoed copies")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """The copies of an inspection, by number."""
    names = [name for name in EmbargoedCopyOut.model_fields if name != "recipient"]
    copies = sorted(query.copies(found(inspection).id), key=lambda each: each.number)
    wanted = [each for each in copies if each.number > after]
    rows = [{name: getattr(each, name) for name in names} | {"recipient": each.name} for each in wanted]
    return page(request, response, rows[: limit + 1], limit, _number)


def _number(row: Any) -> int:
    return int(row["number"])


@operation(router, "POST", "", Action.SEND_EMBARGOED, CopyMade, "Make an embargoed copy", 201)
def make(request: HttpRequest, inspection: InspectionSlug, body: RecipientIn, key: Key = "") -> dict[str, Any]:
    """Make a copy of the approved publication, and mail its link. The link is in no answer."""

    def do() -> dict[str, Any]:
        whom = Recipient(body.kind, body.recipient, body.organisation, body.mail_to)
        (made,) = action.make(actor_of(request), inspection, [whom])
        return {"number": made.number, "mailed": made.mailed}

    return once_for(request, key, do)


@operation(router, "POST", "/{int:number}/revocation", Action.REVOKE_EMBARGOED, CopyRevoked, "Revoke an embargoed copy")
def revoke(request: HttpRequest, inspection: InspectionSlug, number: Number, key: Key = "") -> dict[str, Any]:
    """End the link of a copy at once."""

    def do() -> dict[str, Any]:
        action.revoke(actor_of(request), inspection, number)
        return {"number": number}

    return once_for(request, key, do)
