"""The pages of one's notifications, and of what is due."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate_app.actions import due as dues
from inspectorate_app.actions import notification as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.notification_reading import Told, told
from inspectorate_app.actions.permission import Action
from inspectorate_app.web.page import POST_ONLY, page

#: Notifications on a page.
PAGE = 25


@page(Action.SEE_OWN_NOTIFICATIONS)
def notifications(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What one was told and may still see: what is unread first."""
    found = sorted(told(actor), key=lambda each: each.facts.read_at is not None)
    pages = max(1, -(-len(found) // PAGE))
    asked = request.GET.get("page", "1")
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 7 else 1
    shown = {
        "told": found[(number - 1) * PAGE : number * PAGE],
        "number": number,
        "pages": pages,
        "latest": max((each.facts.id for each in found if each.facts.read_at is None), default=0),
    }
    return render(request, "notification/notifications.html", shown)


@page(Action.SEE_OWN_NOTIFICATIONS)
def follow(request: HttpRequest, actor: Actor, notification: int) -> HttpResponse:
    """Mark a notification as read and go where it leads; back to the list where it is none of one's own."""
    found = _found(actor, notification)
    if found is None:
        return redirect("notifications")
    if found.facts.read_at is None:
        action.mark_read(actor, notification)
    return redirect(found.address)


@page(Action.SEE_OWN_NOTIFICATIONS, POST_ONLY)
def mark(request: HttpRequest, actor: Actor, notification: int) -> HttpResponse:
    """Mark a notification as read."""
    action.mark_read(actor, notification)
    return redirect("notifications")


@page(Action.SEE_OWN_NOTIFICATIONS, POST_ONLY)
def mark_all(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mark as read what stood on the page, and not what came since."""
    until = request.POST.get("until", "")
    if until.isdecimal() and len(until) < 19:
        action.mark_all_read(actor, int(until))
        messages.success(request, _("All are marked as read."))
    return redirect("notifications")


@page(Action.SEE_OWN_NOTIFICATIONS)
def due(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is due in all of one's inspections, an inspection after the other, those with the earliest day first."""
    found = dues.of_person(actor, timezone.localdate())
    order = list(dict.fromkeys(each.inspection for each in found))
    grouped = sorted(found, key=lambda each: order.index(each.inspection))
    groups = [list(some) for _, some in groupby(grouped, key=lambda each: each.inspection)]
    return render(request, "notification/due.html", {"groups": groups, "today": timezone.localdate()})


def _found(actor: Actor, notification: int) -> Told | None:
    return next((each for each in told(actor, shown=None) if each.facts.id == notification), None)
