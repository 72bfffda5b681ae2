"""``inspectorate serve``, ``migrate`` and ``jobs``: the service itself, on one machine or as one of many."""

import logging
import time
from contextlib import nullcontext
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import start
from inspectorate_app.cli.terminal import say

if TYPE_CHECKING:
    from subprocess import Popen

#: Requests that one process answers at once. Python runs one at a time; the others wait for the database meanwhile.
THREADS = 4
#: Seconds between two looks at what is due, and at what is to be published or mailed.
PAUSE, MAIL_PAUSE = 3600, 60
#: Seconds until jobs are started again that ended by themselves.
JOBS_PAUSE = 5.0


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes; 0: one for each core.")] = 0,
    threads: Annotated[
        int, typer.Option("--threads", min=1, max=64, help="Requests that a process answers at once.")
    ] = THREADS,
    migrate_first: Annotated[bool, typer.Option("--migrate", help="Bring the database up to date first.")] = False,
    with_jobs: Annotated[
        bool | None, typer.Option("--jobs/--no-jobs", help="Run jobs too; by default with SQLite.")
    ] = None,
) -> None:
    """Serve the application until it is stopped, and let requests that are under way end."""
    start()
    from inspectorate_app import parent
    from inspectorate_app.cli.ground import on_sqlite, prepare, prepare_files

    _see_that_it_is_free(host, port)
    prepare(migrate_first)
    if prepare_files():
        say("Collected the static files.")
    parent.is_this()
    stop = Event()
    keeper = Thread(target=_keep_jobs, args=(stop,)) if (on_sqlite() if with_jobs is None else with_jobs) else None
    if keeper:
        keeper.start()
    say(f"Serving on {_address(host, port)} (stop with Ctrl+C).")
    try:
        _serve(host, port, workers or _workers(), threads)
    finally:
        stop.set()
        if keeper:
            keeper.join()


def migrate() -> None:
    """Bring the database up to date."""
    start()
    from inspectorate_app.cli.ground import prepare

    prepare(migrate_first=True)
    say("The database is up to date.")


def jobs() -> None:
    """Run jobs from the queue until it is stopped: for a fleet on PostgreSQL, beside 'serve --no-jobs'.

    Where the database is stopped and started meanwhile, they go on when it is back.
    """
    start()
    from django.core.management import call_command

    from inspectorate_app import parent
    from inspectorate_app.cli.ground import prepare
    from inspectorate_app.store import tables

    parent.end_with_it()
    prepare(migrate_first=False)
    Thread(target=look_for_what_is_due, daemon=True).start()
    Thread(target=look_for_mail, daemon=True).start()
    tables.again_when_it_is_back(lambda: call_command("db_worker", verbosity=0))


def look_for_what_is_due(times: float = float("inf"), pause: float = PAUSE) -> None:
    """Put on the queue the deletion of names, and of documents, when its day has come; documents not read for search.

    And once a day the clearing of what has expired and of orphaned files, and reminders.

    Look at once, and again after each pause.
    Several processes that run jobs may all put it there: what the first has deleted is not there for the second.
    """
    from django.utils import timezone

    from inspectorate_app.actions import document_removal
    from inspectorate_app.actions.document import ask_for_sweep
    from inspectorate_app.actions.document_text import ask_for_reading
    from inspectorate_app.actions.embargo_expiry import ask_for_forgetting
    from inspectorate_app.actions.expiry import ask_for_clearing
    from inspectorate_app.actions.name import ask_for_deletion
    from inspectorate_app.actions.reminder import ask_for_reminders
    from inspectorate_app.store import tables

    looked = 0
    while looked < times:
        tables.let_go_after(lambda: ask_for_deletion(timezone.localdate()))
        tables.let_go_after(lambda: document_removal.ask_for_deletion(timezone.localdate()))
        tables.let_go_after(lambda: ask_for_sweep(timezone.localdate()))
        tables.let_go_after(lambda: ask_for_forgetting(timezone.now()))
        tables.let_go_after(lambda: ask_for_clearing(timezone.now()))
        tables.let_go_after(ask_for_reading)
        tables.let_go_after(lambda: ask_for_reminders(timezone.localdate()))
        looked += 1
        time.sleep(pause)


def look_for_mail(times: float = float("inf"), pause: float = MAIL_PAUSE) -> None:
    """Put rounds on the queue: of publishing where something is due, of the post where mail waits.

    Look at once, and again after each pause: what was due while nothing ran is published first.
    """
    from django.utils import timezone

    from inspectorate_app.actions.mail_round import ask_for_mail
    from inspectorate_app.actions.publication_round import ask_for_publishing
    from inspectorate_app.store import tables

    looked = 0
    while looked < times:
        tables.let_go_after(lambda: ask_for_publishing(timezone.now()))
        tables.let_go_after(lambda: ask_for_mail(timezone.now()))
        looked += 1
        time.sleep(pause)


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from inspectorate_app import metric
    from inspectorate_app.store import tables

    # Each worker opens its own.
    tables.close_connections()
    server = Server(
        "inspectorate_app.wsgi:ready",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        # Each thread keeps its connection to the database and what that has planned.
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.warning,
        websockets=False,
    )
    with metric.share() if settings.METRICS_TOKEN else nullcontext():
        server.serve()


def _see_that_it_is_free(host: str, port: int) -> None:
    """Raise ``BadInput`` where another program listens there already, such as this service in an earlier version.

    The server shares the port with whoever shares it too, and each would answer some of the requests.
    """
    import socket

    from inspectorate.errors import BadInput, Fault

    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            # What was closed a moment ago is no other program.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        mend = "stop what listens there, or give another --host or --port"
        raise BadInput(
            [Fault("", 0, f"{host}:{port}", f"it cannot be listened on ({error.strerror})", mend)]
        ) from error


def _workers() -> int:
    import os

    from inspectorate_app.cli.ground import on_sqlite
    from inspectorate_app.store.turn import PROCESSES_QUEUE

    return 1 if on_sqlite() and not PROCESSES_QUEUE else os.cpu_count() or 1


def _address(host: str, port: int) -> str:
    from django.conf import settings

    if settings.SECURE_SSL_REDIRECT:
        return f"{host}:{port}, to be reached by https through a proxy"
    return f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"  # noqa: S104 - only compared


def _keep_jobs(stop: Event) -> None:
    """Run jobs in a process of their own until ``stop``, and in another one where that ended by itself.

    Without them names would stay beyond their day, and nobody would notice.
    """
    while not stop.is_set():
        child = _jobs()
        while child.poll() is None and not stop.wait(0.2):
            pass
        if child.poll() is None:
            _stop(child)
        elif not stop.is_set():
            logging.getLogger(__name__).error("jobs ended and are started again", extra={"status": child.returncode})
            stop.wait(JOBS_PAUSE)


def _jobs() -> "Popen[bytes]":
    import subprocess
    import sys

    program = "from inspectorate_app.cli import main; main(['jobs'])"
    return subprocess.Popen([sys.executable, "-c", program])  # noqa: S603 - nothing in it comes from outside


def _stop(child: "Popen[bytes]") -> None:
    """Let the job that is under way end, for half a minute."""
    import subprocess

    child.terminate()
    try:
        child.wait(timeout=30)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
