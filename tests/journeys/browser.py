"""Chromium for journeys, and its windows: fixtures.

A journey takes ``page`` (1200 px wide), ``narrow`` (320 x 640) or ``without_script``, or opens windows of its own with
``open_page``: each is a person apart, with cookies of their own. Addresses are relative to the live server:
``page.goto("/people/")``. The page's own Content Security Policy is in force.

What leads to another page is clicked with ``press(page, "Continue")``, ``follow(page, "Team")`` or ``go(locator)``,
which wait for that page; what a script does on the same page is waited for with Playwright's ``expect``.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys import chromium
from tests.journeys.accessibility import DRAWN, NARROW, SAY_SIDEWAYS, WITHOUT_SCRIPT, copied
from tests.journeys.fault import Faults
from tests.journeys.picture import Pictures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from inspectorate_app.store.models import Person

OpenPage = Callable[..., "Page"]
Browsers = Callable[..., "Browser"]
ARTIFACTS = Path(".pytest-artifacts")
WIDE = {"width": 1200, "height": 900}
#: Milliseconds until something that should be there is given up; CI's machines are small and busy.
PATIENCE = 15_000
FAILED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the browser of the journeys")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report: Any = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browsers(request: pytest.FixtureRequest) -> Iterator[Browsers]:
    """``browsers(drawn=True)``: the system's Chromium, which paints pages or only lays them out; kept once started.

    What paints none needs three quarters of the processor. It has sizes, colours, focus and all else but a picture.
    """
    headed = request.config.getoption("--headed")
    program = chromium.found(headed=headed)
    if program is None:
        (pytest.fail if chromium.in_ci() else pytest.skip)(chromium.missing())
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread for as long as it runs; Django would take every query for one made
    # from it, and refuse. The application has no asynchronous code that the check could find at fault.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        started: dict[bool, Browser] = {}

        def browser(*, drawn: bool) -> "Browser":
            if drawn not in started:
                arguments = [*root, *chromium.ARGUMENTS, *(() if drawn else chromium.UNDRAWN)]
                started[drawn] = playwright.chromium.launch(
                    executable_path=program, headless=not headed, args=arguments
                )
            return started[drawn]

        yield browser
        for launched in started.values():
            launched.close()


@pytest.fixture
def drawn() -> None:
    """Paint the pages of this journey: ``tab_to`` takes pictures of the focus."""


@pytest.fixture
def faults() -> Faults:
    """What went wrong in the windows of this journey; it fails when it ends if there is anything left."""
    return Faults()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    done: Any = yield
    if isinstance(faults := pyfuncitem.funcargs.get("faults"), Faults):
        assert not faults.found, "on the way:\n" + "\n".join(faults.found)
    return done


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest,
    browsers: Browsers,
    live_server: Any,
    faults: Faults,
    pictures: Pictures | None,
) -> Iterator[OpenPage]:
    """``open_page(width=1200, height=900, script=True)`` opens one more window, with cookies of its own."""
    windows: list[BrowserContext] = []
    is_drawn = request.config.getoption("--headed") or "drawn" in request.fixturenames

    def open_one(*, width: int = WIDE["width"], height: int = WIDE["height"], script: bool = True) -> "Page":
        window = browsers(drawn=is_drawn).new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        window.set_default_timeout(PATIENCE)
        faults.watch(window)
        if width <= NARROW["width"]:
            window.add_init_script(SAY_SIDEWAYS)
        for holds, kind in ((not script, WITHOUT_SCRIPT), (is_drawn, DRAWN)):
            if holds:
                kind.add(window)
        windows.append(window)
        return window.new_page()

    yield open_one
    if request.node.stash.get(FAILED, False):
        _keep(request.node.nodeid, windows, faults, browsers)
    for window in windows:
        window.close()
    if pictures:
        pictures.draw(browsers(drawn=True), live_server.url)


def _keep(test: str, windows: list["BrowserContext"], faults: Faults, browsers: Browsers) -> None:
    """A picture and the text of each page that is open when a journey fails; none of one that is being left."""
    from playwright.sync_api import Error

    folder = ARTIFACTS / re.sub(r"[^\w.\[\]-]+", "-", test.removeprefix("tests/journeys/"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "faults.txt").write_text("\n".join(faults.found))
    for number, page in enumerate((page for window in windows for page in window.pages), start=1):
        with suppress(Error):
            (folder / f"{number}.html").write_text(f"<!-- {page.url} -->\n{page.content()}")
            with _drawn(page, browsers) as seen:
                seen.screenshot(path=folder / f"{number}.png", full_page=True)


@contextmanager
def _drawn(page: "Page", browsers: Browsers) -> Iterator["Page"]:
    """The page itself; where it is not painted a copy that is, without what was typed into it."""
    if page.context in DRAWN:
        yield page
        return
    with browsers(drawn=True).new_context(viewport=page.viewport_size) as window:
        yield copied(page, window.new_page())


@pytest.fixture
def page(open_page: OpenPage) -> "Page":
    """A window 1200 px wide."""
    return open_page()


@pytest.fixture
def narrow(open_page: OpenPage) -> "Page":
    """A window of 320 x 640: a page that scrolls sideways in it fails the journey."""
    return open_page(**NARROW)


@pytest.fixture
def without_script(open_page: OpenPage) -> "Page":
    """A window that runs no script."""
    return open_page(script=False)


def go(control: "Locator") -> None:
    """Click what leads to another page, or sends a form, and wait until the page that answers has loaded.

    A click alone returns before the request is answered: what is read then, on the page or in the database, may still
    be as it was.
    """
    with control.page.expect_navigation():
        control.click()


def press(page: "Page", name: str) -> None:
    """Click the button of this name, and wait for the page that answers."""
    go(page.get_by_role("button", name=name))


def follow(page: "Page", name: str, *, exact: bool = False) -> None:
    """Click the link of this name, and wait for the page that it leads to."""
    go(page.get_by_role("link", name=name, exact=exact))


def enter(page: "Page") -> None:
    """Press the Enter key where the focus is, and wait for the page that answers."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: "Page", person: "Person") -> None:
    """Sign a person in, second factor and all, without the pages for it: those have journeys of their own."""
    from django.conf import settings

    from tests.app.given import signed_in

    cookie = signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}])
