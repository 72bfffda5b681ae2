"""Codes of a second factor that are sent at once are counted as codes one after the other."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import RequestFactory

from inspectorate_app.actions.refusal import TooManyTries
from inspectorate_app.web.account import lockout
from tests.app import given

TRIES = 12


@pytest.mark.django_db(transaction=True)
def test_no_more_than_five_of_twelve_codes_that_are_sent_at_once_are_looked_at() -> None:
    someone = given.person("Ana Assessor").pk
    request = RequestFactory().post("/")
    counted: list[bool] = []
    together = Barrier(TRIES)

    def attempt() -> None:
        together.wait()
        try:
            lockout.count_code(request, someone)
            counted.append(True)
        except TooManyTries:
            counted.append(False)
        finally:
            connections.close_all()

    threads = [Thread(target=attempt) for _ in range(TRIES)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(counted) == TRIES
    assert 1 <= sum(counted) <= 5
    lockout.forget_codes(request, someone)
    lockout.count_code(request, someone)
