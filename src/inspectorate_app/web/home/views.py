"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, PUBLISHING, Action, Role
from inspectorate_app.store.queries import service
from inspectorate_app.store.queries import standing as query
from inspectorate_app.store.queries.service import Place
from inspectorate_app.store.queries.service_task import Waiting, waiting
from inspectorate_app.store.queries.standing import Standing
from inspectorate_app.web.home.task import tasks
from inspectorate_app.web.page import page
from inspectorate_app.web.service.views import tasks as service_tasks
from inspectorate_app.wording import later

#: The states of a publication as the table of those on their way calls them, and the colours of their tags.
PUBLICATIONS = {
    "": (later("Not prepared yet"), "grey"),
    "begun": (later("Correction begun"), "blue"),
    "making": (later("Files are being made"), "yellow"),
    "failed": (later("Failed"), "red"),
    "prepared": (later("Waits for approval"), "yellow"),
    "approved": (later("Approved"), "green"),
}


@page(Action.USE_OWN_ACCOUNT)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What needs doing, and one's inspections: those with a role, and for who plans them all that are under way."""
    today = timezone.localdate()
    mine = query.of_member(actor.person, today) if actor.person is not None else ()
    publishing: tuple[Standing, ...] = ()
    all_under_way: tuple[Standing, ...] = ()
    if actor.person is not None and actor.office in PUBLISHING:
        publishing = all_under_way = query.to_publish(actor.person, today)
    elif actor.person is not None and actor.office in MAY[Action.SET_UP_INSPECTION]:
        all_under_way = query.under_way(actor.person, today)
    known = {each.inspection.id for each in mine}
    others = tuple(each for each in all_under_way if each.inspection.id not in known)
    shown = {
        "to_do": _to_do((*mine, *others), actor),
        "mine": mine,
        "publishing": [(each, PUBLICATIONS[each.waiting.publication]) for each in publishing],
        "invitations": _invitations(actor),
        "labels": {role.value: role.label for role in Role},
        "places": _places(actor),
        "may_see_programme": actor.office in MAY[Action.SEE_PROGRAMME],
    }
    return render(request, "home/home.html", shown)


def _to_do(standings: tuple[Standing, ...], actor: Actor) -> list[tuple[Standing, list[dict[str, str]]]]:
    """The inspections in which someone has something to do, each with their tasks as a task list shows them."""
    today, found = timezone.localdate(), []
    for standing in standings:
        slug = standing.inspection.slug
        listed = [
            {
                "text": task.text,
                "href": reverse(task.route, kwargs={"inspection": slug}),
                "status": task.status,
                "colour": task.colour,
                "hint": task.hint,
            }
            for task in tasks(standing, actor.office, today)
        ]
        if listed:
            found.append((standing, listed))
    return found


def _places(actor: Actor) -> list[tuple[Place, list[dict[str, str]]]]:
    """The inspections in which someone is of the inspected service, each with what there is to do."""
    found = service.places_of(actor.person) if actor.person is not None else ()
    waits = waiting([place.inspection for place in found], actor.person, timezone.localdate()) if found else {}
    return [(place, _of_service(place, waits[place.inspection.id])) for place in found]


def _of_service(place: Place, waits: Waiting) -> list[dict[str, str]]:
    may_open = not MAY[Action.OPEN_EMERGING_FINDINGS].isdisjoint(Role(each) for each in place.roles)
    return service_tasks(place.inspection, waits, may_open=may_open)


def _invitations(actor: Actor) -> int:
    """How many invitations wait, for who can send them anew."""
    return query.pending_invitations(timezone.now()) if actor.office in MAY[Action.MANAGE_PEOPLE] else 0
