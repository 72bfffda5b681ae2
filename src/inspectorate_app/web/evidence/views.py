"""The request list with its states, what is missing by standard, and who has read what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, Action
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.membership import team
from inspectorate_app.web.evidence.wording import STATES, names, size
from inspectorate_app.web.inspection.views import may_now
from inspectorate_app.web.page import inspection_of, page


@page(Action.SEE_EVIDENCE)
def evidence(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every request with what came for it, and what one has not read yet."""
    facts = inspection_of(inspection)
    found = query.requests(facts)
    handed = [each for each in query.documents(facts) if each.request is None]
    shown = about(facts, actor) | {
        "requests": found,
        "handed": handed,
        "unread": {each.number: _unread(each.documents, actor) for each in found},
        "open": sum(each.state in query.OPEN for each in found),
        "overdue": sum(each.overdue(timezone.localdate()) for each in found),
        "to_read": _unread([*handed, *(one for each in found for one in each.documents)], actor),
    }
    return render(request, "evidence/evidence.html", shown)


@page(Action.SEE_EVIDENCE)
def gaps(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What is missing or overdue, standard by standard."""
    facts = inspection_of(inspection)
    shown = about(facts, actor) | {"gaps": query.gaps(facts, timezone.localdate())}
    return render(request, "evidence/gaps.html", shown)


@page(Action.SEE_EVIDENCE)
def reading(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Who of the team has read which document in its current version."""
    facts = inspection_of(inspection)
    members = team(facts.id, facts.organisation)
    readers = {each.person: each.name for each in members if each.role in MAY[Action.READ_EVIDENCE] and each.active}
    shown = about(facts, actor) | {"documents": query.documents(facts), "readers": readers}
    return render(request, "evidence/reading.html", shown)


def about(facts: InspectionFacts, actor: Actor) -> dict[str, Any]:
    """What every page of this room knows."""
    return {
        "inspection": facts,
        "states": STATES,
        "size": size,
        "today": timezone.localdate(),
        "titles": names(edition_used(facts)),
        "may_edit": may_now(actor, Action.EDIT_EVIDENCE_REQUESTS, facts),
        "may_upload": may_now(actor, Action.UPLOAD_EVIDENCE, facts),
        "may_read": may_now(actor, Action.READ_EVIDENCE, facts),
        "may_remove": may_now(actor, Action.REMOVE_EVIDENCE, facts),
        "me": actor.person,
    }


def _unread(documents: Any, actor: Actor) -> int:
    return sum(not each.current.removed_at and not each.current.read_by(actor.person) for each in documents)
