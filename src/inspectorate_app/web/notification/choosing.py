"""The page on which one chooses what one is told, and when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import notification as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.notification_kind import KINDS
from inspectorate_app.actions.notification_reading import kinds_for
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import mail
from inspectorate_app.store.queries import notification as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.notification.forms import SettingsForm
from inspectorate_app.web.page import FORM, page


@page(Action.SEE_OWN_NOTIFICATIONS, FORM)
def settings_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Each kind in the application, by mail, both or neither; the mail of the day; quiet hours."""
    kinds, choice = kinds_for(actor), query.choice(actor.person or 0)
    form = SettingsForm(request.POST if request.method == "POST" else None, kinds=kinds, choice=choice)
    if form.is_valid():
        try:
            action.choose(actor, {**choice.kinds, **form.chosen()}, **form.hours())
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Your choice is saved."))
            return redirect("notification_settings")
    shown = {"form": form, "kinds": [(kind, KINDS[kind]) for kind in kinds], "mailed": mail.is_configured()}
    return render(request, "notification/settings.html", shown)
