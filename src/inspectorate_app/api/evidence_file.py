"""The files of documents: given out as they were uploaded, and removed where one should not be kept."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import document as action
from inspectorate_app.actions import document_removal
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.evidence import DocumentOut, document_told
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import (
    DocumentNumber,
    InspectionSlug,
    Key,
    VersionNumber,
    once_for,
    operation,
)
from inspectorate_app.api.schema import Body
from inspectorate_app.attachment import attachment
from inspectorate_app.store.queries import evidence as query

router = Router(tags=["Evidence"])
of_service = Router(tags=["Inspected service"])


class RemovalIn(Body):
    """Why a document is removed."""

    reason: str = Field(max_length=2_000, description="The audit trail keeps a digest of it")


@operation(router, "GET", "/versions/{int:version}/file", Action.DOWNLOAD_EVIDENCE, bytes, "Download a document")
def download(
    request: HttpRequest, inspection: InspectionSlug, document: DocumentNumber, version: VersionNumber
) -> StreamingHttpResponse:
    """A version as it was uploaded, whole. The audit trail says who had it."""
    return _given_out(request, inspection, document, version)


@operation(
    of_service,
    "GET",
    "/versions/{int:version}/file",
    Action.DOWNLOAD_SUPPLIED,
    bytes,
    "Download what you supplied",
)
def download_supplied(
    request: HttpRequest, inspection: InspectionSlug, document: DocumentNumber, version: VersionNumber
) -> StreamingHttpResponse:
    """A version of a document of your service as it was uploaded, whole. The audit trail says who had it."""
    return _given_out(request, inspection, document, version)


@operation(router, "POST", "/remove", Action.REMOVE_EVIDENCE, DocumentOut, "Remove a document")
def remove(
    request: HttpRequest, inspection: InspectionSlug, document: DocumentNumber, body: RemovalIn, key: Key = ""
) -> dict[str, Any]:
    """Delete every file of a document that should not be kept. Its title, size and SHA-256 stay."""

    def do() -> dict[str, Any]:
        document_removal.remove(actor_of(request), inspection, document, reason=body.reason)
        return {}

    once_for(request, key, do)
    one = query.document(found(inspection), document)
    if one is None:
        raise NotThere
    return document_told(one, actor_of(request).person)


def _given_out(request: HttpRequest, inspection: str, document: int, version: int) -> StreamingHttpResponse:
    stored, kind, content = action.give_out(actor_of(request), inspection, document, version)
    return attachment(stored.name, kind.content_type, content, stored.size)
