"""The mail that goes out, for administrators: how it is, and what could not be delivered."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate_app.actions import mail as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import mail as query
from inspectorate_app.web.page import POST_ONLY, page
from inspectorate_app.wording import later

PURPOSES = {
    "notifications": later("Notifications"),
    "digest": later("Mail of the day"),
    "invitation": later("Invitation"),
    "security": later("Change of an account"),
    "subscription": later("Sign-up of a subscriber"),
    "publication": later("New report, to a subscriber"),
}


@page(Action.SEE_MAIL)
def mail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How many mails there are in each state, and which had trouble; no address and no word of them."""
    shown = {
        "counts": query.counts(),
        "troubled": query.troubled(),
        "purposes": PURPOSES,
        "configured": query.is_configured(),
        "address": settings.ADDRESS,
    }
    return render(request, "notification/mail.html", shown)


@page(Action.SEND_MAIL, POST_ONLY)
def try_again(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Put a mail on its way again that was given up."""
    action.try_again(actor, number)
    messages.success(request, _("The mail is tried again."))
    return redirect("mail")
