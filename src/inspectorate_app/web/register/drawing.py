"""Drawings of the register as SVG, each at an address with the version of the register, to be kept for good.

A drawing is an image of its page and not part of it: its style sheet is its own, and its answer allows that one sheet
and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from inspectorate.register import figures
from inspectorate.register.drawing.figure import HeatTable, History, Spread, Years, by_group
from inspectorate.register.drawing.heat_table import heat_table_svg
from inspectorate.register.drawing.history import history_svg
from inspectorate.register.drawing.spread import spread_svg
from inspectorate.register.drawing.years import years_svg
from inspectorate.register.register import Register
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.register import address
from inspectorate_app.web.register.keep import FOR_GOOD
from inspectorate_app.web.register.page import Unknown, open_to_all
from inspectorate_app.web.register.within import all_of, title_of

Figure = HeatTable | History | Spread | Years
#: The widths in pixels of the places for which pages have drawings: a column, a page, a phone.
NARROW, COLUMN, PAGE = 290, 640, 960
WIDTHS = (NARROW, COLUMN, PAGE)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@open_to_all
def drawing(request: HttpRequest, version: str, figure: str, of: str, width: int) -> HttpResponse:
    """A drawing; at the address of another version, the way to that of this one."""
    if figure not in _FIGURES or width not in WIDTHS:
        raise Unknown(of)
    if version != held().version:
        return redirect(address.of_drawing(figure, of, width))
    return as_image(_FIGURES[figure](held().register, of), width)


def as_image(figure: Figure, width: int) -> HttpResponse:
    """A figure as the answer to whoever asks for its image."""
    drawn = _drawn(figure, width)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = FOR_GOOD
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    sheet = _STYLE.search(drawn)
    mark = base64.b64encode(hashlib.sha256(sheet[1].encode() if sheet else b"").digest()).decode()
    response["Content-Security-Policy"] = f"default-src 'none'; style-src 'sha256-{mark}'; frame-ancestors 'none'"
    return response


def _drawn(figure: Figure, width: int) -> str:
    if isinstance(figure, HeatTable):
        return heat_table_svg(figure, width)
    if isinstance(figure, History):
        return history_svg(figure, width)
    return years_svg(figure, width) if isinstance(figure, Years) else spread_svg(figure, width)


def _ratings(register: Register, of: str) -> Figure:
    if of not in register.by_id:
        raise Unknown(of)
    one = register.by_id[of]
    return replace(figures.heat_table(register, [one], f"Ratings of {register.organisation(one).name}"), note="")


def _history(register: Register, of: str) -> Figure:
    if of not in register.units:
        raise Unknown(of)
    return figures.history(register, of)


def _spread(register: Register, of: str) -> Figure:
    if of not in register.by_id or not register.by_id[of].percentages:
        raise Unknown(of)
    return figures.spread_of(register, register.by_id[of])


def _heat(register: Register, of: str) -> Figure:
    figure = figures.heat_table(register, all_of(held(), of), f"Published ratings by standard: {title_of(of)}")
    return by_group(replace(figure, note=""))  # the page says it


def _years(register: Register, of: str) -> Figure:
    return replace(
        figures.ratings_by_year(held().register, all_of(held(), of), f"Overall ratings by year: {title_of(of)}"),
        note="",
    )


_FIGURES: dict[str, Callable[[Register, str], Figure]] = {
    "ratings": _ratings,
    "history": _history,
    "spread": _spread,
    "heat": _heat,
    "years": _years,
}
