"""Recommendations in the order of print: grouped by addressee, and numbered on from one to the next (S0-S4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspectorate.recommendation.addressee import Addressee
from inspectorate.recommendation.model import Recommendation


@dataclass(frozen=True)
class Drafted:
    """A recommendation before it has a number; ``key`` is whatever names it to whoever drafts it."""

    key: int
    to: Addressee
    text: str


def in_order(drafted: Iterable[Drafted], addressees: Sequence[Addressee]) -> tuple[Drafted, ...]:
    """Those to each addressee together: the addressees of the edition first, in its order, then others as they come.

    Those to one addressee stay in the order in which they are given.
    """
    found = tuple(drafted)
    order = {each: place for place, each in enumerate(dict.fromkeys((*addressees, *(one.to for one in found))))}
    return tuple(sorted(found, key=lambda one: order[one.to]))


def numbered(drafted: Sequence[Drafted], unit: str | None = None) -> tuple[Recommendation, ...]:
    """The same as they are first printed, numbered from 1 across addressees; ``unit`` where a document holds several's.

    One that was published keeps its number: where another was withdrawn since, or written, ``printed`` is given it.
    """
    return tuple(printed(number, one, unit) for number, one in enumerate(drafted, start=1))


def printed(number: int, one: Drafted, unit: str | None = None) -> Recommendation:
    """One as it is printed with its number. A full stop at the end is left out: each goes on from "... should:"."""
    return Recommendation(number, one.to.kind, one.to.name, one.text.rstrip().removesuffix("."), unit)
