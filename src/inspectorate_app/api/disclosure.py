"""What could tell of a person in what is about to be published, and the lead inspector's answers to it."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import disclosure as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.policy import is_published
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import disclosure_answer as query
from inspectorate_app.store.queries import publication
from inspectorate_app.store.queries.disclosure_answer import Told

router = Router(tags=["Publication"])


class DisclosureOut(Schema):
    """A place that could tell of a person: why, and how to mend it."""

    number: int = Field(description="Its place in this list, which is worked out anew from the texts")
    kind: str = Field(description="small group, which is arithmetic and has to be mended, or person, for you to judge")
    document: str = Field(description="The title of the document or workbook that holds it; blank for its tables")
    place: str = Field(description="The anchor, table or worksheet where it stands")
    draft: str = Field(description="The kind of draft to mend it in, where it is in one: report")
    part: str = Field(description="The part of that draft")
    text: str = Field(description="The words; of a small group which number: case:2.2.1@gender=female")
    why: str
    mend: str = Field(description="How to mend it")
    fingerprint: str = Field(description="What it is answered by: the same while its words are; blank of a small group")
    open: bool = Field(description="Whether it stands in the way of publishing")
    reason: str = Field(description="Why it can be published, as the lead inspector answered")
    answered_at: datetime.datetime | None


class Disclosures(Schema):
    """A page of places."""

    items: list[DisclosureOut]
    next: str | None = Field(description="The address of the next page")


class DisclosureAnswerIn(Body):
    """Why a text can be published though it tells much of one person."""

    reason: str = Field(max_length=action.LONGEST, description="Without naming the person. Blank takes the answer back")


class DisclosureAnswered(Schema):
    """A text was answered for, or its answer taken back."""

    fingerprint: str
    answered: bool


@operation(router, "GET", "", Action.SEE_PUBLICATION, Disclosures, "List what could tell of a person")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """In the texts as they stand, or once files are made, in those; none while they are made, or once published."""
    facts = found(inspection)
    told = query.standing(facts, publication.under_way(facts.id), published=is_published(facts.phase))
    rows = [_told(number, each) for number, each in enumerate(told, start=1) if number > after]
    return page(request, response, rows[: limit + 1], limit, _number)


@operation(
    router,
    "PUT",
    "/{str:fingerprint}/answer",
    Action.ANSWER_DISCLOSURE,
    DisclosureAnswered,
    "Answer for a text that could tell of a person",
)
def answer(
    request: HttpRequest,
    inspection: InspectionSlug,
    fingerprint: Annotated[str, Path(description="The fingerprint of the text", max_length=16)],
    body: DisclosureAnswerIn,
    key: Key = "",
) -> dict[str, Any]:
    """Say why it can be published. It holds while the text stays as it is; the chief inspector sees it."""

    def do() -> dict[str, Any]:
        action.answer(actor_of(request), inspection, fingerprint, reason=body.reason)
        return {"fingerprint": fingerprint, "answered": bool(body.reason.strip())}

    return once_for(request, key, do)


def _told(number: int, each: Told) -> dict[str, Any]:
    names = ("kind", "document", "place", "text", "why", "mend", "fingerprint")
    return {
        "number": number,
        **{name: getattr(each.found, name) for name in names},
        "draft": each.kind,
        "part": each.part,
        "open": each.is_open,
        "reason": each.answer.reason if each.answer else "",
        "answered_at": each.answer.at if each.answer else None,
    }


def _number(row: Any) -> int:
    return int(row["number"])
