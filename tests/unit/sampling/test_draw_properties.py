"""What holds of every draw, whatever the caseload."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.sampling.cells import Cell, Key, totals
from inspectorate.sampling.draw import Draw, Plan, draw
from inspectorate.sampling.eligibility import EligibleCase

Caseload = list[EligibleCase]


def a_case(number: int, stratum: str, area: str, team: str, practitioner: str) -> EligibleCase:
    return EligibleCase(f"X{number:04d}", stratum, area, team, practitioner, {})


@st.composite
def caseloads(draw_from: st.DrawFn, *, wandering: bool = True) -> Caseload:
    """Up to 60 cases; practitioners may have cases in several teams and areas if ``wandering``."""
    places = st.tuples(st.sampled_from("ABC"), st.sampled_from("12"), st.sampled_from("pqr"))
    number = draw_from(st.integers(1, 60))
    rows = draw_from(st.lists(st.tuples(st.sampled_from("RSTU"), places), min_size=number, max_size=number))
    return [
        a_case(number, stratum, area, team, name if wandering else f"{area}{team}{name}")
        for number, (stratum, (area, team, name)) in enumerate(rows)
    ]


plans = st.builds(
    Plan,
    size=st.integers(1, 70),
    buffer_percent=st.sampled_from([0, 20, 100]),
    cap=st.none() | st.integers(1, 8),
    seed=st.integers(0, 10**6).map(str),
)


def selected(sample: Draw, name: Callable[[EligibleCase], str], *roles: str) -> Counter[str]:
    return Counter(name(outcome.case) for outcome in sample.outcomes if outcome.role in roles)


@given(caseloads(), plans, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_file_never_matters(cases: Caseload, plan: Plan, chance: random.Random) -> None:
    shuffled = cases.copy()
    chance.shuffle(shuffled)

    assert draw(shuffled, plan) == draw(cases, plan)


@given(caseloads(), plans)
@settings(max_examples=100, deadline=None)
def test_no_practitioner_has_more_than_the_cap_in_sample_and_reserve_together(cases: Caseload, plan: Plan) -> None:
    sample = draw(cases, plan)

    cases_of = selected(sample, lambda case: case.practitioner, "main", "reserve")
    assert plan.cap is None or max(cases_of.values(), default=0) <= plan.cap


@given(caseloads(), plans)
@settings(max_examples=100, deadline=None)
def test_no_case_fewer_than_is_feasible(cases: Caseload, plan: Plan) -> None:
    sample = draw(cases, plan)

    available = Counter(case.practitioner for case in cases)
    feasible = sum(number if plan.cap is None else min(number, plan.cap) for number in available.values())
    main, reserve = len(sample.of_role("main")), len(sample.of_role("reserve"))
    assert main == min(plan.size, feasible)
    assert reserve == min(plan.reserve_requested, feasible - main)
    assert sample.shortfall == plan.size - main
    assert sample.reserve_shortfall == plan.reserve_requested - reserve


@given(caseloads(), plans)
@settings(max_examples=100, deadline=None)
def test_every_case_has_a_chance_and_no_group_strays_from_its_expectation(cases: Caseload, plan: Plan) -> None:
    sample = draw(cases, plan)

    assert all(0 < outcome.probability <= 1 for outcome in sample.outcomes)
    nodes: list[Callable[[Cell], Key]] = [
        lambda cell: cell.by_stratum[0],
        lambda cell: cell.by_stratum[1],
        lambda cell: cell.by_stratum[2],
        lambda cell: cell.by_place[0],
        lambda cell: cell.by_place[1],
        lambda cell: cell.desk,
        lambda cell: (cell.practitioner,),
    ]
    for node in nodes:
        expected = totals(sample.cells, sample.expectation.amounts, node)
        for name, number in totals(sample.cells, sample.numbers, node).items():
            assert abs(Fraction(expected[name], sample.expectation.unit) - number) < 1


@given(caseloads(wandering=False), plans)
@settings(max_examples=100, deadline=None)
def test_where_no_cap_binds_chances_are_equal_and_every_level_is_in_proportion(cases: Caseload, plan: Plan) -> None:
    plan = Plan(min(plan.size, len(cases)), plan.buffer_percent, None, plan.seed)
    sample = draw(cases, plan)

    stratum_sizes = Counter(case.stratum for case in cases)
    chance: dict[str, Fraction] = {}
    for outcome in sample.outcomes:
        chance.setdefault(outcome.case.stratum, outcome.probability)
        assert outcome.probability == chance[outcome.case.stratum]
    picked = selected(sample, lambda case: case.stratum, "main")
    assert {name: picked[name] for name in stratum_sizes} == sample.targets
    levels: list[Callable[[EligibleCase], str]] = [
        lambda case: case.area,
        lambda case: case.area + case.team,
        lambda case: case.practitioner,
        lambda case: case.stratum + case.area,
        lambda case: case.stratum + case.area + case.team,
        lambda case: case.stratum + case.practitioner,
    ]
    for level in levels:
        expected: dict[str, Fraction] = defaultdict(Fraction)
        for case in cases:
            expected[level(case)] += chance[case.stratum]
        got = selected(sample, level, "main")
        assert all(abs(got[name] - share) < 1 for name, share in expected.items())


@given(caseloads(), plans)
@settings(max_examples=40, deadline=None)
def test_each_case_is_told_of_once_and_orders_count_from_one(cases: Caseload, plan: Plan) -> None:
    sample = draw(cases, plan)

    assert sorted(outcome.case.reference for outcome in sample.outcomes) == [case.reference for case in cases]
    for role in ("main", "reserve"):
        orders = [outcome.order for outcome in sample.of_role(role)]
        assert orders == list(range(1, len(orders) + 1))
