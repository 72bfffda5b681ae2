"""Controlled rounding: expectations -> whole numbers by lot, every level down or up to the next, no chance changed.

The cells hang between two trees: strata over areas over teams, and areas over teams over practitioners. What flows
down the one flows up the other. Wherever an amount is a fraction there is
a cycle of fractions through it; along it, as much is added on the one hand as is taken on the other, and the lot
chooses the direction so that no expectation moves. Each time at least one fraction is gone (dependent rounding on a
flow network: Gandhi, Khuller, Parthasarathy and Srinivasan 2006; Cox 1987 for tables).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspectorate.sampling.cells import Cell, Expectation
from inspectorate.sampling.lot import Lot

#: A step of a walk: the arc, and whether it is walked the way it flows.
Step = tuple[int, bool]


@dataclass
class _Network:
    """Arcs with their amounts in units; the fraction of an amount is what lies above the whole case below it."""

    unit: int
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    arcs_at: list[list[int]] = field(default_factory=list)

    def node(self) -> int:
        """A new node."""
        self.arcs_at.append([])
        return len(self.arcs_at) - 1

    def arc(self, tail: int, head: int) -> int:
        """A new arc, empty so far."""
        self.tails.append(tail)
        self.heads.append(head)
        self.amounts.append(0)
        number = len(self.amounts) - 1
        self.arcs_at[tail].append(number)
        self.arcs_at[head].append(number)
        return number

    def is_fraction(self, arc: int) -> bool:
        """Whether an arc does not carry whole cases."""
        return self.amounts[arc] % self.unit != 0

    def onward(self, node: int, arrived_by: int) -> int | None:
        """A fractional arc at a node other than the one by which it was reached; arcs that are whole are forgotten."""
        arcs = self.arcs_at[node]
        kept = []
        found = None
        while arcs and found is None:
            arc = arcs.pop()
            if not self.is_fraction(arc):
                continue
            kept.append(arc)
            found = arc if arc != arrived_by else None
        arcs.extend(kept)
        return found

    def push(self, cycle: Sequence[Step], lot: Lot) -> None:
        """Move one cycle to the next whole number of some arc, up or down by lot, at even expectation."""
        fractions = [(self.amounts[arc] % self.unit, along) for arc, along in cycle]
        up = min(self.unit - fraction if along else fraction for fraction, along in fractions)
        down = min(fraction if along else self.unit - fraction for fraction, along in fractions)
        change = up if lot.happens(down, up + down) else -down
        for arc, along in cycle:
            self.amounts[arc] += change if along else -change


def rounded(cells: Sequence[Cell], expectation: Expectation, lot: Lot) -> list[int]:
    """Whole cases of each cell, each level of both trees at the whole number below or above what was expected of it.

    The expected value of each number is its expectation exactly. The total of ``expectation`` is a whole number.
    """
    network = _Network(expectation.unit)
    arcs = _add_cells(network, cells, expectation)
    for start in range(len(network.arcs_at)):
        _settle(network, start, lot)
    return [network.amounts[arc] // expectation.unit for arc in arcs]


def _add_cells(network: _Network, cells: Sequence[Cell], expectation: Expectation) -> list[int]:
    """The two trees, with the cells between their leaves; the arcs of the cells.

    The total is whole: where one arc at a root is a fraction so is another, and no walk has to pass between the roots.
    """
    roots = {"strata": network.node(), "places": network.node()}
    nodes: dict[tuple[str, tuple[str, ...]], int] = {}
    arc_above: dict[int, int] = {}
    arcs = []
    for cell, amount in zip(cells, expectation.amounts, strict=True):
        ends = []
        for tree, path in (("strata", cell.by_stratum), ("places", cell.by_place)):
            above = roots[tree]
            for name in path:
                if (tree, name) not in nodes:
                    nodes[tree, name] = below = network.node()
                    arc_above[below] = network.arc(*((above, below) if tree == "strata" else (below, above)))
                above = nodes[tree, name]
                network.amounts[arc_above[above]] += amount
            ends.append(above)
        arcs.append(network.arc(*ends))
        network.amounts[arcs[-1]] = amount
    return arcs


def _settle(network: _Network, start: int, lot: Lot) -> None:
    """Push cycles until no arc at a node is a fraction, by walking fractional arcs until the walk meets itself."""
    nodes, steps, place_of = [start], list[Step](), {start: 0}
    while True:
        arc = network.onward(nodes[-1], steps[-1][0] if steps else -1)
        if arc is None:
            return
        along = network.tails[arc] == nodes[-1]
        steps.append((arc, along))
        reached = network.heads[arc] if along else network.tails[arc]
        if reached not in place_of:
            place_of[reached] = len(nodes)
            nodes.append(reached)
            continue
        first = place_of[reached]
        network.push(steps[first:], lot)
        for node in nodes[first + 1 :]:
            del place_of[node]
        del nodes[first + 1 :], steps[first:]
