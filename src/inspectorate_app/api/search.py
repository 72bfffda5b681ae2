"""Search across an inspection."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router
from pydantic import Field

from inspectorate.search.wanted import LONGEST
from inspectorate_app.actions import search as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.search import Shown
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, operation
from inspectorate_app.api.schema import Body, Schema

router = Router(tags=["Search"])


class SearchIn(Body):
    """What is looked for: all of the words, and phrases in quotation marks."""

    words: str = Field(max_length=LONGEST, examples=['workload "risk of harm"'])
    kind: str = Field("", max_length=30, description="Only hits of this kind")
    standard: str = Field("", max_length=60, description="Only hits that speak on this standard")
    page: int = Field(1, ge=1, le=100_000)


class PieceOut(Schema):
    """A part of a text."""

    text: str
    marked: bool = Field(description="Whether it is what was looked for")


class HitOut(Schema):
    """A text in which all was found."""

    kind: str
    title: list[PieceOut]
    words: list[PieceOut] = Field(description="The words round what was found")
    standards: list[str] = Field(description="The ids of the standards that it speaks on")
    page: str = Field(description="The address of the page that shows it, for people who sign in")


class FoundOut(Schema):
    """A page of what was found, the best first."""

    items: list[HitOut]
    total: int
    page: int
    pages: int
    kinds: dict[str, int] = Field(description="How many hits of each kind")
    standards: dict[str, int] = Field(description="How many hits speak on each standard")


@operation(router, "POST", "", Action.SEE_FOUND, FoundOut, "Search an inspection")
def search(request: HttpRequest, inspection: InspectionSlug, body: SearchIn) -> dict[str, Any]:
    """Search what you may see. The words are sent in the body, and are kept nowhere: they may be a name."""
    result = action.search(actor_of(request), found(inspection), **body.model_dump())
    return {
        "items": [_told(each) for each in result.shown],
        **{name: getattr(result, name) for name in ("total", "page", "pages", "kinds", "standards")},
    }


def _told(hit: Shown) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "title": [vars(piece) for piece in hit.title],
        "words": [vars(piece) for piece in hit.words],
        "standards": sorted(hit.text.standards),
        "page": reverse(hit.text.route, kwargs=dict(hit.text.arguments)),
    }
