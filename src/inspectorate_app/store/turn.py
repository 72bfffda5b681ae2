"""One transaction that writes, at a time where the database has one writer.

SQLite lets one transaction write at a time. The next waits by trying again after ever longer pauses, up to a tenth of a
second each: under several writers the file lies idle while all of them sleep, and whoever slept longest waits again.
The threads of a process therefore queue here for a lock, and the processes for one on a file beside the database, where
each is woken as soon as the one before is done. PostgreSQL needs none of this.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock

from django.db import connection, transaction

try:
    import fcntl
except ImportError:  # on Windows, whose processes wait in SQLite's way
    PROCESSES_QUEUE = False
else:
    PROCESSES_QUEUE = True

#: Held again by whoever holds it: a change inside a change is one transaction.
_turn = RLock()


@contextmanager
def transaction_in_turn() -> Iterator[None]:
    """``transaction.atomic()`` for a transaction that writes."""
    with _in_turn() if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield


@contextmanager
def _in_turn() -> Iterator[None]:
    with _turn, nullcontext() if connection.in_atomic_block else _among_processes():
        yield


@contextmanager
def _among_processes() -> Iterator[None]:
    name = str(connection.settings_dict["NAME"])
    if not PROCESSES_QUEUE or ":memory:" in name or "mode=memory" in name:
        yield
        return
    file = os.open(f"{name}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
