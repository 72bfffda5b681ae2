"""Choosing what a finding rests on: looking for it, reading it, tying it to the finding, and letting go of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import source as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.grounds import choice, digest, kinds_seen, one_of
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries.finding import headings
from inspectorate_app.store.queries.offer import OFFERED, filtered, title_of
from inspectorate_app.web.finding.forms import Looking, Tying
from inspectorate_app.web.finding.room import heading_of, standing
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page

SIZE = 25


@page(Action.WRITE_FINDING)
def sources(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """What a finding may rest on, by kind, standard and words; at first what speaks on its own standard."""
    facts = inspection_of(inspection)
    one = standing(facts, finding)
    heading = heading_of(facts, one.heading)
    kinds = [(name, kind.title) for name, kind in OFFERED.items() if name in kinds_seen(actor, inspection)]
    standards = [(each.standard, each.title) for each in headings(facts) if each.standard]
    asked = {name: request.GET.get(name, "") for name in ("kind", "standard", "words")}
    if not request.GET:
        asked["standard"] = heading.standard
    form = Looking(kinds, standards, asked)
    wanted = form.cleaned_data if form.is_valid() else {}
    listed = filtered(choice(actor, facts), **wanted) if form.is_valid() else []
    pages = -(-len(listed) // SIZE)
    number = min(max(_number(request.GET.get("page", "")), 1), max(pages, 1))
    content = {
        "inspection": facts,
        "one": one,
        "heading": heading,
        "form": form,
        "listed": listed[(number - 1) * SIZE : number * SIZE],
        "total": len(listed),
        "tied": {each.name for each in one.sources},
        "kind_of": title_of,
        "number": number,
        "pages": pages,
        "base": f"?{urlencode(wanted or asked)}&page=",
    }
    return render(request, "finding/sources.html", content)


@page(Action.WRITE_FINDING, FORM)
def tie(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """Show a source in its own words, and tie it with a note of how it bears the finding out."""
    facts = inspection_of(inspection)
    one = standing(facts, finding)
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "")
    source = one_of(actor, facts, kind, key)
    tied = next((each for each in one.sources if each.name == (kind, key)), None)
    given = {"why": tied.why if tied else "", "seen": digest(source)}
    form = Tying(request.POST if request.method == "POST" else None, initial=given)
    overtaken = False
    if form.is_bound and form.is_valid():
        try:
            actions.tie(actor, inspection, finding, kind=kind, key=key, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken:
            source, overtaken = one_of(actor, facts, kind, key), True
            form = Tying({**request.POST.dict(), "seen": digest(source)})
        else:
            messages.success(request, _("What it says now is kept") if tied else _("Tied to the finding"))
            return redirect("finding", inspection=inspection, finding=finding)
    content = {"inspection": facts, "one": one, "source": source, "tied": tied, "form": form, "kind_of": title_of}
    return render(request, "finding/tying.html", content | {"overtaken": overtaken}, status=409 if overtaken else 200)


@page(Action.WRITE_FINDING, POST_ONLY)
def untie(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """Let go of a source."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    actions.untie(actor, inspection, finding, kind=kind, key=key)
    messages.success(request, _("The finding no longer rests on it"))
    return redirect("finding", inspection=inspection, finding=finding)


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 6 else 1
