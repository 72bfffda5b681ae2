"""Evidence in advance: requests, what is missing, documents with their versions, uploading and reading them."""

import datetime
from typing import Any, BinaryIO, Literal, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from inspectorate.evidence.catalogue import CONTACT
from inspectorate_app.actions import document, retry
from inspectorate_app.actions import evidence as action
from inspectorate_app.actions.document import Uploaded
from inspectorate_app.actions.once import once
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import (
    DocumentNumber,
    InspectionSlug,
    Key,
    RequestNumber,
    VersionNumber,
    once_for,
    operation,
)
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.evidence import DocumentFacts, RequestFacts

router = Router(tags=["Evidence"])
State = Literal["asked", "partly", "received", "accepted", "not_held", "withdrawn"]


class DocumentVersionOut(Schema):
    """One version of a document, as it was uploaded."""

    number: int
    file_name: str
    kind: str = Field(examples=["pdf"])
    size: int = Field(description="In bytes")
    sha256: str
    uploaded_at: datetime.datetime
    removed_at: datetime.datetime | None = Field(description="When its file was deleted; its SHA-256 stays")
    read_by_you: bool = Field(description="Whether you marked it as read")
    readers: int = Field(description="How many people did")


class DocumentOut(Schema):
    """A document with its versions, the first one first."""

    number: int
    title: str
    request: int | None = Field(description="The number of the request that it came for")
    supplied: bool = Field(description="Whether the service sent it; if not, an inspector was handed it")
    versions: list[DocumentVersionOut]


class RequestOut(Schema):
    """Something that is asked for, with what came for it."""

    number: int
    title: str
    why: str
    standards: list[str]
    due_on: datetime.date | None
    overdue: bool
    answered_by_role: str = Field(description="Who answers it, by their role")
    certainty: str = Field(description="assumed or derived, where it was proposed; blank where a person wrote it")
    state: State
    reason: str = Field(description="Why the service does not hold it")
    remark: str = Field(description="What is missing, where it was asked for again")
    version: int
    documents: list[DocumentOut]


class Requests(Schema):
    """The request list of an inspection."""

    requests: list[RequestOut]


class Documents(Schema):
    """Every document of an inspection."""

    documents: list[DocumentOut]


class GapOut(Schema):
    """What is missing of a standard: numbers of requests."""

    standard: str
    title: str
    never_asked: bool
    missing: list[int]
    overdue: list[int]
    not_held: list[int]


class Gaps(Schema):
    """What is missing, in the order of the standards."""

    gaps: list[GapOut]


class RequestIn(Body):
    """Something to ask for."""

    title: str = Field(max_length=200)
    why: str = Field("", max_length=5_000)
    standards: list[str] = Field(default_factory=list, max_length=60)
    due_on: datetime.date | None = None
    answered_by_role: str = Field(CONTACT, max_length=80)


class RemarkIn(Body):
    """What is missing."""

    remark: str = Field(max_length=5_000)


class ReadingIn(Body):
    """That you have read a version, with a note against a standard or none."""

    standard: str = Field("", max_length=60)
    note: str = Field("", max_length=5_000)


@operation(router, "GET", "/requests", Action.SEE_EVIDENCE, Requests, "List requests for evidence")
def list_requests(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Everything that is asked for, with what came for it."""
    me = actor_of(request).person
    return {"requests": [request_told(each, me) for each in query.requests(found(inspection))]}


@operation(router, "POST", "/requests", Action.EDIT_EVIDENCE_REQUESTS, RequestOut, "Ask for something", 201)
def add(request: HttpRequest, inspection: InspectionSlug, body: RequestIn, key: Key = "") -> dict[str, Any]:
    """Ask the service for evidence."""

    def do() -> dict[str, Any]:
        given = body.model_dump()
        given |= {"answered_by": given.pop("answered_by_role"), "standards": tuple(body.standards)}
        return {"number": action.add(actor_of(request), inspection, action.Asked(**given))}

    return _request(request, inspection, once_for(request, key, do)["number"])


@operation(
    router,
    "POST",
    "/requests/{int:number}/acceptance",
    Action.EDIT_EVIDENCE_REQUESTS,
    RequestOut,
    "Accept what came",
)
def accept(request: HttpRequest, inspection: InspectionSlug, number: RequestNumber, key: Key = "") -> dict[str, Any]:
    """Accept what came for a request, or that it is not held."""

    def do() -> dict[str, Any]:
        action.accept(actor_of(request), inspection, number)
        return {}

    once_for(request, key, do)
    return _request(request, inspection, number)


@operation(
    router, "POST", "/requests/{int:number}/remark", Action.EDIT_EVIDENCE_REQUESTS, RequestOut, "Ask for it again"
)
def ask_again(
    request: HttpRequest, inspection: InspectionSlug, number: RequestNumber, body: RemarkIn, key: Key = ""
) -> dict[str, Any]:
    """Ask again, saying what is missing of what came."""

    def do() -> dict[str, Any]:
        action.ask_again(actor_of(request), inspection, number, remark=body.remark)
        return {}

    once_for(request, key, do)
    return _request(request, inspection, number)


@operation(
    router,
    "POST",
    "/requests/{int:number}/documents",
    Action.UPLOAD_EVIDENCE,
    DocumentOut,
    "Upload what you were handed",
    201,
    upload=True,
)
def upload(
    request: HttpRequest,
    inspection: InspectionSlug,
    number: RequestNumber,
    file: File[UploadedFile],
    title: Form[str] = "",
    complete: Form[bool] = False,
    key: Key = "",
) -> dict[str, Any]:
    """Upload a document for a request, as multipart/form-data. The service does not see it."""
    return uploaded(request, inspection, number, file, title, complete, key)


@operation(
    router,
    "POST",
    "/documents/{int:document}/versions",
    Action.UPLOAD_EVIDENCE,
    DocumentOut,
    "Upload a new version",
    201,
    upload=True,
)
def upload_version(
    request: HttpRequest,
    inspection: InspectionSlug,
    document: DocumentNumber,
    file: File[UploadedFile],
    complete: Form[bool] = False,
    key: Key = "",
) -> dict[str, Any]:
    """Upload a document again, as multipart/form-data. Earlier versions are kept, and nobody has read this one."""
    return version_uploaded(request, inspection, document, file, complete, key)


@operation(router, "GET", "/documents", Action.SEE_EVIDENCE, Documents, "List documents")
def list_documents(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every document with its versions, those that were not asked for too."""
    me = actor_of(request).person
    return {"documents": [document_told(each, me) for each in query.documents(found(inspection))]}


@operation(
    router,
    "PUT",
    "/documents/{int:document}/versions/{int:version}/reading",
    Action.READ_EVIDENCE,
    DocumentOut,
    "Mark a version as read",
)
def mark_read(
    request: HttpRequest,
    inspection: InspectionSlug,
    document: DocumentNumber,
    version: VersionNumber,
    body: ReadingIn,
    key: Key = "",
) -> dict[str, Any]:
    """Say that you have read a version, with a note. Your earlier note on the same standard is replaced."""
    from inspectorate_app.actions.document import mark_read as mark

    def do() -> dict[str, Any]:
        mark(actor_of(request), inspection, document, version, standard=body.standard, note=body.note)
        return {}

    once_for(request, key, do)
    return _document(request, inspection, document)


@operation(router, "GET", "/gaps", Action.SEE_EVIDENCE, Gaps, "See what is missing")
def list_gaps(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """What is missing, overdue or not held, by standard."""
    return {
        "gaps": [
            {
                "standard": each.standard,
                "title": each.title,
                "never_asked": each.never_asked,
                "missing": [one.number for one in each.missing],
                "overdue": [one.number for one in each.overdue],
                "not_held": [one.number for one in each.not_held],
            }
            for each in query.gaps(found(inspection), timezone.localdate())
        ]
    }


def uploaded(
    request: HttpRequest,
    inspection: str,
    number: int,
    file: UploadedFile,
    title: str,
    complete: bool,
    key: str,
) -> dict[str, Any]:
    """A document that is uploaded for a request, once under its key."""

    def do() -> dict[str, Any]:
        given = Uploaded(file.name or "", cast(BinaryIO, file.file))
        made = document.upload(actor_of(request), inspection, given, request=number, title=title, complete=complete)
        return {"number": made}

    answer = once(actor_of(request), key, _fingerprint(request, file, title, complete), do)
    return _document(request, inspection, answer["number"])


def version_uploaded(
    request: HttpRequest, inspection: str, number: int, file: UploadedFile, complete: bool, key: str
) -> dict[str, Any]:
    """A version that is uploaded of a document, once under its key."""

    def do() -> dict[str, Any]:
        given = Uploaded(file.name or "", cast(BinaryIO, file.file))
        version = document.upload_version(actor_of(request), inspection, number, given, complete=complete)
        return {"version": version}

    once(actor_of(request), key, _fingerprint(request, file, "", complete), do)
    return _document(request, inspection, number)


def request_told(asked: RequestFacts, me: int | None, supplied_alone: bool = False) -> dict[str, Any]:
    """A request as an answer; for the service without what inspectors were handed."""
    shown = [each for each in asked.documents if each.supplied or not supplied_alone]
    names = ("number", "title", "why", "due_on", "certainty", "state", "reason", "remark", "version")
    return {
        **{name: getattr(asked, name) for name in names},
        "standards": list(asked.standards),
        "overdue": asked.overdue(timezone.localdate()),
        "answered_by_role": asked.answered_by,
        "documents": [document_told(each, me) for each in shown],
    }


def document_told(one: DocumentFacts, me: int | None) -> dict[str, Any]:
    """A document as an answer."""
    return {
        "number": one.number,
        "title": one.title,
        "request": one.request,
        "supplied": one.supplied,
        "versions": [
            {
                "number": each.number,
                "file_name": each.name,
                "kind": each.kind,
                "size": each.size,
                "sha256": each.sha256,
                "uploaded_at": each.at,
                "removed_at": each.removed_at,
                "read_by_you": each.read_by(me),
                "readers": len({reading.person for reading in each.readings}),
            }
            for each in one.versions
        ],
    }


def _fingerprint(request: HttpRequest, file: UploadedFile, title: str, complete: bool) -> str:
    import hashlib

    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    return retry.fingerprint(request.method, request.path, file.name, content.hexdigest(), title, complete)


def _request(request: HttpRequest, inspection: str, number: int) -> dict[str, Any]:
    asked = query.request(found(inspection), number)
    if asked is None:
        raise NotThere
    return request_told(asked, actor_of(request).person)


def _document(request: HttpRequest, inspection: str, number: int) -> dict[str, Any]:
    one = query.document(found(inspection), number)
    if one is None:
        raise NotThere
    return document_told(one, actor_of(request).person)
