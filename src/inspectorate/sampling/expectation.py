"""How many cases the draw expects of each cell: the chances of its cases, before chance has spoken."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from inspectorate.sampling.apportionment import stratum_targets
from inspectorate.sampling.cells import Cell, Expectation, counts_by, totals
from inspectorate.sampling.spread import spread_within_caps


def most_feasible(cells: Sequence[Cell], size: int, caps: Mapping[str, int]) -> int:
    """The most cases that a sample of ``size`` can have: no practitioner gives more than the cap, or than there are."""
    available = counts_by(cells, lambda cell: cell.practitioner)
    return min(size, sum(min(number, caps.get(name, number)) for name, number in available.items()))


def targets_of(cells: Sequence[Cell], size: int) -> dict[str, Fraction]:
    """The places of each stratum in a sample of ``size``, or of all cases where there are fewer."""
    counts = counts_by(cells, lambda cell: cell.stratum)
    return stratum_targets(min(size, sum(counts.values())), counts) if counts else {}


def expected_cases(cells: Sequence[Cell], size: int, caps: Mapping[str, int]) -> Expectation:
    """The expectation of each cell.

    Where the cap leaves room for it, every case of a stratum has exactly the same chance, places over cases. Where it
    does not, as near to that as the most feasible total, the strata, the areas and the teams, in this order, allow.
    """
    return _expected(tuple(cells), size, tuple(sorted(caps.items())))


@lru_cache(maxsize=8)
def _expected(cells: tuple[Cell, ...], size: int, held: tuple[tuple[str, int], ...]) -> Expectation:
    """The same, kept: no seed changes it, so a draw that is verified or explained is not fitted again."""
    caps = dict(held)
    total = most_feasible(cells, size, caps)
    shares = equal_chances(cells, total)
    if _exceeds_a_cap(cells, shares, caps):
        return spread_within_caps(cells, shares, total, caps)
    unit = math.lcm(1, *(share.denominator for share in shares))
    return Expectation(tuple(int(share * unit) for share in shares), unit)


def equal_chances(cells: Sequence[Cell], size: int) -> list[Fraction]:
    """Expected cases of each cell as though there were no cap: the places of its stratum, by its share of the cases."""
    targets = targets_of(cells, size)
    counts = counts_by(cells, lambda cell: cell.stratum)
    return [targets[cell.stratum] * cell.size / counts[cell.stratum] for cell in cells]


def _exceeds_a_cap(cells: Sequence[Cell], shares: Sequence[Fraction], caps: Mapping[str, int]) -> bool:
    by_practitioner = totals(cells, shares, lambda cell: cell.practitioner)
    return any(name in caps and share > caps[name] for name, share in by_practitioner.items())
