"""Publications of an inspection: prepared, made again, approved, taken back, withdrawn; and their files."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import publication as action
from inspectorate_app.actions import publication_approval as approval
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.publication import PublicationFacts

router = Router(tags=["Publication"])

Number = Annotated[int, Path(description="The number of a publication", ge=1, le=2**31 - 1)]


_ISBN = 'The ISBN-13 of the report; left out, a correction keeps that of the version before, and "" is none'


class PublicationFileOut(Schema):
    """A file of a publication."""

    kind: str = Field(description="report, press-release, poster or workbook")
    format: str
    language: str = Field(description="en or cy")
    file_name: str
    content_type: str
    size: int
    sha256: str


class PublicationOut(Schema):
    """A publication that was not withdrawn."""

    number: int = Field(description="From 2 on it corrects the one before")
    state: str = Field(description="begun, making, failed, prepared, approved or published")
    day: datetime.date | None = Field(description="The day that the documents print")
    due_at: datetime.datetime | None = Field(description="When it is published, once it is approved")
    notice: str = Field(description="What a correction corrected")
    isbn: str = Field(description="Printed in the report; blank where it has none")
    also_in: str = Field(description="The language in which all of it is made too: cy, or blank")
    sealed: str = Field(description="SHA-256 over all files: send it back to approve just these")
    trouble: str = Field(description="Why it could not be made, or was not published")
    files_made: int
    files_to_make: int
    published_at: datetime.datetime | None
    files: list[PublicationFileOut]


class Publications(Schema):
    """A page of publications."""

    items: list[PublicationOut]
    next: str | None = Field(description="The address of the next page")


#: What may be said of another language.
_ALSO_IN = (
    "cy to make all of it in Welsh too, where the edition has it; left out, a correction is made as the version before "
    'was, and "" is English alone.'
)


class PrepareIn(Body):
    """The day that the documents print; a correction keeps that of the first version."""

    day: datetime.date | None = None
    notice: str = Field("", max_length=action.LONGEST_NOTICE, description="What is corrected; of a correction alone")
    isbn: str | None = Field(None, max_length=40, description=_ISBN)
    also_in: str | None = Field(None, max_length=10, description=_ALSO_IN)


class PublicationCorrectionIn(Body):
    """What is corrected."""

    notice: str = Field(max_length=action.LONGEST_NOTICE, description="Printed on the first page of each document")


class ApproveIn(Body):
    """What was looked at, and the day."""

    sealed: str = Field(min_length=64, max_length=64)
    day: datetime.date | None = Field(None, description="That of the documents; a correction without one is at once")


class ReasonIn(Body):
    """Why it is taken back."""

    reason: str = Field(max_length=action.LONGEST_REASON)


class PublicationSaved(Schema):
    """What was done to a publication was done."""

    number: int


class PublicationApproved(Schema):
    """It is approved."""

    number: int
    due_at: datetime.datetime


@operation(router, "GET", "", Action.SEE_PUBLICATION, Publications, "List publications")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """Those on their way and those published, with their files; none that was withdrawn."""
    found(inspection)
    rows = query.of_inspection(inspection, after, limit + 1)
    return page(request, response, [_told(each) for each in rows], limit, _number)


@operation(router, "GET", "/{int:publication}", Action.SEE_PUBLICATION, PublicationOut, "See a publication")
def find(request: HttpRequest, inspection: InspectionSlug, publication: Number) -> dict[str, Any]:
    """One with its files, and how far they are while they are made."""
    one = query.find(inspection, publication)
    if one is None:
        raise NotThere
    return _told(one)


@operation(router, "POST", "", Action.PREPARE_PUBLICATION, PublicationSaved, "Prepare a publication", 201)
def prepare(request: HttpRequest, inspection: InspectionSlug, body: PrepareIn, key: Key = "") -> dict[str, Any]:
    """Have all files made of the texts and the evidence as they stand. A job makes them: see the publication."""

    def do() -> dict[str, Any]:
        return {"number": action.prepare(actor_of(request), inspection, **body.model_dump())}

    return once_for(request, key, do)


@operation(router, "POST", "/corrections", Action.PREPARE_PUBLICATION, PublicationSaved, "Begin a correction", 201)
def begin_correction(
    request: HttpRequest, inspection: InspectionSlug, body: PublicationCorrectionIn, key: Key = ""
) -> dict[str, Any]:
    """Let texts of what was published be changed again. What is made of them is prepared as any publication is."""

    def do() -> dict[str, Any]:
        return {"number": action.begin_correction(actor_of(request), inspection, body.notice)}

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/{int:publication}/approval",
    Action.APPROVE_PUBLICATION,
    PublicationApproved,
    "Approve a publication",
)
def approve(
    request: HttpRequest, inspection: InspectionSlug, publication: Number, body: ApproveIn, key: Key = ""
) -> dict[str, Any]:
    """Approve exactly what is sealed, to be published at 00.01 in London on the day."""

    def do() -> dict[str, Any]:
        at = approval.approve(actor_of(request), inspection, publication, sealed=body.sealed, day=body.day)
        return {"number": publication, "due_at": at.isoformat()}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:publication}/approval/withdrawal",
    Action.APPROVE_PUBLICATION,
    PublicationSaved,
    "Withdraw an approval",
)
def take_back(
    request: HttpRequest, inspection: InspectionSlug, publication: Number, body: ReasonIn, key: Key = ""
) -> dict[str, Any]:
    """Take an approval back until it is published."""

    def do() -> dict[str, Any]:
        approval.take_back(actor_of(request), inspection, publication, body.reason)
        return {"number": publication}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:publication}/withdrawal",
    Action.WITHDRAW_PUBLICATION,
    PublicationSaved,
    "Withdraw a publication",
)
def withdraw(
    request: HttpRequest, inspection: InspectionSlug, publication: Number, body: ReasonIn, key: Key = ""
) -> dict[str, Any]:
    """Withdraw one that is not published. What was made stays, and its number is given again."""

    def do() -> dict[str, Any]:
        action.withdraw(actor_of(request), inspection, publication, body.reason)
        return {"number": publication}

    return once_for(request, key, do)


_NAMES = (
    "number",
    "state",
    "day",
    "due_at",
    "notice",
    "isbn",
    "also_in",
    "sealed",
    "trouble",
    "files_made",
    "files_to_make",
    "published_at",
)
_OF_FILES = ("kind", "format", "language", "content_type", "size", "sha256")


def _told(one: PublicationFacts) -> dict[str, Any]:
    files = [{name: getattr(each, name) for name in _OF_FILES} | {"file_name": each.name} for each in one.files]
    return {**{name: getattr(one, name) for name in _NAMES}, "files": files}


def _number(row: Any) -> int:
    return int(row["number"])
