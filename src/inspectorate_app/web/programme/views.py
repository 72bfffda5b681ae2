"""The calendar of inspections, a table for each month."""

import datetime
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, Action, closed, may
from inspectorate_app.actions.team import READERS
from inspectorate_app.store.queries import programme as query
from inspectorate_app.web.page import page
from inspectorate_app.web.programme.forms import RegionForm

#: How many months one page shows.
MONTHS = 6
_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")


@page(Action.SEE_PROGRAMME)
def programme(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Six months of the programme, of one region or all."""
    first = _month(request.GET.get("from", "")) or timezone.localdate().replace(day=1)
    after = query.add_months(first, MONTHS)
    regions = query.regions()
    region = request.GET.get("region", "")
    region = region if region in regions else ""
    shown = {
        "months": query.calendar(first, MONTHS, READERS, region),
        "first": first,
        "last": query.add_months(first, MONTHS - 1),
        "region": region,
        "filter": RegionForm(initial={"region": region}, regions=regions),
        "earlier": query.add_months(first, -MONTHS),
        "later": after,
        "next_planned": query.next_from(after, region),
        "last_planned": query.last_before(first, region),
        "may_set_up": may(actor, Action.SET_UP_INSPECTION),
        "may_see_open": may(actor, Action.SEE_OPEN_RECOMMENDATIONS),
        "may_see": actor.office in MAY[Action.SEE_INSPECTION],
        "closed": closed(actor),
    }
    return render(request, "programme/programme.html", shown)


def _month(text: str) -> datetime.date | None:
    found = _MONTH.fullmatch(text)
    return datetime.date(int(found[1]), int(found[2]), 1) if found else None
