"""How heavy pages are for a browser that has nothing yet, and how long it takes from a clone to the first page."""

import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from benchmarks.application.client import asked_once
from benchmarks.application.work import Hand, Request, Work

#: What a page makes a browser fetch: style sheets, scripts and preloaded files; pictures are data or none.
_FETCHED = re.compile(rb'<(?:link[^>]*rel="(?:stylesheet|preload|modulepreload)"[^>]*href|script[^>]*src)="([^"]+)"')
_ADDRESS = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d+\S*")
ROOT = Path(__file__).resolve().parents[2]


def bytes_of(port: int, request: Request) -> tuple[int, int]:
    """Bytes of the page, and of all that it makes a browser fetch, compressed as they are sent."""
    page = asked_once(port, request)
    files = {urljoin(request.path, found.decode()) for found in _FETCHED.findall(page)}
    packed = {"Accept-Encoding": "br, gzip"}
    return len(page), sum(len(asked_once(port, Request("GET", path, packed))) for path in sorted(files))


def first_page() -> Request:
    """The first page that anyone sees: where one signs in."""
    return Request("GET", "/account/login/", {})


def table(port: int, hand: Hand, works: dict[str, Work]) -> str:
    """Bytes of the first page and of those that some works open."""
    lines = ["| page | bytes of the page | of its style sheets and scripts, packed, once |", "|---|---|---|"]
    requests = {"first page (sign in)": first_page(), **{name: work(hand) for name, work in works.items()}}
    for name, request in requests.items():
        page, files = bytes_of(port, request)
        lines.append(f"| {name} | {page:,} | {files:,} |")
    return "\n".join(lines)


def from_clone(patience: float = 900) -> float:
    """Seconds from `git clone` through `make run` until its page answers. Raises ``SystemExit`` where none does."""
    with tempfile.TemporaryDirectory(prefix="inspectorate-clone-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
        started = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), f"{folder}/clone"], check=True)
        log = Path(folder) / "log"
        with log.open("wb") as into:
            run = subprocess.Popen(
                ["make", "run"],
                cwd=f"{folder}/clone",
                env=environment,
                stdout=into,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            while time.monotonic() - started < patience:
                told = _ADDRESS.search(log.read_text(errors="replace"))
                if told and _answers(told[0].rstrip(".,)")):
                    return time.monotonic() - started
                if run.poll() is not None:
                    break
                time.sleep(0.2)
            raise SystemExit(f"`make run` served no page:\n{log.read_text(errors='replace')[-2000:]}")
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGTERM)
                run.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except OSError:
        return False
    return True
