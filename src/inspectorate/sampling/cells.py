"""Cells: the eligible cases of one stratum, team and practitioner, between which chance alone decides."""

from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from inspectorate.sampling.eligibility import EligibleCase

Key = tuple[str, ...]
Node = TypeVar("Node", bound=Hashable)
Amount = TypeVar("Amount", int, Fraction)


@dataclass(frozen=True)
class Cell:
    """Where some cases stand in the two orders that the draw keeps: strata, and places down to the practitioner.

    ``home`` is the team for which the practitioner counts in the order of places, see ``beside_teams``: a path of two.
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


def cells_of(cases: Iterable[EligibleCase]) -> tuple[Cell, ...]:
    """The cells of some cases, in a fixed order, each practitioner at home in the team of the cases."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for case in cases:
        groups.setdefault((case.stratum, case.area, case.team, case.practitioner), []).append(case.reference)
    return tuple(
        Cell(*key, home=(("area", key[1]), ("area", key[1], "team", key[2])), references=tuple(sorted(references)))
        for key, references in sorted(groups.items())
    )


def beside_teams(cells: Sequence[Cell], practitioners: Container[str]) -> tuple[Cell, ...]:
    """The same cells, with some practitioners who have cases in several teams counted beside these.

    They then count in the area that their teams share, or beside all areas. Only so is the order of places a tree in
    which such a practitioner is one node, and with it the cap exact and every chance equal. Their cases are still in
    proportion within each stratum of a team.
    """
    areas: dict[str, set[str]] = {}
    for cell in cells:
        areas.setdefault(cell.practitioner, set()).add(cell.area)

    def rehomed(cell: Cell) -> Cell:
        outside = ("beside the areas",) if len(areas[cell.practitioner]) > 1 else cell.home[0]
        return replace(cell, home=(outside, (*outside, "beside the teams", cell.practitioner)))

    return tuple(rehomed(cell) if cell.practitioner in practitioners else cell for cell in cells)


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
