"""The numbers of the evidence, looked for by words, each in every form in which it can be said."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from inspectorate.report.placeholder import Placeholder
from inspectorate.report.statistic import Statistic
from inspectorate.report.wording import forms, worded
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.draft import Place
from inspectorate_app.store.queries.draft_check import Evidence
from inspectorate_app.web.draft.room import place_of
from inspectorate_app.web.page import inspection_of, page

#: How many are shown at a time: whoever looks for one narrows the list by words.
SHOWN = 25


@dataclass(frozen=True)
class Form:
    """A form of a number: its words now, and what is typed to have it."""

    words: str
    placeholder: str


@dataclass(frozen=True)
class Number:
    """A number of the evidence."""

    key: str
    what: str
    source: str
    forms: tuple[Form, ...]


@page(Action.SEE_DRAFTS)
def numbers(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """The numbers whose words hold those looked for; without any, those of the part's own standard first."""
    facts = inspection_of(inspection)
    place = place_of(facts, kind, part)
    looked_for = request.GET.get("words", "")[:100]
    found = list(_found(draft_check.evidence(facts), place, looked_for))
    shown = [_number(each) for each in found[:SHOWN]]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"numbers": [asdict(each) for each in shown], "total": len(found)})
    content = {"inspection": facts, "place": place, "words": looked_for, "found": shown, "total": len(found)}
    return render(request, "draft/numbers.html", content)


def _found(known: Evidence, place: Place, looked_for: str) -> Iterator[Statistic]:
    words = looked_for.casefold().split()
    in_order = sorted(known.statistics.values(), key=lambda each: each.about != place.standard)
    for each in in_order:
        text = " ".join((each.key, each.what, each.about, each.group, *each.terms)).casefold()
        if all(word in text for word in words):
            yield each


def _number(statistic: Statistic) -> Number:
    said = (Form(worded(statistic, form), str(Placeholder(statistic.key, form))) for form in forms(statistic))
    what = f"{statistic.what} ({statistic.group})" if statistic.group else statistic.what
    return Number(statistic.key, what, statistic.source, tuple(said))
