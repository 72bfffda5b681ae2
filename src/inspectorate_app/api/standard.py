"""Judgements of the standards that rest on no cases."""

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import standard as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, StandardId, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import standard as query
from inspectorate_app.store.queries.inspection import edition_used

router = Router(tags=["Standards"])


class JudgedOut(Schema):
    """A standard to be judged, and how it is."""

    standard: str
    title: str
    rating: str = Field(description="Blank where it was not judged yet")
    reason: str
    version: int = Field(description="Send it back with your change; 0 where nothing was saved yet")
    judged_at: datetime.datetime | None


class Judgements(Schema):
    """The standards that an inspection judges, in the order of the framework."""

    standards: list[JudgedOut]


class JudgementIn(Body):
    """A judgement."""

    rating: str = Field(max_length=40, examples=["Good"])
    reason: str = Field(max_length=10_000)
    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw; 0 where there was none")


class JudgementSaved(Schema):
    """A judgement was saved."""

    standard: str
    version: int


@operation(router, "GET", "", Action.SEE_RESULTS, Judgements, "List judgements")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every standard that is judged on the organisation, with its judgement."""
    facts = found(inspection)
    judged = query.judgements(facts)
    names = [(one.id, one.title) for one in query.to_judge(edition_used(facts), facts.service)]
    if query.judged_overall(edition_used(facts)):
        names.append((query.OVERALL, "Overall"))
    return {"standards": [_told(name, title, judged.get(name)) for name, title in names]}


@operation(router, "PUT", "/{str:standard}/judgement", Action.JUDGE_STANDARD, JudgementSaved, "Judge a standard")
def judge(
    request: HttpRequest, inspection: InspectionSlug, standard: StandardId, body: JudgementIn, key: Key = ""
) -> dict[str, Any]:
    """Give a standard its rating, with the reason. It must name the version that it changes."""

    def do() -> dict[str, Any]:
        version = action.judge(actor_of(request), inspection, standard, **body.model_dump())
        return {"standard": standard, "version": version}

    return once_for(request, key, do)


def _told(name: str, title: str, judged: query.Judged | None) -> dict[str, Any]:
    return {
        "standard": name,
        "title": title,
        "rating": judged.rating if judged else "",
        "reason": judged.reason if judged else "",
        "version": judged.version if judged else 0,
        "judged_at": judged.at if judged else None,
    }
