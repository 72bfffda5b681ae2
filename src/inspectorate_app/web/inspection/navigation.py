"""The ways around an inspection: only what this person may see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest

from inspectorate.language import noted
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import hold
from inspectorate_app.web.address import address
from inspectorate_app.web.page import actor_of

#: A room: what it is called, the name of its route, and which actions one must be allowed, any one of them.
Room = tuple[str, str, tuple[Action, ...]]
#: The rooms of an inspection in order, a line each. A word alone is the heading of the rooms that follow it.
ROOMS: tuple[str | Room, ...] = (
    noted("Plan"),
    (noted("Overview"), "inspection", (Action.SEE_INSPECTION,)),
    (noted("Timetable"), "timetable", (Action.SEE_INSPECTION,)),
    (noted("Team"), "team", (Action.SEE_INSPECTION,)),
    noted("Gather"),
    (noted("Evidence"), "evidence", (Action.SEE_EVIDENCE,)),
    (noted("Inspected service"), "inspected_service", (Action.SEE_INSPECTED_SERVICE,)),
    (noted("Sample"), "sample", (Action.SEE_SAMPLE,)),
    (noted("Cases"), "cases", (Action.SEE_OWN_CASES, Action.SEE_ALL_CASES)),
    (noted("Blind readings"), "readings", (Action.SEE_OWN_READINGS,)),
    (noted("Progress"), "progress", (Action.SEE_PROGRESS,)),
    (noted("Meetings"), "meetings", (Action.SEE_MEETINGS,)),
    (noted("Context"), "context", (Action.SEE_CONTEXT,)),
    (noted("Surveys"), "surveys", (Action.SEE_SURVEYS,)),
    noted("Judge"),
    (noted("Results"), "results", (Action.SEE_RESULTS,)),
    (noted("Standards"), "standards", (Action.SEE_RESULTS,)),
    (noted("Findings"), "findings", (Action.SEE_FINDINGS,)),
    (noted("Ratings panel"), "panel", (Action.SEE_PANEL,)),
    (noted("Recommendations"), "recommendations", (Action.SEE_RECOMMENDATIONS,)),
    # what goes outside, in the order in which it is done
    noted("Publish"),
    (noted("Documents"), "drafts", (Action.SEE_DRAFTS,)),
    (noted("Reviews"), "reviews", (Action.SEE_REVIEWS,)),
    (noted("Factual accuracy"), "accuracy", (Action.SEE_ACCURACY,)),
    (noted("Publication"), "publication", (Action.SEE_PUBLICATION,)),
    (noted("Embargoed copies"), "embargoed", (Action.SEE_EMBARGOED,)),
    (noted("Action plan"), "action_plan", (Action.SEE_ACTION_PLAN,)),
    (noted("Legal holds"), "holds", (Action.SEE_HOLDS,)),
    noted("Check"),
    (noted("Quality"), "quality", (Action.SEE_QUALITY,)),
    (noted("Audit trail"), "inspection_audit", (Action.SEE_AUDIT,)),
    # archive
    (noted("Archive"), "archive", (Action.EXPORT_ARCHIVE, Action.EXPORT_ANONYMISED)),
)
#: The rooms of what goes outside: their pages say where a legal hold stands.
PUBLISHING = frozenset({"Documents", "Reviews", "Factual accuracy", "Publication", "Embargoed copies", "Legal holds"})


class Link(NamedTuple):
    """A room that one may open: its text, in the words of the code, and its address."""

    text: str
    href: str


@dataclass(frozen=True)
class Group:
    """Rooms under one heading."""

    heading: str
    rooms: tuple[Link, ...]


def groups(request: HttpRequest, inspection: str) -> tuple[Group, ...]:
    """The rooms of an inspection that whoever asks may see, under their headings; no heading without a room."""
    if not request.user.is_authenticated:
        return ()
    actor = actor_of(request)
    found: dict[str, list[Link]] = {}
    heading = ""
    for each in ROOMS:
        if isinstance(each, str):
            heading = each
            continue
        text, route, actions = each
        if any(may(actor, action, inspection) for action in actions):
            found.setdefault(heading, []).append(Link(text, address(route, inspection=inspection)))
    return tuple(Group(heading, tuple(rooms)) for heading, rooms in found.items())


def rooms(request: HttpRequest, inspection: str) -> list[Link]:
    """The same in one list, without headings."""
    return [room for group in groups(request, inspection) for room in group.rooms]


def may_search(request: HttpRequest, inspection: str) -> bool:
    """Whether whoever asks may search an inspection: what a page offers them. Costs no query where rooms are shown."""
    return bool(request.user.is_authenticated) and may(actor_of(request), Action.SEE_FOUND, inspection)


def may_see_holds(request: HttpRequest, inspection: str) -> bool:
    """Whether whoever asks may see why a legal hold stands; costs no query where rooms are shown."""
    return bool(request.user.is_authenticated) and may(actor_of(request), Action.SEE_HOLDS, inspection)


def covered_holds(request: HttpRequest, inspection: int) -> list[Mapping[str, Any]]:
    """The legal holds that keep the letter of an inspection, by id, as ``hold/notice.html`` takes them.

    They stand on inspections that it covers. Which those are is told to who may see their holds.
    """
    found: list[Mapping[str, Any]] = []
    for each in hold.covered(inspection):
        seen = may_see_holds(request, each.inspection)
        href = address("holds", inspection=each.inspection) if seen else ""
        found.append({"unit": each.unit if seen else "", "since": each.since, "href": href})
    return found
