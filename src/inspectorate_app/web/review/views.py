"""How far the review of each document is; one review with its document; asking, finishing and taking back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import letter
from inspectorate_app.actions import review as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import draft, draft_check
from inspectorate_app.store.queries import review as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.review import Reviewed, ReviewFacts
from inspectorate_app.web.draft.room import allows, name_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.review.forms import Asking, Finishing


@dataclass(frozen=True)
class PartToRead:
    """A part that a review is on: its ``id`` is blank for what comes from elsewhere; ``before`` is what was passed."""

    id: str
    title: str
    version: int
    before: int
    comments: int


@page(Action.SEE_REVIEWS)
def reviews(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every document that goes out: whether it was reviewed, what changed since, and every review of it."""
    facts = inspection_of(inspection)
    known = draft_check.evidence(facts)
    found = query.all_reviewed(facts)
    content = {
        "inspection": facts,
        "documents": [(each, query.titles(facts, each.kind, each.changed)) for each in found],
        "signed_off": bool(known.base),
        "may_ask": allows(actor, Action.ASK_FOR_REVIEW, facts, known),
        "may_review": allows(actor, Action.REVIEW_DRAFT, facts, known),
    }
    return render(request, "review/reviews.html", content)


@page(Action.ASK_FOR_REVIEW, FORM)
def ask(request: HttpRequest, actor: Actor, inspection: str, kind: str) -> HttpResponse:
    """Ask for the review of a document as it stands."""
    facts = inspection_of(inspection)
    if kind not in query.REVIEWED:
        raise NotThere
    found = query.reviewed(facts, kind)
    form = Asking(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            number = actions.ask(actor, inspection, kind, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("You have asked for the review of the {title}").format(title=_title(found)))
            return redirect("review", inspection=inspection, number=number)
    content = {
        "inspection": facts,
        "found": found,
        "changed": query.titles(facts, kind, found.changed),
        "left": _left(actor, facts, found),
        "form": form,
    }
    return render(request, "review/asking.html", content)


def _title(found: Reviewed) -> str:
    return _(found.title).lower()


def _left(actor: Actor, facts: InspectionFacts, found: Reviewed) -> list[str]:
    """What is still to be put right in a document, in words."""
    known = letter.evidence(actor, facts)
    standing = [each.checked for each in draft_check.standing(facts, found.kind, known) if each.draft.text]
    return list(draft_check.left(_(found.title), standing)) if known.base else []


@page(Action.SEE_REVIEWS)
def review(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """One review, with the document as it was frozen."""
    facts = inspection_of(inspection)
    return _shown(request, actor, facts, _there(facts, number), Finishing())


@page(Action.REVIEW_DRAFT, FORM)
def finish(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Say what came of a review."""
    facts = inspection_of(inspection)
    found = _there(facts, number)
    if request.method != "POST":
        return redirect("review", inspection=inspection, number=number)
    form = Finishing(request.POST)
    if form.is_valid():
        try:
            actions.finish(actor, inspection, number, **form.wanted)
        except BadInput as error:
            add_faults(form, error)
        else:
            said = _("The review is passed") if form.wanted["outcome"] == "passed" else _("The document is returned")
            messages.success(request, said)
            return redirect("review", inspection=inspection, number=number)
    return _shown(request, actor, facts, found, form)


@page(Action.ASK_FOR_REVIEW, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask, then take the request for a review back."""
    facts = inspection_of(inspection)
    found = _there(facts, number)
    if request.method == "POST":
        actions.withdraw(actor, inspection, number)
        messages.success(request, _("The request for the review was taken back"))
        return redirect("reviews", inspection=inspection)
    return render(request, "review/withdrawing.html", {"inspection": facts, "review": found})


def _there(facts: InspectionFacts, number: int) -> ReviewFacts:
    found = query.find(facts, number)
    if found is None:
        raise NotThere
    return found


def _shown(
    request: HttpRequest, actor: Actor, facts: InspectionFacts, found: ReviewFacts, form: Finishing
) -> HttpResponse:
    known = letter.evidence(actor, facts)
    waits = found.state == "asked"
    why_not = actions.why_not(actor, found.asked_by_id, query.authors(facts, found.kind)) if waits else ""
    reviews = waits and allows(actor, Action.REVIEW_DRAFT, facts, known)
    withheld = letter.withheld(actor, facts)
    content = {
        "inspection": facts,
        "review": found,
        "title": draft.KINDS[found.kind],
        "parts": _parts(facts, found),
        "document": draft_check.composed(facts, found.kind, known, parts=query.drafts_of(facts, found)),
        "withheld": withheld,
        "name_of": name_of,
        "changed": query.titles(facts, found.kind, query.changed_since(facts, found)) if waits else (),
        "certainty": product_checklist().certainty,
        "may_finish": reviews and not why_not and not withheld,
        "why_not": why_not if reviews else "",
        "may_withdraw": waits and allows(actor, Action.ASK_FOR_REVIEW, facts, known),
        "form": form,
    }
    return render(request, "review/review.html", content)


def _parts(facts: InspectionFacts, found: ReviewFacts) -> list[PartToRead]:
    """What a review is on, each with the version that was passed before, where one was."""
    passed: dict[str, int | str] = {}
    for each in query.reviews(facts, found.kind):
        if each.state == "passed" and each.number < found.number:
            passed |= {name: each.frozen[name] for name in each.parts}
    written = {each.id for each in draft.places(facts, found.kind)}
    waiting = draft.open_comments(facts)
    return [
        PartToRead(
            id=name if name in written else "",
            title=title,
            version=int(found.frozen[name]) if name in written else 0,
            before=int(passed.get(name, 0)) if name in written else 0,
            comments=waiting[found.kind, name],
        )
        for name, title in zip(found.parts, query.titles(facts, found.kind, found.parts), strict=True)
    ]
