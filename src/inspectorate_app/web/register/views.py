"""Search across the register, the page of a unit and that of an inspection, and what stands at no address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.selection import Selected, selected
from inspectorate_app.store.queries.published import day_words
from inspectorate_app.store.queries.register import Held, held
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import public
from inspectorate_app.web.register import address
from inspectorate_app.web.register.entry import entry
from inspectorate_app.web.register.forms import SearchForm
from inspectorate_app.web.register.page import Unknown, open_to_all, shown
from inspectorate_app.web.register.publication import parts
from inspectorate_app.web.register.words import field_words

#: Results on a page.
A_PAGE = 25
#: A page with a longer number is none that anyone was led to.
_MOST_DIGITS = 6


@dataclass(frozen=True)
class Results:
    """One page of what was found: which, how many in all, and where it stands among the pages."""

    inspections: tuple[PublishedInspection, ...]
    count: int
    number: int
    pages: int
    nearly: tuple[str, ...]


@open_to_all
def search(request: HttpRequest) -> HttpResponse:
    """The first page: a form, and what fits; without anything asked the last inspection of each unit, newest first."""
    known = held()
    asked = {name: str(request.GET[name]) for name in SearchForm.base_fields if request.GET.get(name)}
    form = SearchForm(known, asked if asked else None)
    found = None
    if not asked:
        found = Selected(tuple(sorted(known.latest, key=lambda one: one.when or "", reverse=True)))
    elif form.is_valid():
        try:
            found = selected(known.register, form.selection)
        except BadInput as error:
            add_faults(form, error)
    values = {
        "form": form,
        "asked": asked,
        "narrowed": bool(set(asked) - {"place"}),
        "results": _page(found, request.GET.get("page", "")) if found else None,
        "base": f"?{urlencode(asked)}&page=" if asked else "?page=",
        "recent": () if request.GET else known.recent(timezone.localdate()),
        "register": known.register,
        "day_words": day_words,
        "noindex": bool(request.GET),
        "canonical": address.whole(request.path),
    }
    return shown(request, "search", values)


def _page(found: Selected, number: str) -> Results:
    count = len(found.inspections)
    pages = max(1, -(-count // A_PAGE))
    asked = int(number) if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS else 1
    place = min(max(asked, 1), pages)
    start = (place - 1) * A_PAGE
    return Results(found.inspections[start : start + A_PAGE], count, place, pages, found.nearly)


@open_to_all
def unit(request: HttpRequest, kind: str, place: str) -> HttpResponse:
    """A unit at its last inspection, with its history."""
    known, id_ = held(), f"{kind}/{place}"
    register = known.register
    if id_ not in register.units:
        raise Unknown(place)
    return _entry(request, known, register.latest(id_) or register.history(id_)[-1])


@open_to_all
def inspection(request: HttpRequest, kind: str, place: str, when: str) -> HttpResponse:
    """One inspection of a unit, at an address that never changes."""
    known = held()
    found = known.register.by_id.get(f"{kind}/{place}/{when}")
    if found is None:
        raise Unknown(place)
    return _entry(request, known, found)


def _entry(request: HttpRequest, known: Held, one: PublishedInspection) -> HttpResponse:
    register, here = known.register, known.of_inspection.get(one.inspection)
    values: dict[str, object] = {
        "entry": entry(register, one),
        "register": register,
        "day_words": day_words,
        "field_words": field_words,
        "publication": here,
        "published_here": known.of_inspection,
        **(parts(here) if here else {}),
    }
    # The last inspection stands at two addresses; that of the unit is the one to be found.
    last = register.latest(one.unit) == one or len(register.history(one.unit)) == 1
    canonical = address.of_unit(one.unit) if last else address.of_inspection(one)
    return shown(request, "unit", {**values, "canonical": address.whole(canonical)})


@public()
def without_slash(request: HttpRequest) -> HttpResponse:
    """To the first page, from its address without the slash at its end."""
    return redirect(address.of_register("", "en"), permanent=True)


@open_to_all
def not_found(request: HttpRequest, rest: str) -> HttpResponse:
    """What stands at no address of the register."""
    raise Unknown(rest.rstrip("/").rpartition("/")[2])
