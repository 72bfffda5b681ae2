"""Cells: the eligible cases of one stratum, team and practitioner, between which chance alone decides."""

from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from inspectorate.sampling.eligibility import EligibleCase

Key = tuple[str, ...]
Node = TypeVar("Node", bound=Hashable)
Amount = TypeVar("Amount", int, Fraction)


@dataclass(frozen=True)
class Cell:
    """Where some cases stand in the two orders that the draw keeps: strata, and places down to the practitioner.

    ``home`` is the team for which the practitioner counts in the order of places, see ``cells_of``: a path of two.
    """

    stratum: str
    area: str
    team: str
    practitioner: str
    home: tuple[Key, Key]
    references: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many cases it has."""
        return len(self.references)

    @property
    def desk(self) -> Key:
        """The practitioner at home: the node in the order of places on which the cap lies."""
        return (*self.home[1], self.practitioner)

    @property
    def by_stratum(self) -> tuple[Key, Key, Key]:
        """The nodes above it in the order of strata, the widest first."""
        return (self.stratum,), (self.stratum, self.area), (self.stratum, self.area, self.team)

    @property
    def by_place(self) -> tuple[Key, Key, Key]:
        """The nodes above it in the order of places, the widest first."""
        return *self.home, self.desk


@dataclass(frozen=True)
class Expectation:
    """Expected cases of each cell, in whole units of which ``unit`` make a case; they add up to whole cases."""

    amounts: tuple[int, ...]
    unit: int

    def chance(self, place: int, cell: Cell) -> Fraction:
        """The inclusion probability of each case of the cell at a place."""
        return Fraction(self.amounts[place], self.unit * cell.size)


def cells_of(cases: Iterable[EligibleCase]) -> tuple[Cell, ...]:
    """The cells of some cases, in a fixed order.

    A practitioner is at home in the team of the cases. One who has cases in several teams counts beside the teams, in
    the area that these share, or beside all areas: only so is the order of places a tree in which the practitioner is
    one node, and with it the cap exact and every chance equal. Such a practitioner's cases are still in proportion
    within each stratum of a team.
    """
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    teams: dict[str, set[tuple[str, str]]] = {}
    for case in cases:
        groups.setdefault((case.stratum, case.area, case.team, case.practitioner), []).append(case.reference)
        teams.setdefault(case.practitioner, set()).add((case.area, case.team))
    return tuple(
        Cell(*key, home=_home(*key[1:], teams[key[3]]), references=tuple(sorted(references)))
        for key, references in sorted(groups.items())
    )


def _home(area: str, team: str, practitioner: str, teams: Set[tuple[str, str]]) -> tuple[Key, Key]:
    if len(teams) == 1:
        return ("area", area), ("area", area, "team", team)
    several_areas = len({place for place, _ in teams}) > 1
    outside = ("beside the areas",) if several_areas else ("area", area)
    return outside, (*outside, "beside the teams", practitioner)


def totals(cells: Sequence[Cell], amounts: Iterable[Amount], node: Callable[[Cell], Node]) -> dict[Node, Amount]:
    """The amounts of some cells, added up by stratum, team, practitioner or whatever else ``node`` names."""
    sums: dict[Node, Amount] = {}
    for cell, amount in zip(cells, amounts, strict=True):
        name = node(cell)
        sums[name] = sums[name] + amount if name in sums else amount
    return sums


def counts_by(cells: Sequence[Cell], node: Callable[[Cell], Node]) -> dict[Node, int]:
    """How many cases there are in each stratum, team, or whatever else ``node`` names."""
    return totals(cells, (cell.size for cell in cells), node)
