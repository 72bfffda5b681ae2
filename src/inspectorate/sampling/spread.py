"""Expectations under a cap that binds: attainable totals first, then chances within them as equal as can be."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inspectorate.sampling.attainable import UNIT, Attainable, Room, attainable_totals
from inspectorate.sampling.cells import Cell, Expectation, Key, totals

if TYPE_CHECKING:
    import networkx as nx

#: No cell falls below this part of its equal chance, scaled by the cap: a case never loses its chance altogether.
LEAST_PART = Fraction(1, 10)
#: Enough for chances within a team to agree to a millionth on a caseload of 20,000; small ones stop long before.
SWEEPS = 400


def spread_within_caps(
    cells: Sequence[Cell], shares: Sequence[Fraction], total: int, caps: Mapping[str, int]
) -> Expectation:
    """The expectation of each cell: ``total`` cases, no practitioner above the cap, every case with some chance.

    ``shares`` are the expectations at equal chances. The fit is that of least relative entropy to them: a factor for
    each stratum, for each team and for each practitioner whom the cap holds back.
    """
    room = _room(cells, shares, total, caps)
    goal = attainable_totals(cells, room)
    return Expectation(tuple(_made_exact(cells, room, goal, _fitted(cells, room, goal))), UNIT)


def _room(cells: Sequence[Cell], shares: Sequence[Fraction], total: int, caps: Mapping[str, int]) -> Room:
    by_desk = totals(cells, shares, lambda cell: cell.desk)
    desk_caps = {cell.desk: caps[cell.practitioner] * UNIT for cell in cells if cell.practitioner in caps}
    least = []
    for cell, share in zip(cells, shares, strict=True):
        cap = Fraction(desk_caps.get(cell.desk, cell.size * UNIT), UNIT)
        held_back = min(Fraction(1), cap / by_desk[cell.desk])
        least.append(max(1 if cap else 0, int(share * LEAST_PART * held_back * UNIT)))
    return Room(tuple(shares), tuple(least), tuple(cell.size * UNIT for cell in cells), desk_caps, total * UNIT)


def _fitted(cells: Sequence[Cell], room: Room, goal: Attainable) -> list[float]:
    """Iterative proportional fitting, with sums by ``fsum``: only such arithmetic is the same on every machine."""
    families: list[tuple[list[tuple[list[int], float]], bool]] = [
        (_members(cells, [cell.by_stratum[0] for cell in cells], goal.strata), False),
        (_members(cells, [cell.home[1] for cell in cells], goal.teams), False),
        (_members(cells, [cell.desk for cell in cells], room.caps), True),
    ]
    factors = [[1.0] * len(groups) for groups, _ in families]
    ideal = [float(share * UNIT) for share in room.wanted]
    amounts = list(ideal)
    for _ in range(SWEEPS):
        furthest = 0.0
        for (groups, is_cap), multipliers in zip(families, factors, strict=True):
            for place, (members, wanted) in enumerate(groups):
                held = math.fsum([amounts[member] for member in members])
                change = wanted / held if held > 0 else 1.0
                if is_cap:
                    change = min(change, 1.0 / multipliers[place])
                furthest = max(furthest, abs(change - 1.0))
                multipliers[place] *= change
                for member in members:
                    ideal[member] *= change
                    amount, least, most = ideal[member], room.least[member], room.most[member]
                    amount = amount if amount >= least else least
                    amounts[member] = amount if amount <= most else most
        if furthest < 1e-9:
            break
    return amounts


def _members(cells: Sequence[Cell], nodes: Sequence[Key], wanted: Mapping[Key, int]) -> list[tuple[list[int], float]]:
    """For each group with a total to meet, the places of its cells and that total."""
    groups: dict[Key, list[int]] = {}
    for place, node in enumerate(nodes):
        groups.setdefault(node, []).append(place)
    return [(members, float(wanted[node])) for node, members in groups.items() if node in wanted]


def _made_exact(cells: Sequence[Cell], room: Room, goal: Attainable, fitted: Sequence[float]) -> list[int]:
    """Whole units that meet every total and cap exactly, with the least change to what was fitted: a min-cost flow."""
    import networkx as nx

    start = [
        min(max(int(amount), least), most) for amount, least, most in zip(fitted, room.least, room.most, strict=True)
    ]
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    held = totals(cells, start, lambda cell: cell.by_stratum[0])
    for stratum, amount in goal.strata.items():
        graph.add_node(("stratum", stratum), demand=held[stratum] - amount)
    _add_desks(graph, cells, room, goal, start)
    for place, cell in enumerate(cells):
        up, down = room.most[place] - start[place], start[place] - room.least[place]
        graph.add_edge(*_ends(cell), key=place, capacity=up, weight=1)
        graph.add_edge(*_ends(cell)[::-1], key=place, capacity=down, weight=1)
    _, flow = nx.network_simplex(graph)
    return [
        start[place] + flow[stratum][desk][place] - flow[desk][stratum][place]
        for place, (stratum, desk) in enumerate(map(_ends, cells))
    ]


def _add_desks(
    graph: "nx.MultiDiGraph[Any]", cells: Sequence[Cell], room: Room, goal: Attainable, start: Sequence[int]
) -> None:
    """Practitioners and teams: what each lacks of its total, or has too much, after the amounts to start from."""
    passed_on: dict[Key, int] = dict.fromkeys(goal.teams, 0)
    homes = {cell.desk: cell.home[1] for cell in cells}
    for name, amount in totals(cells, start, lambda cell: cell.desk).items():
        desk, team = ("desk", name), ("team", homes[name])
        cap = room.caps.get(name, room.total)
        onward = min(amount, cap)
        passed_on[homes[name]] += onward
        graph.add_node(desk, demand=onward - amount)
        graph.add_edge(desk, team, capacity=cap - onward, weight=0)
        graph.add_edge(team, desk, capacity=onward, weight=0)
    for name, amount in goal.teams.items():
        graph.add_node(("team", name), demand=amount - passed_on[name])


def _ends(cell: Cell) -> tuple[tuple[str, Key], tuple[str, Key]]:
    """The two nodes between which a cell flows."""
    return ("stratum", cell.by_stratum[0]), ("desk", cell.desk)
