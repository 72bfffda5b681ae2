"""The inspected service: what it is told and asked for, and its answers."""

import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import AwareDatetime, Field

from inspectorate.errors import BadInput, Fault
from inspectorate.inspection import Phase
from inspectorate_app.actions import evidence as evidence_action
from inspectorate_app.actions import interview as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.evidence import DocumentOut, RequestOut, Requests, request_told, uploaded, version_uploaded
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import (
    DocumentNumber,
    InspectionSlug,
    InterviewNumber,
    Key,
    RequestNumber,
    once_for,
    operation,
)
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import evidence as evidence_query
from inspectorate_app.store.queries import service as query

router = Router(tags=["Inspected service"])


class DateOut(Schema):
    """A day that concerns the service."""

    what: str
    day: datetime.date
    over: bool


class ServiceOut(Schema):
    """An inspection as the inspected service sees it."""

    slug: str
    unit: str
    phase: Phase
    announcement: str = Field(description="Blank where nothing was announced yet")
    dates: list[DateOut] = Field(description="The earliest first")


class ArrangedInterview(Schema):
    """An interview that the service is asked to arrange."""

    number: int
    whom: str = Field(description="By their role")
    case: str = Field(description="The service's own reference of the case that is meant; blank for none")
    about: str
    day: datetime.date
    minutes: int
    place: str
    state: Literal["asked", "arranged", "not_possible"]
    held_at: datetime.datetime | None
    answer: str
    version: int = Field(description="Send it back with your answer")


class Interviews(Schema):
    """The interviews to arrange, by day."""

    interviews: list[ArrangedInterview]


class NotHeldIn(Body):
    """Why something is not held."""

    reason: str = Field(max_length=5_000)


class InterviewAnswerIn(Body):
    """When and where an interview will be, or, with ``held_at`` null, why it cannot be arranged."""

    held_at: AwareDatetime | None = None
    place: str = Field("", max_length=300)
    answer: str = Field("", max_length=2_000)
    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


@operation(router, "GET", "", Action.SEE_SERVICE_PAGES, ServiceOut, "See the inspection of your service")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The announcement, the phase as far as it concerns you, and the dates that do."""
    facts = found(inspection)
    announced = query.announcement(facts)
    return {
        "slug": facts.slug,
        "unit": facts.unit,
        "phase": query.phase_known(facts.phase),
        "announcement": announced.text if announced else "",
        "dates": [{"what": what, "day": day, "over": over} for what, day, over in query.dates(facts)],
    }


@operation(router, "GET", "/requests", Action.SEE_SERVICE_PAGES, Requests, "List what your service is asked for")
def list_requests(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Everything that is asked for, with what you sent."""
    me = actor_of(request).person
    asked = evidence_query.requests(found(inspection))
    return {"requests": [request_told(each, me, supplied_alone=True) for each in asked]}


@operation(
    router,
    "POST",
    "/requests/{int:number}/documents",
    Action.SUPPLY_EVIDENCE,
    DocumentOut,
    "Supply a document",
    201,
    upload=True,
)
def supply(
    request: HttpRequest,
    inspection: InspectionSlug,
    number: RequestNumber,
    file: File[UploadedFile],
    title: Form[str] = "",
    complete: Form[bool] = False,
    key: Key = "",
) -> dict[str, Any]:
    """Upload a document for a request, as multipart/form-data; ``complete`` where it is all that there is."""
    return uploaded(request, inspection, number, file, title, complete, key)


@operation(
    router,
    "POST",
    "/documents/{int:document}/versions",
    Action.SUPPLY_EVIDENCE,
    DocumentOut,
    "Supply a new version",
    201,
    upload=True,
)
def supply_version(
    request: HttpRequest,
    inspection: InspectionSlug,
    document: DocumentNumber,
    file: File[UploadedFile],
    complete: Form[bool] = False,
    key: Key = "",
) -> dict[str, Any]:
    """Upload a document of yours again, as multipart/form-data. Earlier versions are kept."""
    return version_uploaded(request, inspection, document, file, complete, key)


@operation(
    router, "PUT", "/requests/{int:number}/not-held", Action.SUPPLY_EVIDENCE, RequestOut, "Say that it is not held"
)
def not_held(
    request: HttpRequest, inspection: InspectionSlug, number: RequestNumber, body: NotHeldIn, key: Key = ""
) -> dict[str, Any]:
    """Say that your service does not hold what is asked for, and why."""

    def do() -> dict[str, Any]:
        evidence_action.not_held(actor_of(request), inspection, number, reason=body.reason)
        return {}

    once_for(request, key, do)
    asked = evidence_query.request(found(inspection), number)
    if asked is None:
        raise NotThere
    return request_told(asked, actor_of(request).person, supplied_alone=True)


@operation(router, "GET", "/interviews", Action.SEE_SERVICE_PAGES, Interviews, "List interviews to arrange")
def list_interviews(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The interviews that your service is asked to arrange."""
    return {"interviews": query.interviews(found(inspection))}


@operation(
    router,
    "PUT",
    "/interviews/{int:interview}/answer",
    Action.ANSWER_INTERVIEW,
    ArrangedInterview,
    "Answer a request for an interview",
)
def answer(
    request: HttpRequest, inspection: InspectionSlug, interview: InterviewNumber, body: InterviewAnswerIn, key: Key = ""
) -> query.InterviewFacts:
    """Say when and where an interview will be, or why it cannot be arranged. It must name the version that you saw."""

    def do() -> dict[str, Any]:
        actor, version = actor_of(request), body.version
        if body.held_at is None and body.place:
            raise BadInput([Fault("", 0, "held_at", _("there is a place and no time"), _("give both, or neither"))])
        if body.held_at is None:
            action.decline(actor, inspection, interview, answer=body.answer, version=version)
        else:
            at, place = body.held_at, body.place
            action.arrange(actor, inspection, interview, held_at=at, place=place, answer=body.answer, version=version)
        return {}

    once_for(request, key, do)
    facts = query.interview(found(inspection), interview)
    if facts is None:
        raise NotThere
    return facts
