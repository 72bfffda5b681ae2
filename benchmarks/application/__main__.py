"""The application under load, beside a bare Django page and with little stored beside much.

    python -m benchmarks.application                       # all, both databases: half an hour
    python -m benchmarks.application --database sqlite --answers 100000 --seconds 2 --parts load,flat

Parts: load, open, flat, rollup, search, count, weight, clone. What each measures is told in the README here.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median

from benchmarks.application import client, weight
from benchmarks.application.installation import THREADS, WORKERS, Installation, installed
from benchmarks.application.work import WORKS, Hand, Request, hands, open_by_api

SMALL, LARGE = 1_000, 2_000_000
CLIENTS = (1, 8, 50)
#: Of what eight clients get through in a closed loop, the share that an open loop asks for.
SHARES = (0.5, 0.8)
BARE_PAGE = "bare Django: one query, a line of text"


def main() -> None:
    """Measure and print."""
    options = _options()
    print(f"{os.cpu_count()} cores, load average {_load()}")
    for database in options.database:
        print(f"\n## {database}")
        with ExitStack() as stack:
            large = stack.enter_context(installed(database, options.answers))
            print(f"\nprocesses: {WORKERS}, of {THREADS} threads each")
            print(f"{large.plan.stored:,} answers stored in {large.seconds:.0f} s; load average {_load()}")
            for part in (name for name in PARTS if name in options.parts):
                print(f"\n### {part}\n", flush=True)
                PARTS[part](large, options)
    if "clone" in options.parts:
        print(f"\nFrom a clone to the first page: {weight.from_clone():.0f} s; load average {_load()}")


def load(large: Installation, options: argparse.Namespace) -> None:
    """Closed loops of 1, 8 and 50 clients, each after the bare page under the same number of clients."""
    _heading("clients", "a second", "p50 ms", "p95 ms", "p50 against bare")
    with large.serving() as port, large.serving(bare=True) as bare:
        people = _taught(large, port)
        for clients in CLIENTS:
            client.closed(bare, people[:clients], _bare_page, options.seconds / 4)
            least = client.closed(bare, people[:clients], _bare_page, options.seconds / 2)
            _line(BARE_PAGE, clients, least, "1")
            for name in options.works:
                # Each thread of the server opens its connection, and PostgreSQL plans what is asked a fifth time.
                client.closed(port, people[:clients], WORKS[name], options.seconds / 2)
                loaded = client.closed(port, people[:clients], WORKS[name], options.seconds)
                _line(name, clients, loaded, f"{loaded.at(50) / least.at(50):.1f}")
    print(f"\nload average {_load()}")


def open_loop(large: Installation, options: argparse.Namespace) -> None:
    """Arrivals at a fixed rate: shares of what eight clients get through."""
    _heading("due a second", "a second", "p50 ms", "p95 ms", "share of the closed loop")
    with large.serving() as port:
        people = _taught(large, port)
        for name in options.works:
            most = client.closed(port, people[:8], WORKS[name], options.seconds / 2).a_second
            for share in SHARES:
                loaded = client.opened(port, people, WORKS[name], max(1, share * most), options.seconds)
                _line(name, round(share * most), loaded, f"{share}")
    print(f"\nload average {_load()}")


def flat(large: Installation, options: argparse.Namespace) -> None:
    """One inspection, with little else stored and with much: two servers asked in turn."""
    with installed(large.database, SMALL) as small, small.serving() as few, large.serving() as many:
        people = [hands(each.plan, "small")[0] for each in (small, large)]
        for port, hand in zip((few, many), people, strict=True):
            _teach(port, hand)
        few_stored, many_stored = f"{small.plan.stored:,}", f"{large.plan.stored:,}"
        _heading(f"p50 ms, {few_stored} stored", f"p50 ms, {many_stored} stored", "ratio of p50", "median of ratios")
        for name in options.works:
            one, other = client.in_turn((few, many), people, WORKS[name], options.rounds)
            pairs = median(b / a for a, b in zip(one.latencies, other.latencies, strict=True))
            ratio = other.at(50) / one.at(50)
            print(f"| {name} | {one.at(50):.1f} | {other.at(50):.1f} | {ratio:.2f} | {pairs:.2f} |", flush=True)
    print(f"\nload average {_load()}")


def rollup(large: Installation, options: argparse.Namespace) -> None:
    """The roll-up from what submissions keep up, beside counting all answers anew."""
    told = json.loads(large.run("benchmarks.application.rollup", str(options.rounds)))
    answers = told.pop("answers")
    _heading("p50 ms", "p95 ms", "p50 against the other")
    other = told["from all answers"][0]
    for name, (middle, late) in told.items():
        print(f"| {answers:,} answers to ratings, {name} | {middle:.1f} | {late:.1f} | {middle / other:.2f} |")
    print(f"\nload average {_load()}")


def search(large: Installation, options: argparse.Namespace) -> None:
    """Search across 10,000 texts of an inspection, beside plain LIKE over the same rows."""
    _heading("hits", "least ms", "p50 ms", "rows by LIKE", "least ms", "p50 ms", "least against LIKE")
    for name, ways in json.loads(large.run("benchmarks.application.search", str(min(options.rounds, 30)))).items():
        own, other = ways["search"], ways["LIKE"]
        figures = " | ".join(f"{hits:,} | {least:.0f} | {middle:.0f}" for hits, least, middle in (own, other))
        print(f"| {name} | {figures} | {own[1] / other[1]:.1f} |")
    print(f"\nload average {_load()}")


def count(large: Installation, options: argparse.Namespace) -> None:
    """Queries and processor time, in one process."""
    print(large.run("benchmarks.application.count", f"{large.environment['INSPECTORATE_DATA']}/plan.json"))


def weights(large: Installation, options: argparse.Namespace) -> None:
    """Bytes of pages."""
    with large.serving() as port:
        hand = hands(large.plan, "team")[0]
        print(
            weight.table(port, hand, {name: work for name, work in WORKS.items() if name.startswith("open a case: ")})
        )


PARTS: dict[str, Callable[[Installation, argparse.Namespace], None]] = {
    "load": load,
    "open": open_loop,
    "flat": flat,
    "rollup": rollup,
    "search": search,
    "count": count,
    "weight": weights,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.application", description="The application under load")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--answers", type=int, default=LARGE, help="answers stored")
    parser.add_argument("--seconds", type=float, default=5, help="of each loop")
    parser.add_argument("--rounds", type=int, default=200, help="of what is asked in turn")
    parser.add_argument("--parts", default=",".join([*PARTS, "clone"]), help="separated by commas")
    parser.add_argument("--works", default=",".join(WORKS), help="separated by commas")
    options = parser.parse_args()
    if options.answers <= SMALL:
        parser.error(f"--answers: more than {SMALL:,}; the inspection that is worked on has 11,600 by itself")
    options.database = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    options.parts, options.works = options.parts.split(","), options.works.split(",")
    if unknown := {*options.parts} - {*PARTS, "clone"} | {*options.works} - {*WORKS}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    return options


def _taught(large: Installation, port: int) -> list[Hand]:
    people = hands(large.plan, "team")
    for hand in people:
        _teach(port, hand)
    return people


def _teach(port: int, hand: Hand) -> None:
    """Let an inspector see which versions stand."""
    for case in (hand.inspector.case, hand.inspector.whole_case):
        hand.learn(client.asked_once(port, open_by_api(hand, case)))


def _bare_page(_hand: Hand) -> Request:
    return Request("GET", "/", {})


def _heading(*columns: str) -> None:
    print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")


def _line(name: str, first: int, loaded: client.Loaded, last: str) -> None:
    figures = f"{loaded.a_second:.0f} | {loaded.at(50):.1f} | {loaded.at(95):.1f}"
    print(f"| {name} | {first} | {figures} | {last} |", flush=True)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} at {time.strftime('%H:%M')}"


if __name__ == "__main__":
    main()
