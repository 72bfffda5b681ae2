"""Two processes of the application on one database behind a proxy: one goes, and nobody notices but for one retry."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from inspectorate_app.store.models import Answer, AuditChain, AuditEntry
from inspectorate_app.store.turn import transaction_in_turn
from tests.app import given
from tests.app.operate.load import Load, load_on, under_way
from tests.app.operate.process import ask, database_of_this_test, environment, serving
from tests.app.operate.proxy import proxy_before

pytestmark = pytest.mark.django_db(transaction=True)
#: Inspectors who save.
INSPECTORS = 3


def saved(load):
    """What stands of each case: its version, its text, and how often its saving is in the trail."""
    return {
        each.assessment.case.number: (
            each.version,
            each.reason,
            AuditEntry.objects.filter(
                action="assess case", subject=f"case {each.assessment.case.number} answers"
            ).count(),
        )
        for each in Answer.objects.filter(assessment__inspection__slug=load.slug).select_related("assessment__case")
    }


@contextmanager
def reading(port: int, session: str) -> Iterator[list[int]]:
    """Someone who opens their home page again and again; every status that they saw."""
    seen: list[int] = []
    stopped = threading.Event()

    def go_on() -> None:
        while not stopped.is_set():
            seen.append(ask(port, "GET", "/", headers={"Cookie": f"inspectorate={session}"})[0])

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield seen
    finally:
        stopped.set()
        thread.join(30)


def wait_until(true, what):
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def test_one_of_two_is_killed_in_the_middle_of_requests_and_every_save_is_made_once(tmp_path):
    known = environment(tmp_path, DATABASE_URL=database_of_this_test(), INSPECTORATE_SECRET_KEY=settings.SECRET_KEY)
    with (
        serving(known, tmp_path / "log1") as one,
        serving(known, tmp_path / "log2") as two,
        proxy_before(one.port, two.port) as proxy,
    ):
        load: Load = load_on(proxy.port, INSPECTORS)
        session = given.signed_in(given.person("Ada Auditor", "auditor")).cookies[settings.SESSION_COOKIE_NAME].value
        with reading(proxy.port, session) as seen, under_way(load):
            wait_until(lambda: min(load.acknowledged.values()) >= 3, load)
            # Whoever saves now waits for us, inside the transaction of their request.
            with transaction_in_turn():
                AuditChain.objects.select_for_update().get(name=load.slug)
                wait_until(lambda: sum(proxy.under_way.values()) >= INSPECTORS and proxy.under_way[one.port], proxy)
                one.kill()
                wait_until(lambda: proxy.retried, proxy)
            pages, before = len(seen), dict(load.acknowledged)
            wait_until(lambda: min(load.acknowledged[case] - before[case] for case in before) >= 3, load)
            wait_until(lambda: len(seen) > pages, "nobody could read any more")
            proxy.lose_next = True
            wait_until(lambda: not proxy.lose_next, proxy)
    assert not load.refused
    assert set(seen) == {200}
    assert saved(load) == {case: (last, f"save {last}", last) for case, last in load.acknowledged.items()}
    # Each inspector and the reader lost one request at most with the process, and one of them an answer on the way.
    assert 1 <= len(proxy.retried) <= INSPECTORS + 1 + 1, proxy.retried
