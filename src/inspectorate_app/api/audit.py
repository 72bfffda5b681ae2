"""The audit trail by number: who did what to what, and which facts changed. What they were is read on the page."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from inspectorate_app.actions.permission import Action
from inspectorate_app.api.operation import InspectionSlug, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries import audit as query

router = Router(tags=["Audit trail"])
in_inspection = Router(tags=["Audit trail"])


class EntryOut(Schema):
    """An entry. It holds no names and nothing that people wrote."""

    position: int = Field(description="Its place in the trail, from 1")
    at: datetime.datetime
    person: int | None = Field(description="The number of who did it; null for a command or a job")
    via: str = Field(description="page, api, command or job")
    action: str
    subject: str = Field(examples=["case 7 answers"])
    changed: list[str] = Field(description="The facts that were written")
    request_id: str
    sha256: str = Field(description="Its hash, over all that it says and over the entry before")


class Entries(Schema):
    """A page of entries, the newest first."""

    items: list[EntryOut]
    next: str | None = Field(description="The address of the next page, of older entries")


@operation(in_inspection, "GET", "", Action.SEE_AUDIT, Entries, "List the audit trail of an inspection")
def list_of_inspection(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit = 50, after: AfterNumber = 0
) -> dict[str, Any]:
    """What was done in an inspection, the newest first."""
    return _page(request, response, inspection, limit, after)


@operation(router, "GET", "", Action.SEE_SERVICE_AUDIT, Entries, "List the audit trail of the service")
def list_of_service(
    request: HttpRequest, response: HttpResponse, limit: Limit = 50, after: AfterNumber = 0
) -> dict[str, Any]:
    """What was done outside inspections, the newest first."""
    return _page(request, response, query.SERVICE, limit, after)


def _page(request: HttpRequest, response: HttpResponse, chain: str, limit: int, after: int) -> dict[str, Any]:
    found = query.page_of(chain, query.Wanted(), after or None, limit + 1)
    return page(request, response, [_told(each) for each in found.entries], limit, lambda row: row["position"])


def _told(entry: query.EntryFacts) -> dict[str, Any]:
    before, after = dict(entry.before or {}), dict(entry.after or {})
    return {
        "position": entry.position,
        "at": entry.at,
        "person": entry.actor,
        "via": entry.via,
        "action": entry.action,
        "subject": entry.subject,
        "changed": sorted(name for name in {**before, **after} if before.get(name) != after.get(name)),
        "request_id": entry.request_id,
        "sha256": entry.sha256,
    }
