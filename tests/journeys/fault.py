"""What no page may do on a journey: errors in the console, failed requests, answers of 400 and above."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.journeys.accessibility import WITHOUT_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

#: Told better by the answer itself, with its address.
_TOLD_TWICE = "Failed to load resource"


@dataclass
class Faults:
    """The faults of all windows of one journey, in the order in which they came."""

    found: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Take off what the journey meant to meet, as ``faults.expect("^403 GET")``; fails where nothing is."""
        meant = [each for each in self.found if re.search(pattern, each)]
        assert meant, f"no fault is like {pattern!r}; found: {self.found}"
        self.found = [each for each in self.found if each not in meant]

    def watch(self, context: "BrowserContext") -> None:
        """Note the faults of every page of a window from now on."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script error: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("page", self._page)

    def _page(self, page: "Page") -> None:
        page.on("crash", lambda gone: self.found.append(f"page crashed: {gone.url}"))

    def _console(self, message: "ConsoleMessage") -> None:
        if message.type == "error" and not message.text.startswith(_TOLD_TWICE):
            where = message.page.url if message.page else ""
            self.found.append(f"console error on {where}: {message.text}")

    def _failed(self, request: "Request") -> None:
        # Leaving a page before it is there, or for a download, is what people do; any other request lost is a loss.
        if request.failure == "net::ERR_ABORTED" and (request.is_navigation_request() or self._refused(request)):
            return
        # Nor is a style, a script or a drawing missed on a page that one left before it was fetched.
        drawn = "/static/" in request.url or request.resource_type == "image"
        if request.failure == "net::ERR_ABORTED" and drawn:
            return
        # What runs no script fetches none, and Chromium says so in these words.
        if request.failure == "csp" and request.frame.page.context in WITHOUT_SCRIPT:
            return
        self.found.append(f"request failed: {request.method} {request.url}: {request.failure}")

    def _refused(self, request: "Request") -> bool:
        """Whether it was answered by a fault, and so is told of."""
        return any(each.endswith(f" {request.method} {request.url}") for each in self.found)

    def _answered(self, response: "Response") -> None:
        if response.status >= 400:
            self.found.append(f"{response.status} {response.request.method} {response.url}")
