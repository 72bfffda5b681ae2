"""``--screenshots FOLDER``: a picture of every page that the journeys came by, at 1200 and at 320 px, to look at.

The pages are recorded in the server, as they were sent, and drawn when the journey is over: pictures disturb no
journey, and show pages as they were met, with their errors and whatever was typed.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from playwright.sync_api import Browser, Route

WIDTHS = (1200, 320)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Sent:
    """One page, as the server sent it."""

    name: str
    path: str
    status: int
    headers: dict[str, str]
    body: bytes


#: Pages sent and not yet drawn: by threads of the live server, which is why it is no part of ``Pictures``.
_SENT: list[Sent] = []


@dataclass
class Pictures:
    """The folder of the pictures, and the names of those that are there."""

    folder: Path
    drawn: set[str] = field(default_factory=set)

    def draw(self, browser: "Browser", server: str) -> None:
        """Draw the pages that were sent since the last time and have no picture yet."""
        while _SENT:
            sent = _SENT.pop(0)
            if sent.name not in self.drawn:
                self.drawn.add(sent.name)
                for width in WIDTHS:
                    self._draw(browser, server, sent, width)

    def _draw(self, browser: "Browser", server: str, sent: Sent, width: int) -> None:
        def answer(route: "Route") -> None:
            if route.request.is_navigation_request():
                route.fulfill(status=sent.status, headers=sent.headers, body=sent.body)
            else:
                route.continue_()

        with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as window:
            page = window.new_page()
            page.route("**/*", answer)
            page.goto(server + sent.path)
            page.screenshot(path=self.folder / f"{sent.name}-{width}.png", full_page=True)


class Recording:
    """Middleware, put around all others, that keeps each page that is sent."""

    def __init__(self, get_response: Callable[["HttpRequest"], "HttpResponse"]):
        self.get_response = get_response

    def __call__(self, request: "HttpRequest") -> "HttpResponse":
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and not 300 <= response.status_code < 400:
            left_out = ("content-length", "content-encoding")
            sent = {name: value for name, value in response.items() if name.lower() not in left_out}
            packed = response.get("Content-Encoding") == "gzip"  # as the public register keeps its pages
            content = gzip.decompress(response.content) if packed else response.content
            _SENT.append(
                Sent(_name(request, response.status_code, content), request.path, response.status_code, sent, content)
            )
        return response


def _name(request: "HttpRequest", status: int, content: bytes) -> str:
    """The address with what is variable in it named, not filled in; the status; and the title."""
    match = request.resolver_match
    where = match.route if match else request.path
    found = _TITLE.search(content.decode())
    title = found[1].strip() if found else ""
    parts = (where or "home", str(status), title)
    return "--".join(re.sub(r"[^\w]+", "-", part).strip("-")[:60] for part in parts)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", type=Path, metavar="FOLDER", help="draw every page of the journeys at 1200 and 320 px here"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--screenshots"):
        from django.conf import settings

        settings.MIDDLEWARE = [f"{__name__}.{Recording.__name__}", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Pictures | None:
    """Where the pictures go; ``None`` where nobody asked for them."""
    folder: Any = request.config.getoption("--screenshots")
    if folder is None:
        return None
    folder = request.config.invocation_params.dir / folder
    folder.mkdir(parents=True, exist_ok=True)
    return Pictures(folder)
