"""The ways around an inspection for the people of the inspected service."""

from collections.abc import Mapping

from django.http import HttpRequest

from inspectorate.language import noted
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.web.address import address
from inspectorate_app.web.page import actor_of

#: Their pages in order: what they are called, the name of their route, and what one must be allowed.
PAGES: tuple[tuple[str, str, Action], ...] = (
    (noted("Start"), "service", Action.SEE_SERVICE_PAGES),
    (noted("Timetable"), "service_timetable", Action.SEE_SERVICE_PAGES),
    (noted("Requests"), "service_requests", Action.SEE_SERVICE_PAGES),
    (noted("Interviews"), "service_interviews", Action.SEE_SERVICE_PAGES),
    (noted("Emerging findings"), "service_findings", Action.OPEN_EMERGING_FINDINGS),
    (noted("Factual accuracy"), "service_accuracy", Action.COMMENT_ACCURACY),
    # the room of action plans
    (noted("Action plan"), "service_plan", Action.SEE_SERVICE_PAGES),
)


def service_pages(request: HttpRequest, inspection: str) -> list[Mapping[str, str]]:
    """The pages of an inspection that someone of the inspected service may open, as text and address."""
    actor = actor_of(request)
    return [
        {"text": text, "href": address(route, inspection=inspection)}
        for text, route, action in PAGES
        if may(actor, action, inspection)
    ]
