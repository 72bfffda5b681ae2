"""The ratings panel: its sitting, its decisions, signing off and reopening."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import panel as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, StandardId, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import panel as query

router = Router(tags=["Ratings panel"])


class DecisionOut(Schema):
    """A decision beside the computed rating."""

    standard: str
    computed: str
    rating: str
    reason: str
    decided_at: datetime.datetime


class PanelOut(Schema):
    """A sitting of the ratings panel."""

    number: int = Field(description="Counts the sittings of the inspection")
    state: Literal["open", "signed_off", "reopened"]
    held_on: datetime.date
    members: int = Field(description="How many sit on it")
    decisions: list[DecisionOut]
    signed_off_at: datetime.datetime | None
    evidence_sha256: str = Field(description="Of the evidence that was frozen at sign-off; blank before")
    ratings: dict[str, Any] = Field(description="What was signed off; empty before")


class OpenIn(Body):
    """A sitting."""

    held_on: datetime.date
    members: list[Annotated[int, Field(ge=1, le=2**53)]] = Field(
        min_length=1, max_length=30, description="The numbers of people with the role of panel member"
    )


class DecisionIn(Body):
    """A decision."""

    rating: str = Field(max_length=40)
    reason: str = Field(max_length=10_000)


class PanelReasonIn(Body):
    """Why."""

    reason: str = Field(max_length=10_000)


@operation(router, "GET", "", Action.SEE_PANEL, PanelOut, "See the ratings panel")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The sitting that is open or has signed off; 404 where there is none."""
    return _standing(inspection)


@operation(router, "POST", "", Action.OPEN_PANEL, PanelOut, "Open the ratings panel", 201)
def open_panel(request: HttpRequest, inspection: InspectionSlug, body: OpenIn, key: Key = "") -> dict[str, Any]:
    """Open a sitting with its date and members."""

    def do() -> dict[str, Any]:
        return {"id": action.open_panel(actor_of(request), inspection, held_on=body.held_on, members=body.members)}

    once_for(request, key, do)
    return _standing(inspection)


@operation(router, "PUT", "/decisions/{str:standard}", Action.DECIDE_RATING, PanelOut, "Decide a rating")
def decide(
    request: HttpRequest, inspection: InspectionSlug, standard: StandardId, body: DecisionIn, key: Key = ""
) -> dict[str, Any]:
    """Decide a rating beside the computed one, with the reason, within the panel's discretion."""

    def do() -> dict[str, Any]:
        action.decide(actor_of(request), inspection, standard, rating=body.rating, reason=body.reason)
        return {}

    once_for(request, key, do)
    return _standing(inspection)


@operation(router, "DELETE", "/decisions/{str:standard}", Action.DECIDE_RATING, PanelOut, "Withdraw a decision")
def withdraw(request: HttpRequest, inspection: InspectionSlug, standard: StandardId, key: Key = "") -> dict[str, Any]:
    """Take a decision back, so that the computed rating stands."""

    def do() -> dict[str, Any]:
        action.withdraw_decision(actor_of(request), inspection, standard)
        return {}

    once_for(request, key, do)
    return _standing(inspection)


@operation(router, "POST", "/sign-off", Action.SIGN_OFF, PanelOut, "Sign the ratings off")
def sign_off(request: HttpRequest, inspection: InspectionSlug, key: Key = "") -> dict[str, Any]:
    """Sign the ratings off: what they rest on is frozen with a hash."""

    def do() -> dict[str, Any]:
        return {"sha256": action.sign_off(actor_of(request), inspection)}

    once_for(request, key, do)
    return _standing(inspection)


@operation(router, "POST", "/reopening", Action.REOPEN_PANEL, PanelOut, "Reopen the ratings")
def reopen(request: HttpRequest, inspection: InspectionSlug, body: PanelReasonIn, key: Key = "") -> dict[str, Any]:
    """Reopen signed-off ratings, with the reason. What was signed off is kept as it is."""

    def do() -> dict[str, Any]:
        action.reopen_panel(actor_of(request), inspection, reason=body.reason)
        return {}

    once_for(request, key, do)
    return _told(query.panels(found(inspection))[-1])


def _standing(inspection: str) -> dict[str, Any]:
    facts = query.current(found(inspection))
    if facts is None:
        raise NotThere(_("No ratings panel is open, and none has signed off."))
    return _told(facts)


def _told(facts: query.PanelFacts) -> dict[str, Any]:
    return {
        "number": facts.number,
        "state": facts.state,
        "held_on": facts.held_on,
        "members": len(facts.members),
        "decisions": [
            {
                "standard": each.standard,
                "computed": each.computed,
                "rating": each.rating,
                "reason": each.reason,
                "decided_at": each.at,
            }
            for each in facts.decisions.values()
        ],
        "signed_off_at": facts.signed_off_at,
        "evidence_sha256": facts.sha256,
        "ratings": dict(facts.ratings),
    }
