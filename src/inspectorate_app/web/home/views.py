"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.web.page import page


@page(Action.USE_OWN_ACCOUNT)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is to be done."""
    return render(request, "home/home.html", {})
