"""Which totals of strata and teams a cap allows: as near proportional as can be, by one min-cost flow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inspectorate.sampling.cells import Cell, Key, totals

if TYPE_CHECKING:
    import networkx as nx

#: Units in a case. Whole numbers, so that totals and caps are exact.
UNIT = 10**9

#: Over its share a group costs more the further over it is, so that an excess is shared out rather than piled up:
#: the first 5 per cent cost 1 a unit, the next 5 cost 2, and so on; whatever lies beyond the last, one more.
STEPS = (0.05, 0.05, 0.10, 0.20, 0.40)
DEAREST = len(STEPS) + 1


@dataclass(frozen=True)
class Room:
    """What the expectation of each cell may be, in units, and where it would stand without a cap, in cases."""

    wanted: tuple[Fraction, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    caps: Mapping[Key, int]
    total: int

    def wanted_by(self, cells: Sequence[Cell], node: Callable[[Cell], Key]) -> dict[Key, int]:
        """What is wanted of each group, in whole units."""
        return {name: int(amount * UNIT) for name, amount in totals(cells, self.wanted, node).items()}


@dataclass(frozen=True)
class Attainable:
    """The totals, in units, to which the expectation will be fitted."""

    strata: dict[Key, int]
    teams: dict[Key, int]


def attainable_totals(cells: Sequence[Cell], room: Room) -> Attainable:
    """The totals nearest to the wanted ones that add up to ``room.total`` within every cap.

    A flow from strata through cells, practitioners, teams and areas. Strata come before areas, and areas before
    teams: a unit too many of the one outweighs whatever can be gained at all of the next.
    """
    import networkx as nx

    strata = room.wanted_by(cells, lambda cell: cell.by_stratum[0])
    areas = room.wanted_by(cells, lambda cell: cell.home[0])
    teams = room.wanted_by(cells, lambda cell: cell.home[1])
    # An improvement is a cycle, and a cycle touches a group at most twice: these weights keep the order of precedence.
    area_weight = 2 * DEAREST * len(teams) + 1
    stratum_weight = area_weight * (2 * DEAREST * len(areas) + 1)
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("source", demand=-room.total)
    graph.add_node("sink", demand=room.total)
    _add_cells(graph, cells, room)
    for stratum, wanted in strata.items():
        _add_group(graph, ("source", ("stratum", stratum)), wanted, room.total, stratum_weight)
    for team, wanted in teams.items():
        _add_group(graph, (("place", team), ("place", team[:-2])), wanted, room.total, 1)
    for area, wanted in areas.items():
        _add_group(graph, (("place", area), "sink"), wanted, room.total, area_weight)
    _, flow = nx.network_simplex(graph)
    return Attainable(
        {stratum: sum(flow["source"][("stratum", stratum)].values()) for stratum in strata},
        {team: sum(flow[("place", team)][("place", team[:-2])].values()) for team in teams},
    )


def _add_cells(graph: "nx.MultiDiGraph[Any]", cells: Sequence[Cell], room: Room) -> None:
    """Arcs from strata to practitioners, a cell each, and on to teams; the least of a cell is a demand at its ends."""
    for cell, least, most in zip(cells, room.least, room.most, strict=True):
        stratum, desk = ("stratum", cell.by_stratum[0]), ("place", cell.desk)
        for node, demand in ((stratum, least), (desk, -least)):
            if node not in graph:
                graph.add_node(node, demand=0)
            graph.nodes[node]["demand"] += demand
        graph.add_edge(stratum, desk, capacity=most - least, weight=0)
    for name, home in dict.fromkeys((cell.desk, cell.home[1]) for cell in cells):
        graph.add_edge(("place", name), ("place", home), capacity=room.caps.get(name, room.total), weight=0)


def _add_group(
    graph: "nx.MultiDiGraph[Any]", ends: tuple[object, object], wanted: int, total: int, weight: int
) -> None:
    """Parallel arcs for one group: free up to what is wanted of it, dearer and dearer beyond."""
    for capacity, price in _steps(wanted, total):
        graph.add_edge(*ends, capacity=capacity, weight=price * weight)


def _steps(wanted: int, total: int) -> Iterator[tuple[int, int]]:
    yield wanted, 0
    for price, step in enumerate(STEPS, start=1):
        yield int(wanted * step), price
    yield total, DEAREST
