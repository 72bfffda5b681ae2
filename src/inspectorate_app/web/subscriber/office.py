"""For whoever publishes: how many are told of what. No address is shown; one that is typed can be deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions import subscriber as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import mail as mails
from inspectorate_app.store.queries import subscriber as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.register.words import kind_words
from inspectorate_app.web.subscriber.forms import DeletionForm


@page(Action.SEE_SUBSCRIBERS, FORM)
def subscribers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The numbers; and the form that deletes an address because its owner asked."""
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action.delete(actor, form.cleaned_data["email"])
            messages.success(request, _("The address was deleted."))
            return redirect("subscribers")
        except NotThere as refused:
            mend = _("check how it is written")
            add_faults(form, BadInput([Fault("", 0, "email", str(refused).rstrip("."), mend)]))
    shown = {"form": form, "counts": query.counts(), "mailing": mails.is_configured(), "kind_words": kind_words}
    return render(request, "subscriber/subscribers.html", shown)
