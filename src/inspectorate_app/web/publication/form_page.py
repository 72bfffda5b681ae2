"""What is done on the way to publication, a page each: prepared, corrected, approved, taken back, withdrawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate.report.edition_language import languages_of
from inspectorate.report.letter import is_letter
from inspectorate_app.actions import publication as actions
from inspectorate_app.actions import publication_approval as approval
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import disclosure_answer
from inspectorate_app.store.queries import phase as phases
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import edition_used
from inspectorate_app.store.queries.publication import PublicationFacts
from inspectorate_app.web.disclosure.small import small_of
from inspectorate_app.web.evidence.wording import size
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page
from inspectorate_app.web.publication.forms import (
    Approving,
    ApprovingCorrection,
    ChangingDay,
    Correcting,
    Preparing,
    Reasoning,
    Remaking,
    day_proposed,
)
from inspectorate_app.web.publication.views import format_of, shelves


@page(Action.PREPARE_PUBLICATION, FORM)
def prepare(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Have all files made; a correction keeps its first day; a letter has no ISBN."""
    facts = inspection_of(inspection)
    one = query.under_way(facts.id)
    spoken = languages_of(edition_used(facts))
    form: Remaking
    if one is not None and one.state == "begun":
        before = {"also_in": bool(query.last_also_in(inspection)), "isbn": query.last_isbn(inspection)}
        form = Remaking(_sent(request), initial=before, languages=spoken)
    else:
        due = next((each.due_on for each in phases.milestones(facts) if each.phase is Phase.PUBLISHED), None)
        proposed = {"day": day_proposed(due, timezone.localdate())}
        form = Preparing(_sent(request), initial=proposed, languages=spoken)
    if is_letter(edition_used(facts)):
        del form.fields["isbn"]
    done = _("The files are being made. You are told when they are there.")
    shown = {"inspection": facts, "one": one, "form": form}

    def do() -> object:
        sent = form.cleaned_data
        return actions.prepare(actor, inspection, day=sent.get("day"), isbn=sent.get("isbn"), also_in=form.language)

    return _answered(request, shown, "prepare", done, do)


@page(Action.PREPARE_PUBLICATION, FORM)
def correct(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Begin a correction: texts can be changed again."""
    form = Correcting(_sent(request))
    done = _("The correction has begun. Change the texts, then have the files made.")
    shown = {"inspection": inspection_of(inspection), "form": form}
    return _answered(
        request,
        shown,
        "correct",
        done,
        lambda: actions.begin_correction(actor, inspection, form.cleaned_data["notice"]),
    )


@page(Action.PREPARE_PUBLICATION, POST_ONLY)
def again(request: HttpRequest, actor: Actor, inspection: str, publication: int) -> HttpResponse:
    """Have the files made again."""
    actions.make_again(actor, inspection, publication)
    messages.success(request, _("The files are being made. You are told when they are there."))
    return redirect("publication", inspection=inspection)


@page(Action.APPROVE_PUBLICATION, FORM)
def approve(request: HttpRequest, actor: Actor, inspection: str, publication: int) -> HttpResponse:
    """Approve exactly the files that are shown."""
    facts, one = inspection_of(inspection), found(inspection, publication)
    kind = ApprovingCorrection if one.is_correction else Approving
    form = kind(_sent(request), initial={"sealed": one.sealed})
    shown = {
        "inspection": facts,
        "one": one,
        "form": form,
        "shelves": shelves(one.files),
        "format_of": format_of,
        "size": size,
        "could_tell": disclosure_answer.of_documents(facts, query.documents_of(one.id)),
        "small": small_of(facts),
    }

    def do() -> object:
        day = form.cleaned_data.get("day") if one.is_correction else one.day
        return approval.approve(actor, inspection, publication, sealed=form.cleaned_data["sealed"], day=day)

    return _answered(request, shown, "approve", _("Publication approved"), do)


@page(Action.APPROVE_PUBLICATION, FORM)
def take_back(request: HttpRequest, actor: Actor, inspection: str, publication: int) -> HttpResponse:
    """Take an approval back."""
    form = Reasoning(_sent(request))
    shown = {"inspection": inspection_of(inspection), "one": found(inspection, publication), "form": form}
    return _answered(
        request,
        shown,
        "take_back",
        _("Approval withdrawn"),
        lambda: approval.take_back(actor, inspection, publication, form.cleaned_data["reason"]),
    )


@page(Action.PREPARE_PUBLICATION, FORM)
def change_day(request: HttpRequest, actor: Actor, inspection: str, publication: int) -> HttpResponse:
    """Have everything made for another day."""
    form = ChangingDay(_sent(request))
    shown = {"inspection": inspection_of(inspection), "one": found(inspection, publication), "form": form}
    done = _("The files are being made for the new day. They must be approved again.")
    return _answered(
        request,
        shown,
        "change_day",
        done,
        lambda: actions.change_day(
            actor, inspection, publication, form.cleaned_data["day"], form.cleaned_data["reason"]
        ),
    )


@page(Action.WITHDRAW_PUBLICATION, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, publication: int) -> HttpResponse:
    """Withdraw a publication before it is published."""
    form = Reasoning(_sent(request))
    shown = {"inspection": inspection_of(inspection), "one": found(inspection, publication), "form": form}
    return _answered(
        request,
        shown,
        "withdraw",
        _("Publication withdrawn"),
        lambda: actions.withdraw(actor, inspection, publication, form.cleaned_data["reason"]),
    )


def found(inspection: str, number: int) -> PublicationFacts:
    """A publication that an address names. Raises ``NotThere``."""
    one = query.find(inspection, number)
    if one is None:
        raise NotThere
    return one


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answered(
    request: HttpRequest, shown: dict[str, Any], template: str, done: str, do: Callable[[], object]
) -> HttpResponse:
    """The page of a form, or what comes after it was done."""
    form = shown["form"]
    if form.is_bound and form.is_valid():
        try:
            do()
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, done)
            return redirect("publication", inspection=shown["inspection"].slug)
    return render(request, f"publication/{template}.html", shown)
