"""Queries, processor time and bytes of each piece of work, in one process without a server: load does not spoil these.

    python -m benchmarks.application.count PLAN

``--profile`` WORK prints where the time goes, ``--queries`` WORK the queries with their plans.
"""

import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.application.fill import plan_from
from benchmarks.application.work import WORKS, Hand, Request, hands, open_by_api

ROUNDS = 60


def ask(client: Any, request: Request) -> Any:
    """The answer of the application, which must be good."""
    headers = dict(request.headers)
    content_type = headers.pop("Content-Type", "application/octet-stream")
    answer = client.generic(
        request.method, request.path, request.body, content_type, headers=headers, HTTP_HOST="localhost"
    )
    if answer.status_code != 200:
        raise SystemExit(f"{request.method} {request.path}: {answer.status_code}\n{answer.content[:2000].decode()}")
    return answer


def measured(work: Any, hand: Hand) -> tuple[int, int, float, int]:
    """Queries and writes among them, least milliseconds of processor time, bytes of the answer."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(enforce_csrf_checks=True)
    for _ in range(3):
        ask(client, work(hand))
    with CaptureQueriesContext(connection) as captured:
        answer = ask(client, work(hand))
    statements = [each["sql"] for each in captured.captured_queries if _is_query(each["sql"])]
    writes = sum(not each.startswith("SELECT") for each in statements)
    times = []
    for _ in range(ROUNDS):
        request = work(hand)
        started = time.process_time()
        ask(client, request)
        times.append(time.process_time() - started)
    return len(statements), writes, 1000 * min(times), len(answer.content)


def _is_query(sql: str) -> bool:
    """Whether it asks or changes something, and does not only begin or end a transaction."""
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))


def show_queries(work: Any, hand: Hand) -> None:
    """Each query and its plan."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(enforce_csrf_checks=True)
    ask(client, work(hand))
    with CaptureQueriesContext(connection) as captured:
        ask(client, work(hand))
    for each in captured.captured_queries:
        print(f"{each['time']}  {each['sql'][:1500]}")
        if each["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ANALYZE "
                cursor.execute(explain + each["sql"].replace("%", "%%"))
                print("".join(f"         {row[-1]}\n" for row in cursor.fetchall()))


def show_profile(work: Any, hand: Hand) -> None:
    """Where the time goes."""
    import cProfile
    import pstats

    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    ask(client, work(hand))
    profile = cProfile.Profile()
    for _ in range(ROUNDS):
        request = work(hand)
        profile.enable()
        ask(client, request)
        profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Measure and print."""
    import django

    django.setup()
    from django.test import Client

    plan, options = plan_from(Path(sys.argv[1])), sys.argv[2:]
    hand = hands(plan, "team" if plan.team else "small")[0]
    for case in (hand.inspector.case, hand.inspector.whole_case):
        hand.learn(ask(Client(), open_by_api(hand, case)).content)
    if options:
        show = {"--profile": show_profile, "--queries": show_queries}[options[0]]
        show(WORKS[options[1]], hand)
        return
    print(f"{'':32} {'queries':>8} {'writes':>7} {'ms cpu':>8} {'bytes':>9}")
    for name, work in WORKS.items():
        queries, writes, milliseconds, size = measured(work, hand)
        print(f"{name:32} {queries:8} {writes:7} {milliseconds:8.2f} {size:9,}")


if __name__ == "__main__":
    main()
