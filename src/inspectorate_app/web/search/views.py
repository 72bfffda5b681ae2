"""Search across an inspection: words are sent, kept with the session, and what was found is a page of its own."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from inspectorate.errors import BadInput
from inspectorate.search.wanted import read
from inspectorate_app.actions import search as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.search import Found, Shown
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.search.forms import NarrowForm, WordsForm
from inspectorate_app.web.search.kept import keep, recall
from inspectorate_app.web.service.navigation import service_pages


@page(Action.SEE_FOUND, FORM)
def search(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Take what is looked for, and lead to what was found; an empty box where nothing was sent."""
    facts = inspection_of(inspection)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            read(words)
        except BadInput as error:
            add_faults(form, error)
        else:
            number = keep(request.session, inspection, words)
            return redirect("search_found", inspection=inspection, search=number)
    return _shown(request, actor, facts, form=form)


@page(Action.SEE_FOUND)
def found(request: HttpRequest, actor: Actor, inspection: str, search: int) -> HttpResponse:
    """What was found, a page at a time, narrowed to a kind or a standard."""
    facts = inspection_of(inspection)
    words = recall(request.session, inspection, search)
    if words is None:
        return _shown(request, actor, facts, form=WordsForm(), forgotten=True)
    chosen = {name: request.GET.get(name, "") for name in ("kind", "standard")}
    result = action.search(actor, facts, words, **chosen, page=_number(request.GET.get("page", "")))
    shown = {
        "form": WordsForm(initial={"words": words}),
        "words": words,
        "found": result,
        "hits": [(each, _address(each)) for each in result.shown],
        "narrow": NarrowForm(result, chosen),
        "narrowed": any(chosen.values()),
        "everything_href": reverse("search_found", kwargs={"inspection": inspection, "search": search}),
        "base": f"?{urlencode(chosen)}&page=",
    }
    return _shown(request, actor, facts, **shown)


def _shown(request: HttpRequest, actor: Actor, facts: InspectionFacts, **more: Any) -> HttpResponse:
    """The page among those of the team, or among those of the inspected service."""
    found: Found | None = more.get("found")
    of_the_team = may(actor, Action.SEE_INSPECTION, facts.slug)
    about = {
        "inspection": facts,
        "layout": "inspection/layout.html" if of_the_team else "service/layout.html",
        "pages": [] if of_the_team else service_pages(request, facts.slug),
        "in_the_team": of_the_team,
        "found": found,
        "forgotten": False,
    }
    return render(request, "search/search.html", about | more)


def _address(hit: Shown) -> str:
    anchor = f"#{hit.text.anchor}" if hit.text.anchor else ""
    return f"{reverse(hit.text.route, kwargs=dict(hit.text.arguments))}{anchor}"


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 1
