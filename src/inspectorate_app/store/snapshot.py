"""One state of the whole database to read from, while others go on writing to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: The first look fixes the state: SQLite takes its snapshot then, and not when the transaction begins.
_FIRST_LOOK = "SELECT COUNT(*) FROM django_migrations"


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside is of one moment: what was committed before it is there, what came after is not.

    Nobody waits for it. It must not stand inside another transaction.
    """
    reading = _in_sqlite() if connection.vendor == "sqlite" else _in_postgresql()
    with reading:
        yield


@contextmanager
def _in_sqlite() -> Iterator[None]:
    """A transaction that reads. Django would begin each as one that writes, and so hold up everyone who saves."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute(_FIRST_LOOK)
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _in_postgresql() -> Iterator[None]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(_FIRST_LOOK)
        yield
