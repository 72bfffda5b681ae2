"""The service as an operator runs it: processes of their own, on a database that a test may share with them."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

MAIN = "from inspectorate_app.cli import main; main()"


def environment(data: Path, **more: str) -> dict[str, str]:
    """The variables of a process with its own folder and nothing of the shell; ``more`` names its database."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return known | {
        "INSPECTORATE_SECRET_KEY": secrets.token_urlsafe(48),
        "INSPECTORATE_DATA": str(data),
        "INSPECTORATE_HTTPS": "false",
        "INSPECTORATE_REQUESTS_A_MINUTE": "1000000",
        **more,
    }


def database_of_this_test() -> str:
    """The ``DATABASE_URL`` of the database that the test itself works on; it must commit what it writes."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def ran(known: Mapping[str, str], *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """A command of the product, run to its end."""
    return python(known, MAIN, *map(str, arguments))


def python(known: Mapping[str, str], program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A few lines of Python in the environment of the product."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], env=known, capture_output=True, text=True, timeout=120, check=False
    )


@dataclass
class Served:
    """A service that answers on a port of this machine."""

    port: int
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """End it and its workers as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(known: Mapping[str, str], log: Path, workers: int = 1) -> Iterator[Served]:
    """``inspectorate serve`` without jobs, once it is ready; whatever is left of it is killed at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    arguments = ("serve", "--port", str(port), "--no-jobs", "--workers", str(workers))
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", MAIN, *arguments], env=known, stdout=file, stderr=file, start_new_session=True
        )
    served = Served(port, process)
    try:
        _wait_for(served, log)
        yield served
    finally:
        if process.poll() is None:
            served.kill()


def _wait_for(served: Served, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert served.process.poll() is None, log.read_text()
        try:
            if ask(served.port, "GET", "/ready")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(log.read_text())


def ask(
    port: int, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """What a service answers: the status and the content."""
    sent = dict(headers or {})
    content = None
    if body is not None:
        content, sent["Content-Type"] = json.dumps(body), "application/json"
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, content, sent)
        response = connection.getresponse()
        return response.status, response.read()
