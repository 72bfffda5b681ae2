"""Drafts of documents: their parts, what the evidence says of each claim, comments."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from inspectorate.report.claims.claim import Claim, Support
from inspectorate_app.actions import draft as action
from inspectorate_app.actions import letter
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import After, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.attachment import attachment
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.draft import DraftFacts, Place
from inspectorate_app.store.queries.draft_check import Checked
from inspectorate_app.store.queries.inspection import InspectionFacts

router = Router(tags=["Documents"])

Kind = Annotated[str, Path(description="report, press-release, letter or slides", max_length=30)]
DraftKind = Annotated[str, Path(description="report, press-release, letter, slides, poster or workbook", max_length=30)]
Form = Annotated[
    str, Path(description="pdf, html, docx or odt; pptx or odp of slides; xlsx or ods of the workbook", max_length=10)
]
Language = Annotated[str, Query(description="en, or cy where the edition has Welsh", max_length=10)]
Part = Annotated[str, Path(description="The id of a part in the edition's outline", max_length=60)]
Number = Annotated[int, Path(description="The number of a comment on its part", ge=0, le=2**31 - 1)]


class PartOut(Schema):
    """A part of a document."""

    id: str = Field(description="Its document and its part: report/2.2")
    kind: str
    part: str
    title: str
    version: int = Field(description="0 where nothing was saved yet")
    words: int
    changed_at: datetime.datetime | None
    open_comments: int


class Parts(Schema):
    """A page of parts."""

    items: list[PartOut]
    next: str | None = Field(description="The address of the next page")


class ClaimOut(Schema):
    """A number, share or comparison that was typed by hand."""

    line: int
    text: str
    sentence: str
    verdict: str = Field(description="true, false, unsupported, or supported by a source that its author gave")
    why: str
    right: str = Field(description="What would be right to write, where that is known")
    fingerprint: str = Field(description="Stays the same while its sentence does")
    source: str = Field(description="The source in words that was given for it")
    statistic: str = Field(description="The key of the number that it was tied to")
    other_than: list[str] = Field(description="The keys of the numbers that it was said not to speak of")


class CommentOut(Schema):
    """A comment on a part."""

    number: int
    version: int
    quoted: str
    text: str
    at: datetime.datetime
    answer: str
    resolved_at: datetime.datetime | None


class DraftOut(Schema):
    """A part with its text, and what the evidence says of it."""

    kind: str
    part: str
    title: str
    text: str = Field(description="Markdown; numbers in double braces are filled from the evidence")
    version: int = Field(description="Send it back with your change")
    claims: list[ClaimOut]
    faults: list[str] = Field(description="Numbers in braces that the evidence has not, and how to mend each")
    remarks: list[str] = Field(description="What the style asks an author to look at")
    comments: list[CommentOut]


class DraftIn(Body):
    """A text as it is to be, and the version that you saw."""

    text: str = Field(max_length=action.LONGEST)
    version: int = Field(ge=0, le=2**31 - 1)


class CommentIn(Body):
    """A comment."""

    text: str = Field(max_length=action.LONGEST_COMMENT)
    quoted: str = Field("", max_length=action.LONGEST_COMMENT, description="Words of the text that it is on")
    version: int = Field(0, ge=0, le=2**31 - 1, description="0 is the one that stands")


class ResolutionIn(Body):
    """The answer that resolves a comment."""

    answer: str = Field(max_length=action.LONGEST_COMMENT)


class SupportIn(Body):
    """What a claim rests on; both blank take a source away."""

    source: str = Field("", max_length=action.LONGEST_SOURCE)
    statistic: str = Field("", max_length=action.LONGEST_STATISTIC)
    something_else: bool = Field(
        False, description="A false claim speaks of something else than what contradicts it: the source says of what"
    )


class DraftSaved(Schema):
    """A part was saved."""

    version: int


class CommentSaved(Schema):
    """A comment was saved."""

    number: int


class SupportSaved(Schema):
    """The source of a claim was saved."""

    fingerprint: str


@operation(router, "GET", "", Action.SEE_DRAFTS, Parts, "List parts of documents")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: After
) -> dict[str, Any]:
    """Every part of every document, by its name."""
    facts = found(inspection)
    rows = sorted(_parts(facts), key=lambda row: str(row["id"]))
    return page(request, response, [row for row in rows if row["id"] > after][: limit + 1], limit, _name)


def _name(row: Any) -> str:
    return str(row["id"])


def _parts(facts: InspectionFacts) -> list[dict[str, Any]]:
    waiting = query.open_comments(facts)
    return [
        {
            "id": f"{kind}/{one.place.id}",
            "kind": kind,
            "part": one.place.id,
            "title": one.place.title,
            "version": one.version,
            "words": one.words,
            "changed_at": one.changed_at,
            "open_comments": waiting[kind, one.place.id],
        }
        for kind, parts in query.written(facts).items()
        for one in parts
    ]


@operation(router, "GET", "/{str:kind}/{str:part}", Action.SEE_DRAFTS, DraftOut, "See a part of a document")
def find(request: HttpRequest, inspection: InspectionSlug, kind: Kind, part: Part) -> dict[str, Any]:
    """One part with its text, its claims held against the evidence, and its comments."""
    facts = found(inspection)
    place = _place(facts, kind, part)
    standing = draft_check.standing(facts, kind, letter.evidence(actor_of(request), facts))
    return next(_told(facts, each.draft, each.checked) for each in standing if each.draft.place == place)


@operation(router, "PUT", "/{str:kind}/{str:part}", Action.WRITE_DRAFT, DraftSaved, "Write a part of a document")
def write(
    request: HttpRequest, inspection: InspectionSlug, kind: Kind, part: Part, body: DraftIn, key: Key = ""
) -> dict[str, Any]:
    """Save a part. It must name the version that it changes; what stood there before stays among the versions.

    A text that stands there already makes no new version.
    """

    def do() -> dict[str, Any]:
        return {"version": action.write(actor_of(request), inspection, kind, part, **body.model_dump())}

    return once_for(request, key, do)


@operation(
    router, "POST", "/{str:kind}/{str:part}/comments", Action.COMMENT_DRAFT, CommentSaved, "Comment on a part", 201
)
def comment(
    request: HttpRequest, inspection: InspectionSlug, kind: Kind, part: Part, body: CommentIn, key: Key = ""
) -> dict[str, Any]:
    """Comment on a part, or on words of it."""

    def do() -> dict[str, Any]:
        return {"number": action.comment(actor_of(request), inspection, kind, part, **body.model_dump())}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{str:kind}/{str:part}/comments/{int:number}/answer",
    Action.COMMENT_DRAFT,
    CommentSaved,
    "Resolve a comment",
)
def resolve(
    request: HttpRequest,
    inspection: InspectionSlug,
    kind: Kind,
    part: Part,
    number: Number,
    body: ResolutionIn,
    key: Key = "",
) -> dict[str, Any]:
    """Answer a comment, which resolves it."""

    def do() -> dict[str, Any]:
        action.resolve(actor_of(request), inspection, kind, part, number, answer=body.answer)
        return {"number": number}

    return once_for(request, key, do)


@operation(
    router,
    "PUT",
    "/{str:kind}/{str:part}/claims/{str:fingerprint}",
    Action.SUPPORT_CLAIM,
    SupportSaved,
    "Give the source of a claim",
)
def support(
    request: HttpRequest,
    inspection: InspectionSlug,
    kind: Kind,
    part: Part,
    fingerprint: Annotated[str, Path(description="The claim", max_length=16)],
    body: SupportIn,
    key: Key = "",
) -> dict[str, Any]:
    """Tie a claim of the part as it stands to its source."""

    def do() -> dict[str, Any]:
        action.support(actor_of(request), inspection, kind, part, fingerprint, **body.model_dump())
        return {"fingerprint": fingerprint}

    return once_for(request, key, do)


@operation(router, "GET", "/{str:kind}/files/{str:form}", Action.EXPORT_DRAFT, bytes, "Download a draft")
def download(
    request: HttpRequest, inspection: InspectionSlug, kind: DraftKind, form: Form, language: Language = "en"
) -> StreamingHttpResponse:
    """A document as it stands as a file, marked as a draft on each page. The audit trail says who had it.

    In Welsh, where the edition has it, are headings, standing texts, ratings and numbers; what people wrote stands as
    they wrote it, and the file says so.
    """
    copy = action.download(actor_of(request), inspection, kind, form, language)
    return attachment(copy.name, copy.content_type, [copy.content], len(copy.content))


def _place(facts: InspectionFacts, kind: str, part: str) -> Place:
    place = query.find_place(facts, kind, part)
    if place is None:
        raise NotThere
    return place


def _told(facts: InspectionFacts, one: DraftFacts, checked: Checked) -> dict[str, Any]:
    names = ("text", "sentence", "verdict", "why", "right", "fingerprint")
    said = ("number", "version", "quoted", "text", "at", "answer", "resolved_at")
    return {
        "kind": one.place.kind,
        "part": one.place.id,
        "title": one.place.title,
        "text": one.text,
        "version": one.version,
        "claims": [
            {"line": each.place.line, **{name: getattr(each, name) for name in names}, **_tied(each)}
            for each in checked.claims
        ],
        "faults": [f"{fault.problem}: {fault.mend}" for fault in checked.faults],
        "remarks": [f"{each.problem}: {each.mend}" if each.mend else each.problem for each in checked.remarks],
        "comments": [
            {name: getattr(each, name) for name in said} for each in query.comments(facts, one.place.kind, one.place.id)
        ],
    }


def _tied(claim: Claim) -> dict[str, Any]:
    given = claim.support or Support()
    return {
        "source": given.source,
        "statistic": given.statistic,
        "other_than": list(given.other_than),
    }
