"""A process that serves has read the register before it answers; without a database it serves all the same."""

import pytest
from django.db import OperationalError

from inspectorate_app.store.queries import public_publication, register
from inspectorate_app.web.register import warm


@pytest.mark.django_db(transaction=True)
def test_the_register_is_read_before_the_first_request():
    register._KNOWN.clear()
    warm.make_ready()
    assert list(register._KNOWN) == [public_publication.version()]


@pytest.mark.django_db(transaction=True)
def test_a_process_begins_though_the_database_does_not_answer(monkeypatch, caplog):
    def gone() -> str:
        raise OperationalError("gone")

    register._KNOWN.clear()
    monkeypatch.setattr(public_publication, "version", gone)
    warm.make_ready()
    assert register._KNOWN == {}
    assert "the database did not answer" in caplog.text
