"""For every test of the application: the database it runs on, and the guard against writes round the actions."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.app import bucket


@pytest.fixture(autouse=True)
def on_both_databases(database: str, refused_writes: list[str]) -> None:
    """Run with SQLite and, in the second run of `make test`, with PostgreSQL; the id of the test says which."""


@pytest.fixture(autouse=True)
def nothing_was_asked_before() -> None:
    """Begin each test with rates uncounted: they live in the memory of the process, which tests share."""
    from inspectorate_app.rate import WINDOW

    WINDOW.forget()


@pytest.fixture(scope="module")
def before_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """``before_all(make)`` writes what each test of a module begins from; a test undoes only what it wrote itself.

    The rows are as they were for each test, but not what was made in memory: give each test a copy of its own. No test
    of such a module may commit.
    """
    from django.db import transaction

    with django_db_blocker.unblock():
        block: Any = transaction.atomic()
        block._from_testcase = True  # a durable block may stand within, as within Django's own of each test
        block.__enter__()

    def write(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return make()

    yield write
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3-compatible store that runs as a process of its own."""
    with bucket.served(tmp_path_factory.mktemp("s3")) as address:
        yield address
