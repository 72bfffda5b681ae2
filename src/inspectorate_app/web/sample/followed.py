"""A further sample that was made from the main one: its cases, and how they lie beside the main sample."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.store.queries import further_sample as query
from inspectorate_app.store.queries.further_sample import FurtherFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.sample.paging import pages, shown


def made(inspection: InspectionFacts, sample: int) -> FurtherFacts | None:
    """The sample of an id, where it was made so."""
    return query.find(inspection, sample)


def drawn(
    request: HttpRequest,
    inspection: InspectionFacts,
    one: FurtherFacts,
    levels: dict[str, tuple[str, str]],
    why: Mapping[int, str],
) -> HttpResponse:
    """The page of such a sample, one level at a time; ``why`` has the cases that are withheld."""
    level = request.GET.get("level", "strata")
    level = level if level in levels else "strata"
    at = pages(request, len(one.groups[level]))
    about = {
        "inspection": inspection,
        "one": one,
        "sample": one.sample,
        "levels": levels,
        "level": level,
        "groups": shown(one.groups[level], at),
        "widest": max([1, *(each.main for each in one.groups[level])]),
        "at": at,
        "withheld": why,
    }
    return render(request, "sample/followed.html", about)
