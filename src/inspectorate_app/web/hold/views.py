"""Legal holds of an inspection: seeing, placing and lifting them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import hold as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import hold as query
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.hold.forms import Lifting, Placing
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_HOLDS)
def holds(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every hold of an inspection, the latest first."""
    facts = inspection_of(inspection)
    content = {
        "inspection": facts,
        "holds": query.holds(facts.id),
        "may_place": may(actor, Action.PLACE_HOLD, inspection),
        "may_lift": may(actor, Action.LIFT_HOLD, inspection),
    }
    return render(request, "hold/holds.html", content)


@page(Action.PLACE_HOLD, FORM)
def place(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Place a hold."""
    form = Placing(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.place(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("A legal hold stands: nothing of this inspection goes outside"))
            return redirect("holds", inspection=inspection)
    return render(request, "hold/placing.html", {"inspection": inspection_of(inspection), "form": form})


@page(Action.LIFT_HOLD, FORM)
def lift(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Lift a hold."""
    facts = inspection_of(inspection)
    found = query.find(facts.id, number)
    if found is None:
        raise NotThere
    form = Lifting(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.lift(actor, inspection, number, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Legal hold {number} is lifted").format(number=number))
            return redirect("holds", inspection=inspection)
    return render(request, "hold/lifting.html", {"inspection": facts, "hold": found, "form": form})
