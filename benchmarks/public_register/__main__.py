"""The public register under load, beside a static file server in the same run.

    python -m benchmarks.public_register --seconds 10

Ratios are to WhiteNoise alone, in the same server with as many processes and threads, sending the same bytes.
"""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import cast
from urllib.request import Request as Asked
from urllib.request import urlopen

from benchmarks.application import client
from benchmarks.application.fill import Plan
from benchmarks.application.installation import Installation
from benchmarks.application.work import Hand, Request

PAGE = "/register/units/pdu/cumbria"
STATIC = "benchmarks.public_register.static:application"
CLIENTS = 8
#: Requests that are due in a second, in an open loop: of what is kept, and of what must be made.
KEPT, MADE = 1_000, 100
#: Connections of an open loop, so that a slow answer does not hold up those that are due.
OPEN = 50
#: Publications made through the application that the register is joined with.
PUBLISHED = 20
Work = Callable[[Hand], Request]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public_register", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each loop")
    seconds = parser.parse_args().seconds
    print(f"{os.cpu_count()} cores, load average {_load()}\n")
    with _installed() as installation, installation.serving() as port:
        page, mark = _fetched(port)
        Path(installation.environment["BENCHMARK_STATIC"], "page.html").write_bytes(page)
        with installation.serving(bare=True) as static:
            works = _works(mark)
            _closed(works, port, static, seconds)
            _open(works, port, static, seconds)
    print(f"\nload average {_load()}")


def _works(mark: str) -> dict[str, tuple[str, Work]]:
    """What is asked, by name: of which server, and the requests."""
    number = count()
    return {
        "static file": ("static", lambda _: Request("GET", "/page.html", {})),
        "kept page, 304": ("own", lambda _: Request("GET", PAGE, {"If-None-Match": mark})),
        "kept page, packed": ("own", lambda _: Request("GET", PAGE, {"Accept-Encoding": "gzip"})),
        "kept page, whole": ("own", lambda _: Request("GET", PAGE, {})),
        "search, made anew": ("own", lambda _: Request("GET", f"/register/?since=2019&turn={next(number)}", {})),
    }


def _closed(works: dict[str, tuple[str, Work]], port: int, static: int, seconds: float) -> None:
    print(f"### closed loop, {CLIENTS} clients\n\n| | a second | p50 ms | p95 ms | against the static file |")
    print("|---|---|---|---|---|")
    least = 0.0
    for name, (server, work) in works.items():
        at = static if server == "static" else port
        client.closed(at, _people(CLIENTS), work, seconds / 4, most=1_000_000)
        loaded = client.closed(at, _people(CLIENTS), work, seconds, most=1_000_000)
        least = least or loaded.a_second
        figures = f"{loaded.a_second:.0f} | {loaded.at(50):.1f} | {loaded.at(95):.1f}"
        print(f"| {name} | {figures} | {loaded.a_second / least:.2f} |", flush=True)


def _open(works: dict[str, tuple[str, Work]], port: int, static: int, seconds: float) -> None:
    print("\n### open loop\n\n| | due a second | a second | p50 ms | p95 ms | p99 ms | p50 against the static file |")
    print("|---|---|---|---|---|---|---|")
    least = 0.0
    for name, (server, work) in works.items():
        rate = MADE if "anew" in name else KEPT
        loaded = client.opened(static if server == "static" else port, _people(OPEN), work, rate, seconds)
        least = least or loaded.at(50)
        times = " | ".join(f"{loaded.at(percent):.1f}" for percent in (50, 95, 99))
        print(f"| {name} | {rate} | {loaded.a_second:.0f} | {times} | {loaded.at(50) / least:.1f} |", flush=True)


def _people(number: int) -> list[Hand]:
    """So many who ask; who they are does not matter here."""
    return cast(list[Hand], [object() for _ in range(number)])


def _fetched(port: int) -> tuple[bytes, str]:
    """The page and its mark, once every process of the server is likely to have it."""
    for _ in range(20):
        with urlopen(Asked(f"http://127.0.0.1:{port}{PAGE}"), timeout=60) as answer:
            page, mark = answer.read(), answer.headers["ETag"]
    return page, mark


class _Beside(Installation):
    """An installation whose other server is the static one."""

    def _bare(self, port: int) -> list[str]:
        return [*super()._bare(port)[:-1], STATIC]


@contextmanager
def _installed() -> Iterator[Installation]:
    folder = Path(tempfile.mkdtemp(prefix="inspectorate-benchmark-"))
    files = folder / "files"
    files.mkdir()
    (files / "index.html").write_text("ready")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
    environment.pop("DATABASE_URL", None)
    environment |= {
        "DJANGO_SETTINGS_MODULE": "inspectorate_app.settings",
        "INSPECTORATE_DATA": str(folder),
        "INSPECTORATE_SECRET_KEY": secrets.token_urlsafe(48),
        "INSPECTORATE_HTTPS": "false",
        # One client asks as often as it can.
        "INSPECTORATE_REQUESTS_A_MINUTE": "100000000",
        "INSPECTORATE_LOG": "json",
        "BENCHMARK_STATIC": str(files),
    }
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)
    publish = [sys.executable, "-m", "benchmarks.public_register.publish", str(PUBLISHED)]
    subprocess.run(publish, env=environment, check=True)
    try:
        yield _Beside("sqlite", environment, cast(Plan, None), 0.0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} at {time.strftime('%H:%M')}"


if __name__ == "__main__":
    main()
