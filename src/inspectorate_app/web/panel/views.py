"""The ratings panel: where it stands, opening it, deciding, signing off, checking a sign-off and reopening."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.rating.record import ratings_told
from inspectorate_app.actions import panel as actions
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.panel import PanelFacts, panel_members, panels, rate_again, standing
from inspectorate_app.store.queries.result import Result, before_sign_off, results
from inspectorate_app.store.queries.standard import history
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page
from inspectorate_app.web.panel.forms import Deciding, Opening, Reopening
from inspectorate_app.web.result.standing import Standing, standings

#: What one may do on the panel's page, if it is time: the name in the template.
_MAY = {
    "may_open": Action.OPEN_PANEL,
    "may_decide": Action.DECIDE_RATING,
    "may_sign_off": Action.SIGN_OFF,
    "may_reopen": Action.REOPEN_PANEL,
}


@page(Action.SEE_PANEL)
def panel(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Where the ratings panel stands: computed and decided ratings side by side, and what is still to be done."""
    facts = inspection_of(inspection)
    found, result = panels(facts), results(facts)
    current = standing(found)
    content = {
        "inspection": facts,
        "panel": current,
        "earlier": [(one, history(facts, f"panel {one.id}")) for one in found if one is not current],
        "result": result,
        "standings": standings(result),
        "changed": _changed(current, result),
        "in_the_way": before_sign_off(facts, current, result) if current and current.state == "open" else [],
        **{name: _may(actor, action, facts) for name, action in _MAY.items()},
    }
    return render(request, "panel/panel.html", content)


def _changed(current: PanelFacts | None, result: Result) -> bool:
    """Whether the ratings would be others today than those signed off: an assessment was reopened since, say."""
    if current is None or current.state != "signed_off":
        return False
    return result.rated is None or ratings_told(result.rated) != current.ratings


def _may(actor: Actor, action: Action, facts: InspectionFacts) -> bool:
    return may(actor, action, facts.slug) and policy.now(action, facts.phase)


@page(Action.OPEN_PANEL, FORM)
def opening(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Open a sitting with its date and members."""
    facts = inspection_of(inspection)
    form = Opening(panel_members(facts), request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.open_panel(actor, inspection, held_on=form.cleaned_data["held_on"], members=form.sitting())
        except BadInput as error:
            _faults(form, error, {"members": "members" if "members" in form.fields else "others"})
        else:
            messages.success(request, _("Ratings panel opened"))
            return redirect("panel", inspection=inspection)
    shown = {"inspection": facts, "form": form, "panel_apart": settings.PANEL_APART}
    return render(request, "panel/opening.html", shown)


def _faults(form: Opening, error: BadInput, fields: dict[str, str]) -> None:
    """The faults of an action in words of this form, each at its field."""
    for fault in error.faults:
        form.add_error(fields.get(fault.field, fault.field), fault.mend)


@page(Action.DECIDE_RATING, FORM)
def decision(request: HttpRequest, actor: Actor, inspection: str, standard: str) -> HttpResponse:
    """Decide a rating beside the computed one; a form only where the panel has discretion."""
    facts = inspection_of(inspection)
    entry = _standing(facts, standard)
    latitude = entry.computed.latitude
    ratings = [*latitude.ratings, entry.computed.computed] if latitude.reasons and entry.computed.computed else []
    now = {"rating": entry.decided.rating, "reason": entry.decided.reason} if entry.decided else {}
    form = Deciding(ratings, request.POST or None, initial=now)
    if form.is_bound and form.is_valid():
        try:
            actions.decide(actor, inspection, standard, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(
                request,
                _("{standard} decided ‘{cleaned_data}’").format(
                    standard=standard, cleaned_data=form.cleaned_data["rating"]
                ),
            )
            return redirect("panel", inspection=inspection)
    return render(request, "panel/decision.html", {"inspection": facts, "entry": entry, "form": form})


def _standing(facts: InspectionFacts, standard: str) -> Standing:
    result = results(facts)
    if result.panel is None or result.panel.state != "open":
        raise NotNow(_("No ratings panel is open, so nothing can be decided."))
    told = standings(result)
    found = next((one for one in told.standards if one.rating.standard.id == standard), None) if told else None
    if found is None:
        raise NotThere
    return found


@page(Action.DECIDE_RATING, POST_ONLY)
def withdrawal(request: HttpRequest, actor: Actor, inspection: str, standard: str) -> HttpResponse:
    """Take a decision back."""
    actions.withdraw_decision(actor, inspection, standard)
    messages.success(request, _("The decision on {standard} is withdrawn").format(standard=standard))
    return redirect("panel", inspection=inspection)


@page(Action.SIGN_OFF, FORM)
def sign_off(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask before the ratings are signed off, and sign them off."""
    facts = inspection_of(inspection)
    if request.method == "POST":
        sha256 = actions.sign_off(actor, inspection)
        messages.success(
            request, _("Ratings signed off. The evidence is sealed as {sha256}.").format(sha256=sha256[:12])
        )
        return redirect("panel", inspection=inspection)
    result = results(facts)
    current = result.panel if result.panel and result.panel.state == "open" else None
    if current is None:
        raise NotNow(_("No ratings panel is open, so there is nothing to sign off."))
    content: dict[str, Any] = {
        "inspection": facts,
        "panel": current,
        "result": result,
        "standings": standings(result),
        "in_the_way": before_sign_off(facts, current, result),
    }
    return render(request, "panel/sign_off.html", content)


@page(Action.REOPEN_PANEL, FORM)
def reopening(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Reopen signed-off ratings, with a reason."""
    facts = inspection_of(inspection)
    form = Reopening(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.reopen_panel(actor, inspection, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Ratings reopened. What was signed off is kept."))
            return redirect("panel", inspection=inspection)
    return render(request, "panel/reopening.html", {"inspection": facts, "form": form})


@page(Action.SEE_PANEL)
def check(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Rate a sign-off again from its evidence alone, and show whether all is as it was signed off."""
    facts = inspection_of(inspection)
    found = next((one for one in panels(facts) if one.number == number), None)
    if found is None or not found.sha256:
        raise NotThere
    again = rate_again(found)
    rows = _compared(found, {} if again.rated is None else {one.standard.id: one for one in again.rated.standards})
    content = {"inspection": facts, "panel": found, "again": again, "rows": rows}
    return render(request, "panel/check.html", content)


def _compared(found: PanelFacts, now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each standard with its rating as signed off and as rated again."""
    signed = found.ratings.get("standards", {})
    return [(id_, _word(signed.get(id_)), _word(now.get(id_))) for id_ in dict.fromkeys([*signed, *now])]


def _word(entry: Any) -> str:
    if entry is None:
        return _("Nothing")
    rating, not_rated = (
        (entry.get("rating"), entry.get("not_rated")) if isinstance(entry, dict) else (entry.rating, entry.not_rated)
    )
    return rating or (_("Not rated") if not_rated else _("For information"))
