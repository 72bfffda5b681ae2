"""The open recommendations of every inspection that is followed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inspectorate_app.actions import action_plan_export
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, Action, closed
from inspectorate_app.store.queries import open_recommendation as query
from inspectorate_app.store.queries.open_recommendation import Filter
from inspectorate_app.web.action_plan.forms import Filtering
from inspectorate_app.web.action_plan.room import COLOURS, given_out
from inspectorate_app.web.page import POST_ONLY, page

#: So many are shown; the file has all of them.
SHOWN = 200


@page(Action.SEE_OPEN_RECOMMENDATIONS)
def open_recommendations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that are not sufficiently followed, of a region, an addressee, or overdue."""
    form = Filtering(request.GET or None, regions=query.regions())
    found = query.open_recommendations(_wanted(form), timezone.localdate())
    shown = {
        "filter": form,
        "found": found[:SHOWN],
        "total": len(found),
        "late": sum(bool(each.overdue) for each in found),
        "colours": COLOURS,
        "may_see_plan": actor.office in MAY[Action.SEE_ACTION_PLAN],
        "may_see": actor.office in MAY[Action.SEE_INSPECTION],
        "closed": closed(actor),
    }
    return render(request, "action_plan/open_recommendations.html", shown)


@page(Action.EXPORT_OPEN_RECOMMENDATIONS, POST_ONLY)
def download(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same as CSV, all of them."""
    wanted = _wanted(Filtering(request.POST, regions=query.regions()))
    return given_out(lambda: action_plan_export.open_table(actor, wanted))


def _wanted(form: Filtering) -> Filter:
    """What was chosen; everything where it was no choice."""
    return Filter(**form.cleaned_data) if form.is_bound and form.is_valid() else Filter()
