"""The draw: a main sample and an ordered reserve, seeded, in proportion at every level, and each case with its why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from inspectorate.sampling.cells import Cell, Expectation, cells_of, totals
from inspectorate.sampling.eligibility import EligibleCase
from inspectorate.sampling.expectation import expected_cases, targets_of
from inspectorate.sampling.lot import Lot, rank
from inspectorate.sampling.rounding import rounded
from inspectorate.sampling.size import reserve_size

Role = Literal["main", "reserve", "not_picked"]
ROLES: tuple[Role, ...] = ("main", "reserve", "not_picked")


@dataclass(frozen=True)
class Plan:
    """What is asked of a draw. ``cap`` is the most cases of one practitioner, main sample and reserve together."""

    size: int
    buffer_percent: int
    cap: int | None
    seed: str

    def __post_init__(self) -> None:
        if self.size < 0 or self.buffer_percent < 0 or (self.cap is not None and self.cap < 1):
            raise ValueError("a plan has a size of 0 or more, a buffer of 0 or more, and a cap of 1 or more, or none")

    @property
    def reserve_requested(self) -> int:
        """Cases wanted in the reserve."""
        return reserve_size(self.size, self.buffer_percent)


@dataclass(frozen=True)
class Outcome:
    """What became of one eligible case.

    ``order`` counts from 1 within the role, 0 where the case was not picked. ``probability`` is the chance of being in
    the main sample. ``place`` is the place by lot among the ``rivals`` of its cell; ``places`` and ``reserve_places``
    are how many of these were read.
    """

    case: EligibleCase
    role: Role
    order: int
    probability: Fraction
    place: int
    rivals: int
    places: int
    reserve_places: int


@dataclass(frozen=True)
class Draw:
    """A sample drawn. ``outcomes`` has every eligible case once.

    ``numbers`` are the cases picked of each of the ``cells`` for the main sample, ``expectation`` what was expected of
    it, ``targets`` the places of each stratum.
    """

    plan: Plan
    outcomes: tuple[Outcome, ...]
    cells: tuple[Cell, ...]
    expectation: Expectation
    numbers: tuple[int, ...]
    targets: Mapping[str, int]

    def of_role(self, role: Role) -> list[Outcome]:
        """The cases of a role, in their order."""
        return sorted((each for each in self.outcomes if each.role == role), key=lambda each: each.order)

    @property
    def shortfall(self) -> int:
        """Cases of the main sample that were asked for and could not be had."""
        return self.plan.size - sum(outcome.role == "main" for outcome in self.outcomes)

    @property
    def reserve_shortfall(self) -> int:
        """The same for the reserve."""
        return self.plan.reserve_requested - sum(outcome.role == "reserve" for outcome in self.outcomes)


@dataclass(frozen=True)
class _Picked:
    """One of the two draws: its cells, what was expected of them, and the cases picked of each."""

    cells: tuple[Cell, ...]
    expectation: Expectation
    numbers: tuple[int, ...]
    references: list[str]


def draw(cases: Sequence[EligibleCase], plan: Plan) -> Draw:
    """Draw a sample from the eligible cases, whose references differ from each other.

    The same for every order of the cases, on every machine and Python. Each case has a chance above zero, the same
    within its stratum as far as the cap allows; each stratum, area, team and practitioner has the whole number of
    cases below or above its expectation. The main sample is drawn first, then the reserve from whoever is left.
    """
    caps = {case.practitioner: plan.cap for case in cases} if plan.cap is not None else {}
    main = _pick(cases, plan.size, caps, plan.seed, "main")
    used = Counter(case.practitioner for case in cases if case.reference in main.references)
    caps_left = {name: cap - used[name] for name, cap in caps.items()}
    left = [case for case in cases if case.reference not in main.references and caps_left.get(case.practitioner, 1)]
    reserve = _pick(left, plan.reserve_requested, caps_left, plan.seed, "reserve")
    return Draw(
        plan=plan,
        outcomes=tuple(_outcomes(cases, main, reserve, plan.seed)),
        cells=main.cells,
        expectation=main.expectation,
        numbers=main.numbers,
        targets=_whole_targets(main, plan.size),
    )


def _pick(cases: Sequence[EligibleCase], size: int, caps: Mapping[str, int], seed: str, purpose: str) -> _Picked:
    """Draw one sample: the numbers of the cells by controlled rounding, then the first cases of each cell by lot."""
    cells = cells_of(cases)
    expectation = expected_cases(cells, size, caps)
    numbers = rounded(cells, expectation, Lot(seed, purpose))
    references = [
        reference
        for cell, number in zip(cells, numbers, strict=True)
        for reference in _by_lot(cell.references, seed)[:number]
    ]
    return _Picked(cells, expectation, tuple(numbers), references)


def _by_lot(references: Iterable[str], seed: str) -> list[str]:
    return sorted(references, key=lambda reference: rank(seed, "case", reference))


def _whole_targets(main: _Picked, size: int) -> dict[str, int]:
    """The places of each stratum; where there were fewer places than strata, those that the lot gave."""
    given = totals(main.cells, main.numbers, lambda cell: cell.stratum)
    targets = targets_of(main.cells, size)
    return {name: int(target) if target.denominator == 1 else given[name] for name, target in targets.items()}


def _outcomes(cases: Sequence[EligibleCase], main: _Picked, reserve: _Picked, seed: str) -> Iterator[Outcome]:
    by_reference = {case.reference: case for case in cases}
    orders = {reference: order for order, reference in enumerate(main.references, start=1)}
    in_reserve = sorted(reserve.references, key=lambda reference: rank(seed, "reserve order", reference))
    reserve_orders = {reference: order for order, reference in enumerate(in_reserve, start=1)}
    for number, (cell, places) in enumerate(zip(main.cells, main.numbers, strict=True)):
        chance = main.expectation.chance(number, cell)
        ranked = _by_lot(cell.references, seed)
        reserve_places = sum(reference in reserve_orders for reference in ranked)
        for place, reference in enumerate(ranked, start=1):
            role: Role = "not_picked"
            if reference in orders:
                role = "main"
            elif reference in reserve_orders:
                role = "reserve"
            order = orders.get(reference) or reserve_orders.get(reference, 0)
            case = by_reference[reference]
            yield Outcome(case, role, order, chance, place, cell.size, places, reserve_places)
