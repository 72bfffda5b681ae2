"""Writes that go round the actions fail a test, even where a page or a thread of the server swallowed the refusal."""

from collections.abc import Iterator

import pytest


@pytest.fixture
def refused_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the guard of the store refused in this test; a test that means it to refuse clears the list."""
    from inspectorate_app.store import guard

    refused: list[str] = []

    def note(error: guard.WroteRoundTheActions, *args: object) -> None:
        RuntimeError.__init__(error, *args)
        refused.append(str(error))

    monkeypatch.setattr(guard.WroteRoundTheActions, "__init__", note)
    yield refused
    assert not refused, "written outside an action:\n" + "\n".join(refused)
