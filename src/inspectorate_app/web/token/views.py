"""Pages of one's own tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import token as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import token as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.token.forms import TokenForm


@page(Action.MANAGE_OWN_TOKENS)
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All tokens that one ever had."""
    return render(request, "token/tokens.html", {"tokens": query.of_person(actor.person or 0)})


@page(Action.MANAGE_OWN_TOKENS, FORM)
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A new token. It is told on the answer to the form and nowhere else, and so that is not redirected."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            secret = action.create(actor, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            return render(request, "token/made.html", {"secret": secret, "name": form.cleaned_data["name"]})
    return render(request, "token/new.html", {"form": form})


@page(Action.MANAGE_OWN_TOKENS, FORM)
def revoke(request: HttpRequest, actor: Actor, token: int) -> HttpResponse:
    """Asks whether a token is to stop working, and ends it."""
    found = next((each for each in query.of_person(actor.person or 0) if each.id == token), None)
    if found is None:
        raise NotThere
    if request.method == "POST":
        action.revoke(actor, token)
        messages.success(request, _("The token has stopped working."))
        return redirect("tokens")
    return render(request, "token/revoke.html", {"token": found})
