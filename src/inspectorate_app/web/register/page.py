"""What every page of the register has: its way around, its canonical address, the other language, and who may read."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from inspectorate.language import noted
from inspectorate.register.finding import nearest
from inspectorate.register.licence import LICENCE
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.page import public
from inspectorate_app.web.register import address
from inspectorate_app.web.register.words import kind_words

#: The ways around: the route of each, and what it is called.
ROOMS = (
    ("", noted("Search")),
    ("ratings", noted("Ratings by standard")),
    ("nation", noted("Over time")),
    ("regions", noted("Regions")),
    ("compare", noted("Compare")),
    ("data", noted("Open data")),
)
View = Callable[..., HttpResponseBase]


class Unknown(Exception):  # noqa: N818 - it says what happened
    """An address names what the register does not hold. ``name`` is what someone may have meant."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def open_to_all(view: View) -> View:
    """A page that anyone may read and nobody can write to; the language was read from its address by then."""

    @wraps(view)
    def answered(request: HttpRequest, language: str = "en", **arguments: Any) -> HttpResponseBase:
        try:
            return view(request, **arguments)
        except Unknown as unknown:
            return not_there(request, unknown.name)

    return public()(answered)


def shown(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any],
    *,
    active: str = "",
    status: int = 200,
    folder: str = "register",
) -> HttpResponse:
    """A page, with what all of them have. ``active`` is the route of its room, ``folder`` that of its template."""
    known = held()
    own = {
        "rooms": [{"text": text, "href": address.of_register(name)} for name, text in ROOMS],
        "room": dict(ROOMS).get(active, ""),
        "home_href": address.of_register(""),
        "held": known,
        "licence": LICENCE,
        "canonical": address.whole(request.path),
        "other_language": _in_other_language(request),
        "kind_words": kind_words,
        "of_unit": address.of_unit,
        "of_inspection": address.of_inspection,
        "of_register": address.of_register,
        "of_publication": address.of_publication,
        "of_drawing": address.of_drawing,
        "of_table": address.of_table,
    }
    return render(request, f"{folder}/{template}.html", {**own, **values}, status=status)


def not_there(request: HttpRequest, name: str) -> HttpResponse:
    """404, with the units whose names are nearest to what was looked for."""
    register = held().register
    found = [register.organisations[unit] for unit in nearest(register, name)]
    return shown(request, "not_found", {"nearest": found, "newest": ""}, status=404)


def _in_other_language(request: HttpRequest) -> str:
    """The address of this page in the other language, with what was asked."""
    path = request.get_full_path().removeprefix(address.PREFIX).removeprefix("/")
    if get_language() == "cy":
        return f"{address.PREFIX}/{path.removeprefix('cy/')}"
    return f"{address.PREFIX}/cy/{path}"
