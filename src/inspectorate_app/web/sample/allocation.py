"""Who reads which case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate_app.actions import policy, withheld
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.queries import allocation as query
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.training import why_not_ready
from inspectorate_app.store.queries.withheld import folded
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.sample.case import case_of
from inspectorate_app.web.sample.forms import AllocateForm
from inspectorate_app.web.sample.paging import SIZE, pages
from inspectorate_app.web.sample.views import can, found


@page(Action.ALLOCATE_CASES, FORM)
def overview(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Who may read how many cases and has how many, and the cases that nobody has; ask for all to be allocated."""
    facts = found(inspection)
    if request.method == "POST":
        _allocate(request, actor, inspection)
        return redirect("allocation", inspection=inspection)
    readers = query.readers_of(facts)
    at = pages(request, cases.count_of(facts.id, "main", allocated=False))
    proposal = query.proposal_for(facts, readers) if at.total else None
    waiting = cases.cases_of(facts.id, "main", allocated=False, offset=at.offset, limit=SIZE)
    why = withheld.reasons(actor, facts.id)
    about = {
        "inspection": facts,
        "readers": [_row(facts, each, query.places_of(facts.id)) for each in readers],
        "waiting": [withheld.hidden(each, why) for each in waiting],
        "reasons": {each.number: each.reason for each in proposal.left if each.number not in why} if proposal else {},
        "can_be_given": len(proposal.person_of) if proposal else 0,
        "at": at,
        "main": cases.count_of(facts.id, "main"),
        "can_allocate": can(actor, Action.ALLOCATE_CASES, facts),
    }
    return render(request, "sample/allocation.html", about)


def _allocate(request: HttpRequest, actor: Actor, inspection: str) -> None:
    try:
        given = action.allocate(actor, inspection)
    except NotNow as error:
        messages.warning(request, str(error))
        return
    cases, left = len(given.person_of), len(given.left)
    if left:
        words = ngettext(
            "{cases} case was allocated, and {left} could not be: the reasons stand beside them",
            "{cases} cases were allocated, and {left} could not be: the reasons stand beside them",
            cases,
        )
        messages.warning(request, words.format(cases=cases, left=left))
    else:
        words = ngettext("{cases} case was allocated", "{cases} cases were allocated", cases)
        messages.success(request, words.format(cases=cases))


def _row(facts: InspectionFacts, reader: Reader, places: frozenset[str]) -> list[Any]:
    """A reader's row. Conflicts with areas and teams are named; practitioners are people, and only counted."""
    named = [each for each in reader.conflicts if folded(each) in places]
    others = len(reader.conflicts) - len(named)
    barred = _("Their own place in the service is not stated: gets no cases") if reader.is_unplaced else ""
    if not barred and why_not_ready(reader.person, facts.edition, ""):
        barred = _("Not recorded as trained and ready: gets no cases of the main sample")
    told = [
        *([barred] if barred else []),
        *named,
        *([_("{others} with practitioners or others").format(others=others)] if others else []),
    ]
    skills = [each.title for each in _skills(facts) if each.id in reader.skills]
    return [
        reader.name,
        ", ".join(Role(role).label for role in reader.roles),
        reader.capacity,
        reader.load,
        "; ".join(skills) or _("None"),
        "; ".join(told) or _("None"),
    ]


def _skills(facts: InspectionFacts) -> Any:
    specification = inspections.edition_used(facts).sampling
    return specification.skills if specification else ()


@page(Action.ALLOCATE_CASES, FORM)
def one(request: HttpRequest, actor: Actor, inspection: str, case: int) -> HttpResponse:
    """Give one case to someone, or take it back."""
    facts = found(inspection)
    policy.require(Action.ALLOCATE_CASES, facts.phase)
    kept = case_of(actor, facts, case)
    form = AllocateForm(
        request.POST or None,
        readers=query.readers_of(facts),
        is_started=kept.state == "in_progress",
        initial={"person": str(kept.allocated_to or "")},
    )
    if form.is_valid():
        confirmed = form.cleaned_data.get("confirmed", False)
        try:
            action.allocate_case(actor, inspection, case, form.chosen, confirmed=confirmed)
        except NotNow as error:
            form.add_error("person", str(error))
        else:
            messages.success(request, _("Case {case} has been allocated").format(case=case))
            return redirect("sample_case", inspection=inspection, case=case)
    return render(request, "sample/allocate.html", {"inspection": facts, "case": kept, "form": form})
