"""One's own notifications, and what is due."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from inspectorate_app.actions.due import of_person
from inspectorate_app.actions.notification_kind import EVENTS
from inspectorate_app.actions.notification_reading import Told, told
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.operation import operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Schema

router = Router(tags=["Notifications"])
Unread = Annotated[bool, Query(False, description="Only what you have not read")]


class NotificationOut(Schema):
    """Something that you were told, and may still see."""

    id: int
    event: str = Field(examples=["case_given"])
    kind: str = Field(examples=["cases"], description="What you choose by on the page of settings")
    text: str
    inspection: str = Field(description="The slug of the inspection; blank for what concerns the service")
    number: int = Field(description="The number of what it names; 0 for nothing")
    count: int
    at: datetime.datetime
    read_at: datetime.datetime | None
    address: str = Field(description="The page that it leads to")


class Notifications(Schema):
    """Notifications, the latest first."""

    items: list[NotificationOut]
    next: str | None


class DueOut(Schema):
    """Something that is due for you."""

    inspection: str
    text: str
    on: datetime.date | None = Field(description="None for as soon as possible")
    overdue: bool
    address: str


class AllDue(Schema):
    """All that is due, the earliest first."""

    due: list[DueOut]


@operation(router, "GET", "/notifications", Action.SEE_OWN_NOTIFICATIONS, Notifications, "List your notifications")
def list_all(
    request: HttpRequest,
    response: HttpResponse,
    limit: Limit = 50,
    after: AfterNumber = 0,
    unread: Unread = False,
) -> dict[str, Any]:
    """What happened in your inspections and concerns you, as far as your token may see. Nothing is marked as read."""
    found = told(actor_of(request), unread=unread, after=after)[: limit + 1]
    return page(request, response, [_told(each) for each in found], limit, lambda each: int(each["id"]))


@operation(router, "GET", "/due", Action.SEE_OWN_NOTIFICATIONS, AllDue, "List what is due")
def due(request: HttpRequest) -> dict[str, Any]:
    """What is due for you in all your inspections, drawn from how they stand."""
    found = of_person(actor_of(request), timezone.localdate())
    fields = ("inspection", "text", "on", "overdue", "address")
    return {"due": [{name: getattr(each, name) for name in fields} for each in found]}


def _told(each: Told) -> dict[str, Any]:
    facts = each.facts
    fields = ("id", "event", "inspection", "number", "count", "at", "read_at")
    kept = {name: getattr(facts, name) for name in fields}
    return {**kept, "kind": EVENTS[facts.event].kind.value, "text": each.text, "address": each.address}
