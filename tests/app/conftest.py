"""For every test of the application: the database it runs on, and the guard against writes round the actions."""

from collections.abc import Iterator

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
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3-compatible store that runs as a process of its own."""
    with bucket.served(tmp_path_factory.mktemp("s3")) as address:
        yield address
