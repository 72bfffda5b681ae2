"""For every test of the application: the database it runs on, and the guard against writes round the actions."""

import pytest


@pytest.fixture(autouse=True)
def on_both_databases(database: str, refused_writes: list[str]) -> None:
    """Run with SQLite and, in the second run of `make test`, with PostgreSQL; the id of the test says which."""
