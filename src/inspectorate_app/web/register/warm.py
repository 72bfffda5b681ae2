"""The register made ready when a process begins to serve, so that nobody waits for its first page.

Reading the published inspections and compiling templates takes seconds, once in each process.
"""

import logging
import time

from django.http import HttpRequest
from django.utils import translation

from inspectorate_app.store import tables
from inspectorate_app.store.queries.register import as_of_now
from inspectorate_app.web.register import views


def make_ready() -> None:
    """Read the register, and make the pages of most kinds once. Without a database that is left to the first request.

    In the thread that begins the process, before it serves: in a thread beside those that serve, the two would slow
    each other down to three times as long.
    """
    began = time.monotonic()
    tables.let_go_after(_make_pages)
    told = {"seconds": round(time.monotonic() - began, 2)}
    logging.getLogger("inspectorate.register").info("the register is ready", extra=told)


def _make_pages() -> None:
    with as_of_now() as known, translation.override("en"):
        views.search(_asked("/register/"))
        for unit in known.register.units[:1]:
            kind, place = unit.split("/")
            views.unit(_asked(f"/register/units/{unit}"), kind=kind, place=place)


def _asked(path: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    return request
