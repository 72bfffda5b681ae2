"""Results: ratings as they stand, every question, key questions by characteristic, and what was published before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import edition_folders, product_framework
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.actions.result import export
from inspectorate_app.store.queries.characteristic import by_characteristic
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.published import beside, day_words
from inspectorate_app.store.queries.release import is_told
from inspectorate_app.store.queries.result import cases_to_read, results
from inspectorate_app.store.queries.tally import findings
from inspectorate_app.web.disclosure.small import small_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.result.forms import Download, Split
from inspectorate_app.web.result.question import topics
from inspectorate_app.web.result.standing import standings
from inspectorate_app.wording import later

#: The pages of this room: the name of each route, and its words.
PAGES = (
    ("results", later("Ratings")),
    ("results_questions", later("All questions")),
    ("results_by", later("By characteristic")),
    ("results_beside", later("Beside earlier inspections")),
)


@page(Action.SEE_RESULTS)
def ratings(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The standards with their percentages, ratings and working."""
    facts = inspection_of(inspection)
    result = results(facts)
    return _shown(request, actor, facts, "results", result=result, standings=standings(result))


@page(Action.SEE_RESULTS)
def questions(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every question with its counts."""
    facts = inspection_of(inspection)
    counted = findings(facts)
    whole = cases_to_read(facts)
    return _shown(request, actor, facts, "results_questions", topics=topics(counted), cases=counted.cases, whole=whole)


@page(Action.SEE_RESULTS)
def by(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The key questions by one characteristic, once fieldwork has ended, small groups protected."""
    facts = inspection_of(inspection)
    characteristics = edition_used(facts).framework.characteristics
    form = Split(characteristics, request.GET or None)
    chosen = form.cleaned_data["characteristic"] if form.is_bound and form.is_valid() else ""
    return _shown(
        request,
        actor,
        facts,
        "results_by",
        form=form,
        told=is_told(facts),
        split=by_characteristic(facts, chosen) if chosen else None,
        standards=[one for one in edition_used(facts).standards if one.kind == "case"],
        small=small_of(facts),
    )


@page(Action.SEE_RESULTS)
def earlier(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The inspection beside the last one of the unit, and beside its region."""
    facts = inspection_of(inspection)
    found = beside(facts, results(facts))
    words = {"day_words": day_words, "edition_title": _edition_title, "today": timezone.localdate()}
    return _shown(request, actor, facts, "results_beside", beside=found, **words)


def _edition_title(name: str) -> str:
    """What an edition of the product is called; the register may name one that the product has not."""
    return product_framework(name).title if name in edition_folders() else name


@page(Action.EXPORT_RESULTS, FORM)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Asks which file is wanted, and gives it."""
    facts = inspection_of(inspection)
    characteristics = edition_used(facts).framework.characteristics
    form = Download(characteristics, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            wanted = form.cleaned_data
            file = export(actor, inspection, form=wanted["form"], characteristic=wanted["characteristic"])
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error("characteristic", str(error))
        else:
            answer = HttpResponse(file.text, content_type=file.content_type)
            answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
            return answer
    return render(request, "result/download.html", {"inspection": facts, "form": form})


def _shown(request: HttpRequest, actor: Actor, facts: InspectionFacts, name: str, **content: Any) -> HttpResponse:
    """One page of the room, with the ways to the others."""
    ways = [
        {"text": words, "href": reverse(route, kwargs={"inspection": facts.slug}), "active": route == name}
        for route, words in PAGES
    ]
    may_export = may(actor, Action.EXPORT_RESULTS, facts.slug)
    return render(
        request, f"result/{name}.html", {"inspection": facts, "ways": ways, "may_export": may_export, **content}
    )
