"""Over time: the nation by kind of unit, each region, and the heat table of all ratings by standard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from inspectorate.register import figures
from inspectorate.register.drawing.figure import by_group
from inspectorate.register.drawing.table import heat_table_rows, years_rows
from inspectorate.register.facts import RATINGS
from inspectorate_app.store.queries.published import day_words
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.register import address, within
from inspectorate_app.web.register.page import open_to_all, shown
from inspectorate_app.web.register.words import kind_words


@open_to_all
def nation(request: HttpRequest) -> HttpResponse:
    """Overall ratings by year, of all kinds of unit, and the way to each kind."""
    known = held()
    kinds = [
        {"name": kind_words(kind), "slug": slugify(kind), "units": sum(o.kind == kind for o in _inspected())}
        for kind in known.kinds
    ]
    return shown(request, "nation", {**_over_time(within.ALL), "kinds": kinds, "kind": ""}, active="nation")


@open_to_all
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """The same of one kind of unit, with its heat table."""
    part = f"kind/{kind}"
    values = {**_over_time(part), **_heat(part), **_units(part), "kind": within.kind_of(kind)}
    return shown(request, "part", {**values, "heading": kind_words(within.kind_of(kind))}, active="nation")


@open_to_all
def regions(request: HttpRequest) -> HttpResponse:
    """Every region of which a unit was inspected, with how its units stand."""
    known = held()
    listed = []
    for region in known.regions:
        last = [one for one in known.latest if known.register.organisation(one).region == region]
        counts = [sum(one.overall == rating for one in last) for rating in RATINGS[::-1]]
        listed.append({"name": region, "slug": slugify(region), "units": len(last), "counts": counts})
    unplaced = sum(1 for organisation in _inspected() if organisation.region is None)
    return shown(request, "regions", {"regions": listed, "unplaced": unplaced}, active="regions")


@open_to_all
def region(request: HttpRequest, region: str) -> HttpResponse:
    """A region: its units at their last inspection, its ratings by year, its heat table."""
    part = f"region/{region}"
    values = {**_over_time(part), **_heat(part), **_units(part), "kind": ""}
    values["feed"] = f"{address.of_register('feed')}?region={region}"
    return shown(request, "part", {**values, "heading": within.region_of(region)}, active="regions")


@open_to_all
def ratings(request: HttpRequest) -> HttpResponse:
    """The heat table: every inspection of which ratings by standard are known, a panel for each edition."""
    return shown(request, "ratings", _heat(within.ALL), active="ratings")


def _over_time(part: str) -> dict[str, Any]:
    """The ratings of a part by year, as a drawing and as a table."""
    figure = figures.ratings_by_year(held().register, within.all_of(held(), part), "")
    return {"part": part, "years": years_rows(figure), "count": sum(year.inspections for year in figure.years)}


def _heat(part: str) -> dict[str, Any]:
    """The panels of the heat table of a part, each with its table, and the note on what is left out."""
    register = held().register
    figure = by_group(figures.heat_table(register, within.all_of(held(), part), ""))
    panels = [{"title": panel.title, "rows": heat_table_rows(panel)} for panel in figure.panels]
    return {"part": part, "panels": panels, "heat_note": figure.note, "count": len(figure.rows)}


def _units(part: str) -> dict[str, Any]:
    """The units of a part at their last inspection, by name."""
    known = held()
    units = {one.unit for one in within.all_of(known, part)}
    last = [one for one in known.latest if one.unit in units]
    last.sort(key=lambda one: (known.register.organisation(one).kind, known.register.organisation(one).name))
    return {"units": last, "register": known.register, "day_words": day_words}


def _inspected() -> list[Any]:
    register = held().register
    return [register.organisations[unit] for unit in register.units]
