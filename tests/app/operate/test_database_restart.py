"""PostgreSQL is stopped and started while jobs run: they go on when it is back, in the same process."""

import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
import pytest

from tests import postgresql
from tests.app.operate.process import MAIN, environment, python, ran

#: Puts a job on the queue, and tells its id.
ASK = """
from inspectorate_app.cli.application import start
start()
from inspectorate_app.actions.document_text import read_for_search
print(read_for_search.enqueue().id)
"""
#: Seconds until what should happen has failed to.
PATIENCE = 60


def until(done: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def state(url: str, job: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT status FROM django_tasks_database_dbtaskresult WHERE id = %s", [job]
        ).fetchone()
    return row[0] if row else ""


@pytest.fixture
def server():
    with postgresql.restartable() as server:
        yield server


def test_jobs_go_on_when_the_database_is_back(server, tmp_path):
    known = environment(tmp_path, DATABASE_URL=server.url)
    assert ran(known, "migrate").returncode == 0
    log = tmp_path / "jobs.log"
    with log.open("wb") as file:
        jobs = subprocess.Popen([sys.executable, "-c", MAIN, "jobs"], env=known, stdout=file, stderr=file)
    try:
        before = python(known, ASK).stdout.strip()
        until(lambda: state(server.url, before) == "SUCCESSFUL", "the job is done while the database is there")
        server.stop()
        until(lambda: jobs.poll() is not None or "the database went away" in log.read_text(), "it is noticed")
        assert jobs.poll() is None, log.read_text()
        server.start()
        after = python(known, ASK).stdout.strip()
        until(lambda: state(server.url, after) == "SUCCESSFUL", "the job is done once the database is back")
        assert jobs.poll() is None
        assert "Traceback" not in log.read_text()
    finally:
        jobs.terminate()
        assert jobs.wait(30) == 0, "and it still stops when it is told to"
