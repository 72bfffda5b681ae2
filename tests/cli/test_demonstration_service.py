"""``make run`` as a person runs it: processes of their own, a database of their own, a port that is free."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from inspectorate_app.cli import demonstration_service
from tests.conftest import Run

COMMAND = [sys.executable, "-c", "from inspectorate_app.cli import main; main()", "demonstration"]
#: Generous: the machine may be busy.
SECONDS = 180


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False)


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    """The address of a demonstration that is being served; it is stopped as by Ctrl+C."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@nowhere.invalid/real"}
    with log.open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--folder", str(folder)], stdout=out, stderr=out, env=environment
        )
        try:
            yield _address(log, process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends and process.poll() is None:
        found = re.search(r"Open (http://localhost:\d+)/", log.read_text())
        if found:
            try:
                urllib.request.urlopen(f"{found[1]}/health", timeout=5).close()  # noqa: S310 - our own address
                return found[1]
            except OSError:
                pass
        time.sleep(0.2)
    pytest.fail(log.read_text())


def opened(address: str) -> str:
    """The text at an address of the demonstration that is being served."""
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
        text: str = answer.read().decode()
    return text


def test_it_is_loaded_once_and_served_where_a_port_is_free_whatever_the_environment_names(
    loaded_demonstration: Path, tmp_path: Path
) -> None:
    folder, log = tmp_path / "demonstration", tmp_path / "log"
    shutil.copytree(loaded_demonstration, folder)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    assert {each["who"] for each in told["sign_ins"]} >= {"lead", "inspector", "panel", "planner", "auditor"}
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0
    assert (folder / "sign-ins.json").stat().st_mode & 0o077 == 0
    assert Path(told["caseload"]).read_text().startswith("reference,")
    shown = ran("code", "lead", "--folder", str(folder))
    assert re.fullmatch(r"\d{6}\n", shown.stdout), shown.stderr
    nobody = ran("code", "nobody", "--folder", str(folder))
    assert (nobody.returncode, "nobody signs in as 'nobody'" in nobody.stderr) == (2, True)
    with closing(socket.socket()) as first:
        with suppress(OSError):  # taken by another demonstration: as good
            first.bind(("127.0.0.1", 8000))
            first.listen()
        with served(folder, log) as address:
            assert address != "http://localhost:8000"
            feed = opened(f"{address}/register/feed.atom")
            assert f'href="{address}/register/' in feed, "addresses that it gives out lead to where it is served"
            page = opened(f"{address}/account/sign-in")
            assert "Demonstration" in page
    said = log.read_text()
    assert told["password"] in said
    assert "Loading the demonstration" not in said


def test_a_code_is_told_only_of_a_demonstration(run: Run, tmp_path: Path) -> None:
    ran = run("demonstration", "code", "lead", "--folder", tmp_path / "none")
    assert ran.status == 2
    assert "no demonstration is loaded there" in ran.err


def test_a_port_that_is_taken_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(demonstration_service, "PORTS", range(port, min(port + 50, 65_535)))
        assert demonstration_service._free_port() > port
