"""The standards that are judged: the list of them, judging one, and how a judgement came to be."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition, Standard
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.actions.standard import judge
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.standard import (
    OVERALL,
    Judged,
    history,
    judged_overall,
    judgements,
    standard_to_judge,
    to_judge,
)
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.standard.forms import Judgement


@page(Action.SEE_RESULTS)
def standards(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every standard that is judged, with its rating and reason."""
    facts = inspection_of(inspection)
    edition, judged = edition_used(facts), judgements(facts)
    subjects = [(one.id, one.heading) for one in to_judge(edition, facts.service)]
    if judged_overall(edition):
        subjects.append((OVERALL, _("Overall rating")))
    content = {
        "inspection": facts,
        "subjects": [(id_, title, judged.get(id_)) for id_, title in subjects],
        "may_judge": _may_judge(actor, facts),
    }
    return render(request, "standard/standards.html", content)


@page(Action.SEE_RESULTS)
def standard(request: HttpRequest, actor: Actor, inspection: str, standard: str) -> HttpResponse:
    """One standard: what it requires, how it is judged, and how that came to be."""
    facts = inspection_of(inspection)
    found = _found(facts, standard)
    content = {
        "inspection": facts,
        "id": standard,
        "standard": found,
        "judged": judgements(facts).get(standard),
        "history": history(facts, f"standard {standard}"),
        "may_judge": _may_judge(actor, facts),
    }
    return render(request, "standard/standard.html", content)


@page(Action.JUDGE_STANDARD, FORM)
def judging(request: HttpRequest, actor: Actor, inspection: str, standard: str) -> HttpResponse:
    """Judge a standard against the edition's characteristics of each rating."""
    facts = inspection_of(inspection)
    found = _found(facts, standard)
    edition = edition_used(facts)
    ratings = list(reversed(edition.rating.points)) if edition.rating else []
    now = judgements(facts).get(standard)
    form = Judgement(ratings, request.POST or None, initial=_initial(now))
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data
        try:
            judge(actor, inspection, standard, **wanted)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            theirs = overtaken.theirs
            form = _again(ratings, request, theirs)
        else:
            messages.success(
                request, _("{found} judged ‘{wanted}’").format(found=_title(found), wanted=wanted["rating"])
            )
            return redirect("standards", inspection=inspection)
    content = {
        "inspection": facts,
        "id": standard,
        "standard": found,
        "form": form,
        "theirs": theirs,
        "hints": _characteristics(edition, found),
    }
    return render(request, "standard/judging.html", content, status=409 if theirs else 200)


def _again(ratings: list[str], request: HttpRequest, theirs: Mapping[str, Any]) -> Judgement:
    """What was typed, now upon the version that someone else saved: sending it again replaces theirs, on purpose."""
    return Judgement(ratings, {**request.POST.dict(), "version": theirs.get("version", 0)})


def _initial(now: Judged | None) -> dict[str, Any]:
    return {"rating": now.rating, "reason": now.reason, "version": now.version} if now else {"version": 0}


def _characteristics(edition: Edition, standard: Standard | None) -> dict[str, str]:
    """What each rating looks like, beside its choice; where the edition does not say, that."""
    if standard is None or edition.rating is None:
        return {}
    told = standard.rating_characteristics
    none = _("The edition does not describe this rating.")
    return {rating: told.get(rating, none) for rating in edition.rating.points} if told else {}


def _found(facts: InspectionFacts, name: str) -> Standard | None:
    """A standard that is judged; None for the overall rating where that is. Raises ``NotThere`` for anything else."""
    if name == OVERALL and judged_overall(edition_used(facts)):
        return None
    found = standard_to_judge(facts, name)
    if found is None:
        raise NotThere
    return found


def _title(found: Standard | None) -> str:
    return found.heading if found else _("Overall rating")


def _may_judge(actor: Actor, facts: InspectionFacts) -> bool:
    return may(actor, Action.JUDGE_STANDARD, facts.slug) and policy.now(Action.JUDGE_STANDARD, facts.phase)
