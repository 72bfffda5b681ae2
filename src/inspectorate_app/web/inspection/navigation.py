"""The ways around an inspection: only what this person may see of it."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from inspectorate_app.actions.permission import Action, may
from inspectorate_app.web.page import actor_of

#: The rooms of an inspection in order: what they are called, the name of their route, and which of these one must be
#: allowed to see.
ROOMS: tuple[tuple[str, str, tuple[Action, ...]], ...] = (
    ("Overview", "inspection", (Action.SEE_INSPECTION,)),
    ("Timetable", "timetable", (Action.SEE_INSPECTION,)),
    ("Team", "team", (Action.SEE_INSPECTION,)),
    ("Sample", "sample", (Action.SEE_SAMPLE,)),
    ("Cases", "cases", (Action.SEE_OWN_CASES, Action.SEE_ALL_CASES)),
    ("Progress", "progress", (Action.SEE_PROGRESS,)),
    # the rooms of meetings and of context data
    ("Meetings", "meetings", (Action.SEE_MEETINGS,)),
    ("Context", "context", (Action.SEE_CONTEXT,)),
    ("Results", "results", (Action.SEE_RESULTS,)),
    ("Standards", "standards", (Action.SEE_RESULTS,)),
    # survey
    ("Surveys", "surveys", (Action.SEE_SURVEYS,)),
    ("Ratings panel", "panel", (Action.SEE_PANEL,)),
    ("Audit trail", "inspection_audit", (Action.SEE_AUDIT,)),
)


def rooms(request: HttpRequest, inspection: str) -> list[Mapping[str, str]]:
    """The rooms of an inspection that whoever asks may see, as text and address."""
    if not request.user.is_authenticated:
        return []
    actor = actor_of(request)
    return [
        {"text": text, "href": reverse(route, kwargs={"inspection": inspection})}
        for text, route, actions in ROOMS
        if any(may(actor, action, inspection) for action in actions)
    ]
