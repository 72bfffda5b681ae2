"""Findings: strengths and areas for improvement, each with what it rests on."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate_app.actions import finding as action
from inspectorate_app.actions import source as source_action
from inspectorate_app.actions.grounds import Grounds, choice, digest, grounds
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.page import After, AfterNumber, Limit, page
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import finding as query
from inspectorate_app.store.queries.source import Source

router = Router(tags=["Findings"])

Number = Annotated[int, Path(description="The number of a finding within its inspection", ge=0, le=2**31 - 1)]


class SourceOut(Schema):
    """What a finding rests on."""

    kind: str
    key: str
    title: str
    words: str = Field(description="What it said when it was tied")
    why: str = Field(description="How it bears the finding out")
    now: str | None = Field(description="What it says now; null where it is no longer there")
    changed: bool
    tied_at: datetime.datetime


class FindingOut(Schema):
    """A strength or an area for improvement."""

    number: int
    heading: str = Field(description="The id of a standard, or of another part of the report")
    kind: str = Field(description="strength or improvement")
    text: str
    place: int = Field(description="Its order among those of its heading and kind")
    chosen: bool = Field(description="Whether it is to be shared with the inspected service as emerging")
    version: int = Field(description="Send it back with your change")
    changed_at: datetime.datetime
    withdrawn: str | None = Field(description="Why it was withdrawn; null while it stands")
    kinds_of_evidence: list[str]
    triangulated: bool = Field(description="Whether enough kinds of evidence bear it out: how many is assumed")
    sources: list[SourceOut] = Field(description="As far as you may see them")
    unseen: int = Field(description="How many more there are that you may not see")


class Findings(Schema):
    """A page of findings."""

    items: list[FindingOut]
    next: str | None = Field(description="The address of the next page")


class OfferedOut(Schema):
    """What a finding may be tied to."""

    kind: str
    key: str
    title: str
    words: str
    seen: str = Field(description="Send it back when you tie the source: it stands for what you read")


class Offered(Schema):
    """A page of sources."""

    items: list[OfferedOut]
    next: str | None = Field(description="The address of the next page")


class FindingIn(Body):
    """A finding to be written."""

    heading: str = Field(max_length=60, examples=["2.2"])
    kind: str = Field(max_length=30, examples=["improvement"])
    text: str = Field(max_length=action.LONGEST)


class FindingChange(FindingIn):
    """A finding as it is to be, and the version that you saw."""

    version: int = Field(ge=0, le=2**31 - 1)


class SourceIn(Body):
    """A source to be tied."""

    kind: str = Field(max_length=30, examples=["results"])
    key: str = Field(max_length=200, examples=["2.2.3"])
    why: str = Field("", max_length=source_action.LONGEST)
    seen: str = Field("", max_length=12, description="What stood beside it when you read it; blank is not checked")


class Withdrawal(Body):
    """Why a finding no longer holds."""

    reason: str = Field(max_length=action.LONGEST_REASON)
    version: int = Field(ge=0, le=2**31 - 1)


class FindingSaved(Schema):
    """A finding was saved."""

    number: int
    version: int


class TiedOut(Schema):
    """A source was tied."""

    number: int
    sources: int = Field(description="How many it rests on now")


@operation(router, "GET", "", Action.SEE_FINDINGS, Findings, "List findings")
def list_all(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: AfterNumber
) -> dict[str, Any]:
    """Findings by number, those withdrawn among them, each with what it rests on as far as you may see it."""
    facts = found(inspection)
    rows = query.listed(facts, after, limit + 1)
    told = [_told(each) for each in grounds(actor_of(request), facts, rows)]
    return page(request, response, told, limit, lambda row: int(row["number"]))


@operation(router, "GET", "/sources", Action.WRITE_FINDING, Offered, "List what a finding may rest on")
def offered(
    request: HttpRequest, response: HttpResponse, inspection: InspectionSlug, limit: Limit, after: After
) -> dict[str, Any]:
    """Every source that you may tie to a finding, by kind and key."""
    by_name = {f"{each.kind}/{each.key}": each for each in choice(actor_of(request), found(inspection))}
    following = sorted(name for name in by_name if name > after)[: limit + 1]
    told = [_offer(by_name[name]) for name in following]
    return page(request, response, told, limit, lambda row: f"{row['kind']}/{row['key']}")


@operation(router, "GET", "/{int:finding}", Action.SEE_FINDINGS, FindingOut, "See a finding")
def find(request: HttpRequest, inspection: InspectionSlug, finding: Number) -> dict[str, Any]:
    """One finding, with what it rests on as far as you may see it."""
    facts = found(inspection)
    one = query.find(facts, finding)
    if one is None:
        raise NotThere
    return _told(grounds(actor_of(request), facts, [one])[0])


@operation(router, "POST", "", Action.WRITE_FINDING, FindingSaved, "Write a finding", 201)
def write(request: HttpRequest, inspection: InspectionSlug, body: FindingIn, key: Key = "") -> dict[str, Any]:
    """Write a finding, the last of its heading and kind."""

    def do() -> dict[str, Any]:
        number = action.write(actor_of(request), inspection, **body.model_dump())
        return {"number": number, "version": 1}

    return once_for(request, key, do)


@operation(router, "PUT", "/{int:finding}", Action.WRITE_FINDING, FindingSaved, "Change a finding")
def change(
    request: HttpRequest, inspection: InspectionSlug, finding: Number, body: FindingChange, key: Key = ""
) -> dict[str, Any]:
    """Change a finding. It must name the version that it changes."""

    def do() -> dict[str, Any]:
        version = action.change(actor_of(request), inspection, finding, **body.model_dump())
        return {"number": finding, "version": version}

    return once_for(request, key, do)


@operation(router, "POST", "/{int:finding}/sources", Action.WRITE_FINDING, TiedOut, "Tie a source to a finding")
def tie(
    request: HttpRequest, inspection: InspectionSlug, finding: Number, body: SourceIn, key: Key = ""
) -> dict[str, Any]:
    """Tie a source with what it says now; one that is tied already, anew."""

    def do() -> dict[str, Any]:
        sources = source_action.tie(actor_of(request), inspection, finding, **body.model_dump())
        return {"number": finding, "sources": sources}

    return once_for(request, key, do)


@operation(router, "POST", "/{int:finding}/withdrawal", Action.WITHDRAW_FINDING, FindingSaved, "Withdraw a finding")
def withdraw(
    request: HttpRequest, inspection: InspectionSlug, finding: Number, body: Withdrawal, key: Key = ""
) -> dict[str, Any]:
    """Withdraw a finding, with the reason. It can still be read."""

    def do() -> dict[str, Any]:
        action.withdraw(actor_of(request), inspection, finding, **body.model_dump())
        return {"number": finding, "version": body.version + 1}

    return once_for(request, key, do)


def _offer(source: Source) -> dict[str, Any]:
    told = {name: getattr(source, name) for name in ("kind", "key", "title", "words")}
    return {**told, "seen": digest(source)}


def _told(each: Grounds) -> dict[str, Any]:
    one = each.finding
    return {
        "number": one.number,
        "heading": one.heading,
        "kind": one.kind,
        "text": one.text,
        "place": one.place,
        "chosen": one.chosen,
        "version": one.version,
        "changed_at": one.changed_at,
        "withdrawn": one.withdrawn_reason if one.withdrawn_at else None,
        "kinds_of_evidence": list(one.support.kinds),
        "triangulated": one.support.triangulated,
        "unseen": each.unseen,
        "sources": [
            {
                "kind": source.tied.kind,
                "key": source.tied.key,
                "title": source.tied.title,
                "words": source.tied.words,
                "why": source.tied.why,
                "now": source.now.words if source.now else None,
                "changed": source.changed,
                "tied_at": source.tied.at,
            }
            for source in each.shown
        ],
    }
