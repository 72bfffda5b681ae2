"""The figures of an inspection by group, as a report says them, one with all its versions, and what can be recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate.context.catalogue import product_catalogue
from inspectorate.context.moment import moment_words
from inspectorate.context.reading import COLUMNS
from inspectorate.context.value import at_the_start
from inspectorate.tabular import csv_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import context as query
from inspectorate_app.store.queries.context import Recorded
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.inspection.views import inspection_of, may_now
from inspectorate_app.web.page import page


@page(Action.SEE_CONTEXT)
def table(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every figure, the region's and the nation's beside it, and what changed since the last inspection."""
    found = inspection_of(inspection)
    shown = query.table(found)
    used = {level for _, lines in shown.groups for line in lines for level in line.levels}
    about = {
        "inspection": found,
        "groups": shown.groups,
        "earlier": shown.earlier,
        "earlier_when": moment_words(shown.earlier.published) if shown.earlier else "",
        # Beside what is inspected, the region and the nation where any figure is theirs.
        "levels": [each for each in query.level_titles(found).items() if each[0] in used | {"unit"}],
        "may_record": may_now(actor, Action.RECORD_CONTEXT, found),
    }
    return render(request, "context/table.html", about)


@page(Action.SEE_CONTEXT)
def report(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The figures in the words of a report, each with the date and source that a reader will ask for."""
    found = inspection_of(inspection)
    shown = query.table(found)
    groups = [(group, [(line, at_the_start(line.words)) for line in lines]) for group, lines in shown.groups]
    return render(request, "context/report.html", {"inspection": found, "groups": groups})


@page(Action.SEE_CONTEXT)
def catalogue(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What can be recorded: how each figure is counted, where it was seen in print, and what of it is assumed."""
    found, known = inspection_of(inspection), product_catalogue()
    return render(request, "context/catalogue.html", {"inspection": found, "catalogue": known})


@page(Action.SEE_CONTEXT)
def empty_list(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """A CSV file with a row for each figure that can be recorded, to be filled in and uploaded."""
    found = inspection_of(inspection)
    blank = dict.fromkeys(COLUMNS, "")
    rows = [
        {**blank, "figure": figure.title, "organisation": found.unit}
        for group in product_catalogue().groups
        for figure in group.figures
    ]
    answer = HttpResponse(csv_text(tuple(COLUMNS), rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="context-to-fill-in.csv"'
    return answer


@page(Action.SEE_CONTEXT)
def figure(request: HttpRequest, actor: Actor, inspection: str, figure: int) -> HttpResponse:
    """One figure, how it is counted, and everything that it has said."""
    found = inspection_of(inspection)
    shown = figure_of(found, figure)
    about = {
        "inspection": found,
        "one": shown,
        "levels": query.level_titles(found),
        "seen": [product_catalogue().cite(place) for place in shown.figure.seen],
        "may_record": not shown.current.withdrawn and may_now(actor, Action.RECORD_CONTEXT, found),
    }
    return render(request, "context/figure.html", about)


def figure_of(found: InspectionFacts, number: int) -> Recorded:
    """The figure that an address names. Raises ``NotThere``."""
    shown = query.find(found.id, number)
    if shown is None:
        raise NotThere
    return shown
