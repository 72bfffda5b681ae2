"""``inspectorate serve``, ``migrate`` and ``check``, run as an operator runs them: as processes in an empty folder."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

from tests.app.operate.process import database_of_this_test

KEY = "INSPECTORATE_SECRET_KEY"


@pytest.fixture
def environment(tmp_path, empty_database):
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return known | {KEY: secrets.token_urlsafe(48), "INSPECTORATE_DATA": str(tmp_path / "data")} | empty_database


def command(*arguments):
    return [sys.executable, "-c", "from inspectorate_app.cli import main; main()", *arguments]


def ran(environment, *arguments):
    return subprocess.run(
        command(*arguments), env=environment, capture_output=True, text=True, check=False, timeout=180
    )


def findings(left):
    return {(each["check"], each["state"]) for each in json.loads(left.stdout)["findings"]}


@pytest.mark.parametrize("key", ["", "short"])
def test_it_does_not_start_without_a_secret_key_and_says_how_to_make_one(environment, key):
    left = ran(environment | {KEY: key}, "serve")
    assert left.returncode == 2
    assert KEY in left.stderr
    assert "secrets.token_urlsafe(48)" in left.stderr
    assert "Traceback" not in left.stderr


def test_it_does_not_start_on_a_database_that_is_behind(environment, tmp_path):
    left = ran(environment, "serve", "--port", str(_free_port()))
    assert left.returncode == 2
    assert "migrations have not been applied. Run 'inspectorate migrate'" in left.stderr
    assert "Traceback" not in left.stderr


def test_it_does_not_share_a_port_with_a_service_that_runs_already(environment):
    # The server that runs it lets several listen on one port: half the requests would go to an old version.
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        left = ran(environment, "serve", "--migrate", "--port", str(port))
    assert left.returncode == 2
    assert f"127.0.0.1:{port}: it cannot be listened on (Address already in use). Stop what listens" in left.stderr
    assert not Path(environment["INSPECTORATE_DATA"]).exists()


def test_a_variable_of_no_use_is_a_fault(environment):
    left = ran(environment | {"INSPECTORATE_REQUESTS_A_MINUTE": "many"}, "check")
    assert left.returncode == 2
    assert "INSPECTORATE_REQUESTS_A_MINUTE" in left.stderr
    assert "Traceback" not in left.stderr


@pytest.mark.django_db(transaction=True)
def test_check_is_clean_in_production_settings_and_says_where_a_database_is_behind(environment):
    behind = ran(environment, "check", "--format", "json")
    assert behind.returncode == 2
    assert ("database", "fault") in findings(behind)
    environment |= {"DATABASE_URL": database_of_this_test()}
    clean = ran(environment, "check", "--format", "json")
    assert findings(clean) == {("settings", "ok"), ("database", "ok"), ("static files", "warning")}, clean.stdout
    assert clean.returncode == 1


def test_it_brings_an_empty_database_up_to_date_and_serves_pages_files_and_jobs_until_it_is_stopped(
    environment, tmp_path
):
    port = _free_port()
    environment |= {"INSPECTORATE_HTTPS": "false"}
    # With SQLite it runs jobs unasked.
    asked = () if connection.vendor == "sqlite" else ("--jobs",)
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command("serve", "--migrate", "--port", str(port), *asked), env=environment, stdout=file, stderr=file
        )
    try:
        ready = _opened(port, "/ready", process, log)
        assert json.loads(ready) == {"status": "ok", "problems": []}
        assert b"openapi" in _opened(port, "/api/v1/openapi.json", process, log)
        manifest = json.loads((tmp_path / "data/static/staticfiles.json").read_text())
        assert b"govuk" in _opened(port, f"/static/{manifest['paths']['govuk.css']}", process, log)
        jobs = _children_with(process.pid, "main(['jobs'])")
        assert len(jobs) == 1
        os.kill(jobs[0], signal.SIGKILL)
        jobs = _others(process.pid, "main(['jobs'])", jobs)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0, log.read_text()
        assert not Path(f"/proc/{jobs[0]}").exists()
        plain = ran(environment, "check")
        said = " ".join(plain.stdout.split())
        assert plain.returncode == 1
        assert "LOOK AT: settings: Your SECURE_SSL_REDIRECT setting is not set to True" in said
        assert "ok: static files: collected from this version" in said
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it looks for processes where Linux lists them")
@pytest.mark.django_db(transaction=True)
def test_what_it_started_ends_with_it_where_it_was_killed(environment, tmp_path):
    port, log = _free_port(), tmp_path / "log"
    environment |= {"INSPECTORATE_HTTPS": "false", "DATABASE_URL": database_of_this_test()}
    with log.open("wb") as file:
        process = subprocess.Popen(
            command("serve", "--port", str(port), "--workers", "2", "--jobs"),
            env=environment,
            stdout=file,
            stderr=file,
        )
    try:
        _opened(port, "/ready", process, log)
        children = _children_with(process.pid, "")
        # Two workers and the jobs, and what Python starts for them.
        assert len(children) >= 3
    finally:
        process.kill()
        process.wait()
    for _ in range(60):
        left = [each for each in children if Path(f"/proc/{each}").exists()]
        if not left:
            break
        time.sleep(0.5)
    assert left == []
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))


def _others(parent: int, words: str, known: list[int]) -> list[int]:
    """The children that took the place of others, once they are there."""
    for _ in range(60):
        if found := [each for each in _children_with(parent, words) if each not in known]:
            return found
        time.sleep(0.5)
    raise AssertionError("nothing took their place")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _opened(port: int, path: str, process: "subprocess.Popen[bytes]", log: Path) -> bytes:
    for _ in range(240):
        try:
            with closing(HTTPConnection("localhost", port, timeout=30)) as connection:
                connection.request("GET", path)
                return connection.getresponse().read()
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.5)
    raise AssertionError(log.read_text())


def _children_with(parent: int, words: str) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            line = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if int(fields[1]) == parent and words in line:
            found.append(int(status.parent.name))
    return found
