"""Expectations where a cap binds, held against what a maximum flow says is feasible, and against equality."""

import random
from collections import Counter
from fractions import Fraction
from typing import Any

import networkx as nx
import pytest

from inspectorate.sampling import spread
from inspectorate.sampling.cells import Cell, cells_of, totals
from inspectorate.sampling.eligibility import EligibleCase
from inspectorate.sampling.expectation import expected_cases, most_feasible, targets_of


def a_caseload(seed: int) -> list[EligibleCase]:
    """Up to 150 cases, shared most unevenly between practitioners."""
    chance = random.Random(seed)
    practitioners, teams = chance.randrange(2, 15), chance.randrange(1, 6)
    weights = [chance.gammavariate(0.7, 1) + 0.01 for _ in range(practitioners)]
    cases = []
    for number in range(chance.randrange(20, 150)):
        officer = chance.choices(range(practitioners), weights)[0]
        stratum = chance.choices("ABCDE", [50, 30, 10, 5, 5])[0]
        team = officer % teams
        cases.append(EligibleCase(f"X{number:03d}", stratum, f"Area {team % 2}", f"Team {team}", f"P{officer}", {}))
    return cases


def strata_are_feasible(cells: tuple[Cell, ...], targets: dict[str, Fraction], caps: dict[str, int]) -> bool:
    """Whether any sample at all has these strata within the caps: an oracle that shares nothing with the draw."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    for stratum, places in targets.items():
        graph.add_edge("source", ("stratum", stratum), capacity=int(places))
    for cell in cells:
        graph.add_edge(("stratum", cell.stratum), ("practitioner", cell.practitioner), capacity=cell.size)
    for name, cap in caps.items():
        graph.add_edge(("practitioner", name), "sink", capacity=cap)
    return bool(nx.maximum_flow_value(graph, "source", "sink") == sum(targets.values()))


def test_strata_keep_their_places_wherever_any_sample_could(monkeypatch: pytest.MonkeyPatch) -> None:
    # But for the least chance that every case is promised, which can cost a stratum part of a case.
    monkeypatch.setattr(spread, "LEAST_PART", Fraction(1, 10**7))
    held: Counter[bool] = Counter()
    for seed in range(120):
        cases = a_caseload(seed)
        cells, caps, size = cells_of(cases), {case.practitioner: 4 for case in cases}, len(cases) // 3
        total = most_feasible(cells, size, caps)
        targets = targets_of(cells, total)
        if any(target.denominator > 1 for target in targets.values()):
            continue
        feasible = strata_are_feasible(cells, targets, caps)
        expectation = expected_cases(cells, size, caps)
        reached = totals(cells, expectation.amounts, lambda cell: cell.stratum)
        exact = all(
            abs(Fraction(reached[name], expectation.unit) - targets[name]) < Fraction(1, 10**4) for name in targets
        )
        held[feasible] += 1
        assert exact is feasible

    assert held[True] > 50, "the examples show something"


def test_colleagues_below_the_cap_have_one_chance_within_a_stratum_and_team() -> None:
    compared = 0
    for seed in range(60):
        cases = a_caseload(seed)
        cells, caps = cells_of(cases), {case.practitioner: 4 for case in cases}
        expectation = expected_cases(cells, len(cases) // 4, caps)
        by_desk = totals(cells, expectation.amounts, lambda cell: cell.practitioner)
        chances: dict[tuple[str, str], list[float]] = {}
        for place, cell in enumerate(cells):
            chance = expectation.chance(place, cell)
            # A practitioner within a thousandth of a case of the cap is held back by it.
            if by_desk[cell.practitioner] < (4 - Fraction(1, 1000)) * expectation.unit and chance < 1:
                chances.setdefault((cell.stratum, cell.team), []).append(float(chance))
        for group in chances.values():
            compared += len(group) > 1
            assert max(group) / min(group) < 1.0001

    assert compared > 100, "the examples show something"


def test_nobody_falls_below_a_tenth_of_the_equal_chance_scaled_by_the_cap() -> None:
    for seed in range(60):
        cases = a_caseload(seed)
        cells, caps, size = cells_of(cases), {case.practitioner: 2 for case in cases}, len(cases) // 2
        expectation = expected_cases(cells, size, caps)
        equal = min(1.0, most_feasible(cells, size, caps) / len(cases))
        held = Counter(case.practitioner for case in cases)
        for place, cell in enumerate(cells):
            scaled = min(1.0, 2 / (held[cell.practitioner] * equal))
            # Within a factor of 3, since the places of small strata are whole numbers.
            assert float(expectation.chance(place, cell)) > equal * scaled / 10 / 3
