"""A sample that was drawn: its picture, who was left out and why, its record, and its approval."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import approval, policy, sample_file, withheld
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.sample_file import SampleFile
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.sample import SampleFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.jinja import in_english
from inspectorate_app.web.page import FORM, POST_ONLY, page
from inspectorate_app.web.sample import followed
from inspectorate_app.web.sample.forms import WithdrawForm
from inspectorate_app.web.sample.paging import pages, shown
from inspectorate_app.web.sample.views import can, found
from inspectorate_app.wording import later

#: The levels of the picture: their key in it, what a page calls one, and what it calls all.
LEVELS: Mapping[str, tuple[str, str]] = {
    "strata": (later("Stratum"), later("Strata")),
    "areas": (later("Area"), later("Areas")),
    "teams": (later("Team"), later("Teams")),
    "practitioners": (later("Practitioner"), later("Practitioners")),
}


def titled(facts: InspectionFacts, module: str) -> str:
    """What the edition calls the sample of a module."""
    modules = query.modules_of(inspections.edition_used(facts))
    return next((each.title for each in modules if each.module == module), _("Sample"))


def _sample(facts: InspectionFacts, sample: int) -> SampleFacts:
    kept = query.find(facts.id, sample)
    if kept is None or not kept.picture:
        raise NotThere
    return kept


@page(Action.SEE_SAMPLE)
def one(request: HttpRequest, actor: Actor, inspection: str, sample: int) -> HttpResponse:
    """What was drawn, against what was aimed at, one level at a time."""
    facts = found(inspection)
    made = followed.made(facts, sample)
    if made is not None:
        return followed.drawn(request, facts, made, dict(LEVELS), withheld.reasons(actor, facts.id))
    kept = _sample(facts, sample)
    level = request.GET.get("level", "strata")
    level = level if level in LEVELS else "strata"
    groups = kept.picture[level]
    at = pages(request, len(groups))
    about = {
        "inspection": facts,
        "sample": kept,
        "name": titled(facts, kept.module),
        "statement": query.statement_of(facts.id, sample),
        "levels": LEVELS,
        "level": level,
        "groups": shown(groups, at),
        "widest": max([1, *(max(each["target"], each["selected"]) for each in groups)]),
        "at": at,
        "can_approve": kept.state == "drawn" and can(actor, Action.APPROVE_SAMPLE, facts),
        "can_withdraw": kept.state == "approved" and can(actor, Action.WITHDRAW_APPROVAL, facts),
        "can_draw": kept.state == "drawn" and can(actor, Action.DRAW_SAMPLE, facts),
    }
    return render(request, "sample/drawn.html", about)


@page(Action.SEE_SAMPLE)
def exclusions(request: HttpRequest, actor: Actor, inspection: str, sample: int) -> HttpResponse:
    """Who was left out and why, all or those of one kind of reason."""
    facts = found(inspection)
    kept = _sample(facts, sample)
    kind = request.GET.get("kind", "")
    kind = kind if kind in kept.picture["excluded_by_kind"] else ""
    rows = query.exclusions_of(facts.id, sample, kind)
    at = pages(request, len(rows))
    about = {
        "inspection": facts,
        "sample": kept,
        "kind": kind,
        "rows": [[each.reference, in_english(each.reason)] for each in shown(rows, at)],
        "at": at,
        "base": f"?{urlencode({'kind': kind})}&page=" if kind else "?page=",
    }
    return render(request, "sample/exclusions.html", about)


def handed_out(file: SampleFile) -> HttpResponse:
    """A file as a download."""
    response = HttpResponse(file.text, content_type=file.kind)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


@page(Action.SEE_SAMPLE, POST_ONLY)
def record(request: HttpRequest, actor: Actor, inspection: str, sample: int) -> HttpResponse:
    """The record as a file; that it was handed out stands in the audit trail."""
    return handed_out(sample_file.record_file(actor, inspection, sample))


@page(Action.APPROVE_SAMPLE, FORM)
def approve(request: HttpRequest, actor: Actor, inspection: str, sample: int) -> HttpResponse:
    """Ask, and then approve."""
    facts = found(inspection)
    policy.require(Action.APPROVE_SAMPLE, facts.phase)
    kept = _sample(facts, sample)
    if request.method == "POST":
        number = action.approve_sample(actor, inspection, sample)
        messages.success(
            request, _("The sample is approved: {number} cases, main sample and reserve").format(number=number)
        )
        return redirect("sample", inspection=inspection)
    about: dict[str, Any] = {"inspection": facts, "sample": kept, "name": titled(facts, kept.module)}
    return render(request, "sample/approve.html", about)


@page(Action.WITHDRAW_APPROVAL, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, sample: int) -> HttpResponse:
    """Ask why, and then withdraw the approval; where that cannot be, say why."""
    facts = found(inspection)
    policy.require(Action.WITHDRAW_APPROVAL, facts.phase)
    kept = _sample(facts, sample)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            number = approval.withdraw_approval(actor, inspection, sample, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("The approval is withdrawn, and its {number} cases are gone. Upload the list anew").format(
                    number=number
                ),
            )
            return redirect("sample", inspection=inspection)
    about: dict[str, Any] = {
        "inspection": facts,
        "sample": kept,
        "name": titled(facts, kept.module),
        "form": form,
        "stands": approval.why_it_stands(kept.state, query.begun_in(sample)),
    }
    return render(request, "sample/withdraw.html", about)
