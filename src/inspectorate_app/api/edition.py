"""The editions of the standards, as data."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.model import Edition
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, operation
from inspectorate_app.api.page import After, Limit, page
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries.inspection import edition_used

router = Router(tags=["Editions"])
in_inspection = Router(tags=["Editions"])


class EditionName(Schema):
    """An edition by its name."""

    id: str = Field(examples=["hmip-pdu-2021"])


class Editions(Schema):
    """A page of editions."""

    items: list[EditionName]
    next: str | None = Field(description="The address of the next page")


class WholeEdition(EditionName):
    """An edition with all it says."""

    title: str
    sha256: str = Field(description="Of its text")
    edition: dict[str, Any] = Field(description="All it says, in the keys of the reference page 'Edition format'")


@operation(router, "GET", "", Action.SEE_EDITIONS, Editions, "List editions")
def list_all(request: HttpRequest, response: HttpResponse, limit: Limit = 50, after: After = "") -> dict[str, Any]:
    """The editions that come with the product, by id."""
    rows = [{"id": name} for name in sorted(edition_folders()) if name > after][: limit + 1]
    return page(request, response, rows, limit, lambda row: row["id"])


@operation(router, "GET", "/{slug:edition}", Action.SEE_EDITIONS, WholeEdition, "Get an edition")
def find(request: HttpRequest, edition: str) -> dict[str, Any]:
    """An edition that comes with the product, whole: standards, key questions, prompts, answers and their sources."""
    if edition not in edition_folders():
        raise NotThere
    return _whole(_of_the_product(edition))


@operation(in_inspection, "GET", "", Action.SEE_INSPECTION, WholeEdition, "Get the edition that an inspection uses")
def used(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The edition as it was when the inspection was set up; it never changes after that."""
    return _whole(edition_used(found(inspection)))


@cache
def _of_the_product(name: str) -> Edition:
    return find_edition(name)


def _whole(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "title": edition.framework.title,
        "sha256": edition.sha256,
        "edition": edition.model_dump(mode="json", exclude_none=True),
    }
