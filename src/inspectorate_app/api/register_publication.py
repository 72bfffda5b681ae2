"""What was published through the application: versions with their files, recommendations with their progress."""

import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate.recommendation.model import Recommendation
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.operation import PUBLIC, operation
from inspectorate_app.api.page import AfterNumber, Limit
from inspectorate_app.api.register_answer import OVERALL, Answer, RegisterUnit, answer, unit_of
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries.public_progress import PublicProgress
from inspectorate_app.store.queries.public_publication import PublicPublication, PublicVersion
from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.register_table import file_of, page_of

router = Router(tags=["Public register"])

PublicationId = Annotated[str, Path(description="The id of the publication, as lists give it")]


class PublicDocument(Schema):
    """A file of a publication."""

    kind: str = Field(examples=["report"])
    format: str = Field(description="The ending of the file", examples=["pdf"])
    language: str = Field(description="en, or cy of a document in Welsh", examples=["en"])
    file_name: str
    size: int = Field(description="Bytes")
    sha256: str
    url: str = Field(description="Its address, which never changes")


class PublicationVersion(Schema):
    """A version of a publication: from 2 on one that corrects the one before."""

    number: int
    published: datetime.datetime
    notice: str | None = Field(description="What it corrected; null of the first")
    isbn: str | None = Field(description="The ISBN of its report; null where it has none")
    documents: list[PublicDocument]


class PlannedAction(Schema):
    """Something that is done about a recommendation, where the action plan is published."""

    what: str
    due: datetime.date
    state: str
    reported: datetime.date | None


class PublicRecommendation(Schema):
    """A recommendation with its progress. What is not published of it is null."""

    number: int = Field(description="As printed; names it for good, and is given to no other")
    addressee: str = Field(examples=["PDU"])
    addressed_as: str | None
    text: str
    response: str | None
    progress: str | None = Field(description="How far the inspectorate found it followed")
    found: str | None
    as_of: datetime.date | None
    actions: list[PlannedAction]


class PublicationLine(Schema):
    """A publication in a list."""

    id: str = Field(description="Names it in addresses")
    inspection: str = Field(description="The id of the inspection in the register")
    unit: RegisterUnit
    overall: str | None = Field(description=OVERALL)
    published: datetime.datetime = Field(description="When it was first published")
    corrected: datetime.datetime | None = Field(description="When it was last corrected")
    demonstration: bool = Field(description="Whether the inspection is synthetic")
    url: str = Field(description="The address of its page")


class PublicationList(Answer):
    """What was published through the application, the last first."""

    items: list[PublicationLine]
    next: str | None = Field(description="The address of the next page")


class WholePublication(Answer):
    """A publication: its versions, the last first, and its recommendations with their progress."""

    publication: PublicationLine
    versions: list[PublicationVersion]
    recommendations: list[PublicRecommendation]
    withdrawn: list[int] = Field(description="Numbers of recommendations that an earlier version made and the last not")


@operation(router, "GET", "", PUBLIC, PublicationList, "List publications")
def publications(
    request: HttpRequest, response: HttpResponse, limit: Limit = 50, after: AfterNumber = 0
) -> dict[str, Any]:
    """What was published through the application, the last first. What is not published by now is not there."""
    found = sorted(held().publications, key=lambda one: (one.first.at, one.slug), reverse=True)
    following = None
    if after + limit < len(found):
        following = f"{request.path}?{urlencode({'limit': limit, 'after': after + limit})}"
        response["Link"] = f'<{following}>; rel="next"'
    return {**answer(), "items": [published(one) for one in found[after : after + limit]], "next": following}


@operation(router, "GET", "/{slug:slug}", PUBLIC, WholePublication, "Get a publication")
def publication(request: HttpRequest, slug: PublicationId) -> dict[str, Any]:
    """A publication with the files of every version, its recommendations, and what is public of their progress."""
    found = held().of_slug.get(slug)
    if found is None:
        raise NotThere
    return {
        **answer(),
        "publication": published(found),
        "versions": [_version(found, version) for version in found.versions],
        "recommendations": [_recommendation(found, each) for each in found.recommendations],
        "withdrawn": list(found.withdrawn),
    }


def published(one: PublicPublication) -> dict[str, Any]:
    """A publication as it stands in lists."""
    return {
        "id": one.slug,
        "inspection": one.entry.inspection,
        "unit": unit_of(one.entry.unit),
        "overall": held().register.overall(one.entry),
        "published": one.first.moment,
        "corrected": one.current.moment if one.corrections else None,
        "demonstration": one.demonstration,
        "url": page_of(one),
    }


def _version(one: PublicPublication, version: PublicVersion) -> dict[str, Any]:
    documents = [
        {
            **{
                "kind": each.kind,
                "format": each.format,
                "language": each.language,
                "file_name": each.name,
                "size": each.size,
                "sha256": each.sha256,
            },
            "url": file_of(one, version.number, each.name),
        }
        for each in version.files
    ]
    return {
        **{"number": version.number, "published": version.moment},
        **{"notice": version.notice or None, "isbn": version.isbn or None},
        "documents": documents,
    }


def _recommendation(one: PublicPublication, each: Recommendation) -> dict[str, Any]:
    progress = one.progress.get(each.number) or PublicProgress()
    actions = [
        {
            **{"what": action.what, "due": action.due_on, "state": action.state},
            "reported": action.reported_on,
        }
        for action in progress.actions
    ]
    return {
        **{"number": each.number, "addressee": each.addressee, "text": each.text},
        "addressed_as": each.addressed_as or None,
        "response": progress.response or None,
        "progress": progress.status or None,
        "found": progress.found or None,
        "as_of": progress.as_of,
        "actions": actions,
    }
