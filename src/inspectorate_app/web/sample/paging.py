"""Long lists a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

SIZE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Pages:
    """Which page of how many is shown, from 1, and where it begins."""

    number: int
    pages: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * SIZE


def pages(request: HttpRequest, total: int) -> Pages:
    """The page that ``?page=`` asks for, or the nearest there is."""
    last = max(1, -(-total // SIZE))
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return Pages(min(max(1, number), last), last, total)


def shown(rows: Sequence[T], at: Pages) -> Sequence[T]:
    """The rows of a page."""
    return rows[at.offset : at.offset + SIZE]
