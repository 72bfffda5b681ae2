"""One transaction that writes, at a time where the database has one writer.

SQLite lets one transaction write at a time. The next waits by trying again after ever longer pauses, up to a tenth of a
second each: under several writers the file lies idle while all of them sleep, and whoever slept longest waits again.
The threads of a process therefore queue here, where each is woken as soon as the one before is done. Processes beside
it (a command, the jobs) still wait in SQLite's way, and PostgreSQL needs none of this.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock

from django.db import connection, transaction

#: Held again by whoever holds it: a change inside a change is one transaction.
_turn = RLock()


@contextmanager
def transaction_in_turn() -> Iterator[None]:
    """``transaction.atomic()`` for a transaction that writes."""
    with _turn if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield
