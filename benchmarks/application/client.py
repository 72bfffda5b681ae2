"""A small client for load: closed loops, in which everyone asks again once answered, and open loops of a fixed rate.

In an open loop a request is timed from the moment at which it was due, whether or not the one before had been answered,
so that a server which falls behind cannot hide its queue (no coordinated omission).
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.application.work import Hand, Request, Work

#: Seconds after which an answer is given up.
PATIENCE = 60
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class BadAnswer(RuntimeError):  # noqa: N818 - it says what came
    """The server gave another answer than 200 or 304: what was measured is not the work."""


@dataclass
class Loaded:
    """What a loop has measured: seconds from asking (or being due) to the last byte, over a span of seconds."""

    latencies: list[float] = field(default_factory=list)
    span: float = 0.0

    def at(self, percent: float) -> float:
        """The latency that this part of the requests did not exceed, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    @property
    def a_second(self) -> float:
        """How many requests were answered in a second."""
        return len(self.latencies) / self.span


class Connection:
    """One connection that is kept, asking one thing at a time."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def __aenter__(self) -> "Connection":
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1_000_000)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        self.writer.close()

    async def ask(self, request: Request) -> bytes:
        """The body of the answer. Raises ``BadAnswer``."""
        self.writer.write(_written(request, self.port))
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), PATIENCE)
        status, length = int(head[9:12]), _LENGTH.search(head)
        if status == 304:
            return b""
        if length is None:
            raise BadAnswer(f"{request.method} {request.path}: {status}, and no word of how long the answer is")
        body = await asyncio.wait_for(self.reader.readexactly(int(length[1])), PATIENCE)
        if status != 200:
            raise BadAnswer(f"{request.method} {request.path}: {status} {body[:500].decode(errors='replace')}")
        return body


def _written(request: Request, port: int) -> bytes:
    headers = {"Host": f"127.0.0.1:{port}", "Content-Length": str(len(request.body)), **request.headers}
    lines = [f"{request.method} {request.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + request.body


def closed(port: int, people: Sequence[Hand], work: Work, seconds: float, most: int = 20_000) -> Loaded:
    """Everyone asks, waits for the answer and asks again at once, for so many seconds and once at least."""

    async def run(hand: Hand, loaded: Loaded, started: float) -> None:
        async with Connection(port) as connection:
            await connection.ask(work(hand))
            while True:
                request = work(hand)
                asked = time.perf_counter()
                await connection.ask(request)
                loaded.latencies.append(time.perf_counter() - asked)
                if time.perf_counter() - started >= seconds or len(loaded.latencies) >= most:
                    break

    return _measured(people, run)


def opened(port: int, people: Sequence[Hand], work: Work, rate: float, seconds: float) -> Loaded:
    """``rate`` requests are due in each second, whoever's turn it is; each is timed from when it was due."""
    total, step = int(rate * seconds), 1 / rate

    async def run(hand: Hand, loaded: Loaded, started: float) -> None:
        place = people.index(hand)
        async with Connection(port) as connection:
            for turn in range(place, total, len(people)):
                due = started + turn * step
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await connection.ask(work(hand))
                loaded.latencies.append(time.perf_counter() - due)

    return _measured(people, run)


def _measured(people: Sequence[Hand], run: Callable[[Hand, Loaded, float], Awaitable[None]]) -> Loaded:
    loaded = Loaded()

    async def everyone() -> None:
        started = time.perf_counter()
        await asyncio.gather(*(run(hand, loaded, started) for hand in people))
        loaded.span = time.perf_counter() - started

    asyncio.run(everyone())
    return loaded


def in_turn(ports: Sequence[int], people: Sequence[Hand], work: Work, rounds: int) -> list[Loaded]:
    """One after the other at several servers, in turn, so that a slow spell of the machine meets all of them."""
    measured = [Loaded() for _ in ports]

    async def run() -> None:
        for number in range(-3, rounds):
            for port, hand, loaded in zip(ports, people, measured, strict=True):
                async with Connection(port) as connection:
                    request = work(hand)
                    asked = time.perf_counter()
                    await connection.ask(request)
                    if number >= 0:
                        loaded.latencies.append(time.perf_counter() - asked)

    started = time.perf_counter()
    asyncio.run(run())
    for loaded in measured:
        loaded.span = time.perf_counter() - started
    return measured


def asked_once(port: int, request: Request) -> bytes:
    """One request on a connection of its own."""

    async def run() -> bytes:
        async with Connection(port) as connection:
            return await connection.ask(request)

    return asyncio.run(run())
