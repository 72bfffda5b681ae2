"""Setting an inspection up, in steps: edition, organisation, fieldwork, what follows from them, check, and done.

Until the last step nothing is kept but in the session of whoever does it.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import edition_folders, product_framework
from inspectorate.framework.model import Certainty, FrameworkFile
from inspectorate.inspection import NAMES_KEPT_MONTHS, TIMETABLE, inspects
from inspectorate.organisation.directory import product_directory
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.plan import Plan, Wanted, plan
from inspectorate_app.store.queries import phase as phase_query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.programme.forms import EditionForm, FieldworkForm, OrganisationForm, ProposalsForm

_KEPT = "set_up"
#: What each step gives, in order; a step needs what those before it give.
_STEPS = (("set_up_edition", "edition"), ("set_up_organisation", "organisation"), ("set_up_dates", "fieldwork_from"))


@page(Action.SET_UP_INSPECTION)
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is needed; forgets what was begun before."""
    request.session.pop(_KEPT, None)
    return render(request, "programme/begin.html", {})


@page(Action.SET_UP_INSPECTION, FORM)
def edition(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 1: the edition."""
    kept = _kept(request)
    editions = sorted(map(product_framework, edition_folders()), key=_latest_first)
    form = EditionForm(sent(request), editions=editions, initial=kept)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["edition"]
        if chosen != kept.get("edition"):
            kept = {}
        return _on(request, kept | {"edition": chosen}, "set_up_organisation")
    hints = {each.edition: _in_use(each) for each in editions}
    return render(request, "programme/edition.html", {"form": form, "hints": hints})


def _latest_first(framework: FrameworkFile) -> tuple[int, str]:
    begins = framework.in_force.from_ or datetime.date.min
    return -begins.toordinal(), framework.edition


def _in_use(framework: FrameworkFile) -> str:
    known = framework.in_force
    until = f"to {in_words(known.to)}" if known.to else "on"
    words = (
        _("in use from {begins} {until}").format(begins=in_words(known.from_), until=until)
        if known.from_
        else _("in use")
    )
    if known.certainty is Certainty.ASSUMED:
        return _("Assumed to be {words}").format(words=words)
    return f"{words[:1].upper()}{words[1:]}"


@page(Action.SET_UP_INSPECTION, FORM)
def organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 2: the organisation, of those that the edition inspects."""
    kept = _kept(request)
    if missing := _missing(kept, "set_up_organisation"):
        return redirect(missing)
    used = product_framework(kept["edition"])
    fitting = [each for each in product_directory().organisations if inspects(used, each)]
    fitting.sort(key=lambda each: (each.region or "", each.name))
    form = OrganisationForm(sent(request), organisations=fitting, initial=kept)
    if request.method == "POST" and form.is_valid():
        return _on(request, kept | form.cleaned_data, "set_up_dates")
    return render(request, "programme/organisation.html", {"form": form, "edition": used})


@page(Action.SET_UP_INSPECTION, FORM)
def dates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 3: fieldwork. What was proposed from other dates is proposed anew."""
    kept = _kept(request)
    if missing := _missing(kept, "set_up_dates"):
        return redirect(missing)
    form = FieldworkForm(sent(request), initial=dict(_wanted(kept)) if "fieldwork_from" in kept else None)
    asked = False
    if request.method == "POST" and form.is_valid():
        chosen = {name: kept[name] for name in ("edition", "organisation")} | _plain(form.cleaned_data)
        try:
            plan(**_wanted(chosen))
        except BadInput as error:
            add_faults(form, error)
            asked = any(fault.field == "out_of_force_confirmed" for fault in error.faults)
        else:
            return _on(request, chosen, "set_up_proposals")
    asked = asked or bool(form["out_of_force_confirmed"].value())
    return render(request, "programme/dates.html", {"form": form, "ask_to_confirm": asked})


@page(Action.SET_UP_INSPECTION, FORM)
def proposals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 4: the cohort weeks and the day for deleting names, as proposed or changed."""
    kept = _kept(request)
    if missing := _missing(kept, "set_up_proposals"):
        return redirect(missing)
    planned = _planned(request, kept)
    if planned is None:
        return redirect("set_up_dates")
    initial = {"cohort_weeks": planned.cohort_weeks, "names_delete_on": planned.names_delete_on}
    form = ProposalsForm(sent(request), initial=initial, samples=planned.edition.sampling is not None)
    if request.method == "POST" and form.is_valid():
        chosen = kept | _plain(form.cleaned_data)
        try:
            plan(**_wanted(chosen))
        except BadInput as error:
            add_faults(form, error)
        else:
            return _on(request, chosen, "set_up_check")
    return render(
        request, "programme/proposals.html", {"form": form, "planned": planned, "names_months": NAMES_KEPT_MONTHS}
    )


@page(Action.SET_UP_INSPECTION, FORM)
def check(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 5: check the answers, then set the inspection up."""
    kept = _kept(request)
    if missing := _missing(kept, ""):
        return redirect(missing)
    planned = _planned(request, kept)
    if planned is None:
        return redirect("set_up_dates")
    if request.method == "POST":
        try:
            slug = action.set_up(actor, **_wanted(kept))
        except BadInput as error:
            _tell(request, error)
            return redirect("set_up_dates")
        request.session.pop(_KEPT, None)
        messages.success(request, _("The inspection was set up. Add its team next."))
        return redirect("inspection", inspection=slug)
    timetable = [(due.phase, planned.due[due.phase], phase_query.assumption(due.phase)) for due in TIMETABLE]
    return render(request, "programme/check.html", {"planned": planned, "timetable": timetable})


# --- what the session keeps between steps -------------------------------------------------------------------------


def _kept(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(_KEPT, {}))


def _on(request: HttpRequest, kept: Mapping[str, Any], route: str) -> HttpResponse:
    request.session[_KEPT] = dict(kept)
    return redirect(route)


def _missing(kept: Mapping[str, Any], step: str) -> str:
    """The route of the first step before this one that was not taken; blank where all were."""
    for route, given in _STEPS:
        if route == step:
            return ""
        if given not in kept:
            return route
    return ""


def _planned(request: HttpRequest, kept: Mapping[str, Any]) -> Plan | None:
    """The plan; None where something came in its way since, which the next page then tells."""
    try:
        return plan(**_wanted(kept))
    except BadInput as error:
        _tell(request, error)
        return None


def _tell(request: HttpRequest, error: BadInput) -> None:
    for fault in error.faults:
        messages.warning(request, f"{fault.problem[:1].upper()}{fault.problem[1:]}: {fault.mend}.")


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a session keeps them: dates as text."""
    return {name: _text(value) for name, value in given.items()}


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return [_text(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _wanted(kept: Mapping[str, Any]) -> Wanted:
    """What the session keeps, as the action wants it."""
    day = datetime.date.fromisoformat
    weeks, delete_on = kept.get("cohort_weeks"), kept.get("names_delete_on")
    return Wanted(
        edition=kept["edition"],
        organisation=kept["organisation"],
        fieldwork_from=day(kept["fieldwork_from"]),
        fieldwork_to=day(kept["fieldwork_to"]),
        cohort_weeks=[day(each) for each in weeks] if weeks is not None else None,
        names_delete_on=day(delete_on) if delete_on else None,
        out_of_force_confirmed=kept.get("out_of_force_confirmed", False),
    )
