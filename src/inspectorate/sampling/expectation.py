"""How many cases the draw expects of each cell: the chances of its cases, before chance has spoken."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.sampling.apportionment import stratum_targets
from inspectorate.sampling.cells import Cell, beside_teams, counts_by, totals


@dataclass(frozen=True)
class Expectation:
    """Expected cases of each cell, in whole units of which ``unit`` make a case; they add up to whole cases."""

    amounts: tuple[int, ...]
    unit: int

    def chance(self, place: int, cell: Cell) -> Fraction:
        """The inclusion probability of each case of the cell at a place."""
        return Fraction(self.amounts[place], self.unit * cell.size)


def most_feasible(cells: Sequence[Cell], size: int, caps: Mapping[str, int]) -> int:
    """The most cases that a sample of ``size`` can have: no practitioner gives more than the cap, or than there are."""
    available = counts_by(cells, lambda cell: cell.practitioner)
    return min(size, sum(min(number, caps.get(name, number)) for name, number in available.items()))


def targets_of(cells: Sequence[Cell], size: int) -> dict[str, Fraction]:
    """The places of each stratum in a sample of ``size``, or of all cases where there are fewer."""
    counts = counts_by(cells, lambda cell: cell.stratum)
    return stratum_targets(min(size, sum(counts.values())), counts) if counts else {}


def expected_cases(cells: Sequence[Cell], size: int, caps: Mapping[str, int]) -> tuple[tuple[Cell, ...], Expectation]:
    """The cells, each practitioner where the cap can be kept exactly, and the expectation of each.

    Where the cap leaves room for it, every case of a stratum has exactly the same chance, places over cases. Where it
    does not, as near to that as the most feasible total, the strata, the areas and the teams, in this order, allow.
    """
    total = most_feasible(cells, size, caps)
    shares = equal_chances(cells, total)
    if _exceeds_a_cap(cells, shares, caps):
        from inspectorate.sampling.spread import spread_within_caps

        available = counts_by(cells, lambda cell: cell.practitioner)
        rehomed = beside_teams(
            cells,
            _of_several_teams(cells)
            & {name for name in available if available[name] > caps.get(name, available[name])},
        )
        return rehomed, spread_within_caps(rehomed, shares, total, caps)
    unit = math.lcm(1, *(share.denominator for share in shares))
    rehomed = beside_teams(cells, _of_several_teams(cells) & _could_exceed(cells, shares, caps))
    return rehomed, Expectation(tuple(int(share * unit) for share in shares), unit)


def _of_several_teams(cells: Sequence[Cell]) -> set[str]:
    desks = Counter(name for name, _ in {(cell.practitioner, cell.desk) for cell in cells})
    return {name for name, number in desks.items() if number > 1}


def _could_exceed(cells: Sequence[Cell], shares: Sequence[Fraction], caps: Mapping[str, int]) -> set[str]:
    """The practitioners who would pass the cap if their cases in every team were rounded up."""
    rounded_up: Counter[str] = Counter()
    for (name, _), share in totals(cells, shares, lambda cell: (cell.practitioner, cell.desk)).items():
        rounded_up[name] += math.ceil(share)
    return {name for name, number in rounded_up.items() if name in caps and number > caps[name]}


def equal_chances(cells: Sequence[Cell], size: int) -> list[Fraction]:
    """Expected cases of each cell as though there were no cap: the places of its stratum, by its share of the cases."""
    targets = targets_of(cells, size)
    counts = counts_by(cells, lambda cell: cell.stratum)
    return [targets[cell.stratum] * cell.size / counts[cell.stratum] for cell in cells]


def _exceeds_a_cap(cells: Sequence[Cell], shares: Sequence[Fraction], caps: Mapping[str, int]) -> bool:
    by_practitioner = totals(cells, shares, lambda cell: cell.practitioner)
    return any(name in caps and share > caps[name] for name, share in by_practitioner.items())
