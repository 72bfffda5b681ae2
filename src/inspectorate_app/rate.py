"""How often something may happen: counted in windows of fixed length, in the memory of one process.

Counting in the database would make every request a write. Each process counts for itself instead, so that with N
processes up to N times as much gets through; what guards a password (the lockout after wrong ones) is counted in the
database and is exact.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network
from threading import Lock
from typing import Any


class TooOften(Exception):  # noqa: N818 - it says what happened
    """Something happened more often than it may. ``seconds`` until it may happen again."""

    def __init__(self, seconds: int):
        super().__init__(f"Too many requests. Try again in {seconds} second{'' if seconds == 1 else 's'}.")
        self.seconds = seconds


@dataclass
class Window:
    """Counts by key in the window that is running, and forgets all when the next begins. Safe between threads.

    ``length`` is in seconds; at most ``most_keys`` are counted apart in one window, which bounds the memory.
    """

    length: int = 60
    most_keys: int = 100_000
    clock: Callable[[], float] = time.monotonic
    began: float = float("-inf")
    counts: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def count(self, key: str, most: int) -> None:
        """Count one more under a key. Raises ``TooOften`` where that is more than ``most`` in this window."""
        with self.lock:
            self._turn()
            known = key if key in self.counts or len(self.counts) < self.most_keys else ""
            self.counts[known] = self.counts.get(known, 0) + 1
            if self.counts[known] > most:
                raise TooOften(self._left())

    def require(self, key: str, most: int) -> None:
        """Raise ``TooOften`` where ``most`` were counted under a key already; count nothing."""
        with self.lock:
            self._turn()
            if self.counts.get(key, 0) >= most:
                raise TooOften(self._left())

    def forget(self) -> None:
        """Begin anew: the next count begins a whole window."""
        with self.lock:
            self.began = float("-inf")
            self.counts.clear()

    def _turn(self) -> None:
        if self.clock() - self.began >= self.length:
            self.began = self.clock()
            self.counts.clear()

    def _left(self) -> int:
        return max(1, round(self.length - (self.clock() - self.began)))


#: What this process has counted since the minute began.
WINDOW = Window()


def address_of(meta: Mapping[str, Any], proxies: int) -> str:
    """The address that calls. Behind ``proxies`` it is the one that the outermost saw, and not what it was told.

    Each proxy adds to ``X-Forwarded-For`` whom it answers, so that what a caller made up stands further left.
    Of an IPv6 address it is the network (/64): one connection has all of it, and could count as another each time.
    """
    seen = [each.strip() for each in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if each.strip()]
    address = seen[-proxies] if 0 < proxies <= len(seen) else str(meta.get("REMOTE_ADDR", ""))
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
