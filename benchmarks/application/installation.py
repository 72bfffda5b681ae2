"""An installation of the product for the benchmark: its folder, its database, and the server as people run it."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgresql

from benchmarks.application.fill import Plan, plan_from

#: A server of a team may not lose what it said it had saved: as PostgreSQL comes, and not as the tests tune it.
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "plan_cache_mode": "auto",
    "track_counts": "on",
    "track_activities": "on",
    "update_process_title": "on",
}
BARE = "benchmarks.application.bare:application"
#: As many as `inspectorate serve` starts by itself, for the bare page too.
WORKERS, THREADS = os.cpu_count() or 1, 4


_GRANIAN = (sys.executable, "-m", "granian")
_PRODUCT = (sys.executable, "-c", "from inspectorate_app.cli import main; main()")


@dataclass
class Installation:
    """A filled installation: its environment, what was put into it, and how long that took in seconds."""

    database: str
    environment: Mapping[str, str]
    plan: Plan
    seconds: float
    log: Path = field(default_factory=lambda: Path(os.devnull))

    @contextmanager
    def serving(self, bare: bool = False) -> Iterator[int]:
        """The port of `inspectorate serve`, or of the ``bare`` page in the same server, until the block ends."""
        port = _free_port()
        with self.log.open("ab") as log:
            command = self._bare(port) if bare else [*_PRODUCT, "serve", "--port", str(port)]
            server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        try:
            _await(server, port, "/" if bare else "/ready")
            yield port
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()

    def _bare(self, port: int) -> list[str]:
        workers = str(WORKERS)
        options = ["--workers", workers, "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
        return [*_GRANIAN, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), *options, BARE]

    def run(self, *arguments: str) -> str:
        """What a module prints that is run in this installation."""
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def installed(database: str, stored: int) -> Iterator[Installation]:
    """An installation on ``sqlite`` or ``postgresql`` with so many answers stored; gone when the block ends."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="inspectorate-benchmark-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "inspectorate_app.settings",
            "INSPECTORATE_DATA": str(folder),
            "INSPECTORATE_SECRET_KEY": secrets.token_urlsafe(48),
            "INSPECTORATE_HTTPS": "false",
            # One client asks as often as it can: what an office asks in a minute is no measure here.
            "INSPECTORATE_REQUESTS_A_MINUTE": "100000000",
            "INSPECTORATE_LOG": "json",
        }
        environment.pop("DATABASE_URL", None)
        if database == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(postgresql.running(DURABLE))
        plan, seconds = _filled(folder, environment, stored)
        yield Installation(database, environment, plan, seconds)


def _filled(folder: Path, environment: Mapping[str, str], stored: int) -> tuple[Plan, float]:
    django = [sys.executable, "-m", "django"]
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([*django, *command], env=environment, check=True)
    started = time.perf_counter()
    plan = folder / "plan.json"
    fill = [sys.executable, "-m", "benchmarks.application.fill", str(plan), str(stored)]
    subprocess.run(fill, env=environment, check=True, stderr=subprocess.DEVNULL)
    return plan_from(plan), time.perf_counter() - started


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit("the server does not answer") from None
            time.sleep(0.1)
