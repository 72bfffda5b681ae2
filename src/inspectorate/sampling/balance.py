"""How near a sample comes to its cohort: strata, areas, teams, practitioners, and what else is watched."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.framework.model import Edition, SamplingSpecification
from inspectorate.sampling.apportionment import largest_remainder, proportional_shares
from inspectorate.sampling.cells import Cell, Key, counts_by, totals
from inspectorate.sampling.draw import Draw
from inspectorate.sampling.eligibility import EligibleCase


@dataclass(frozen=True)
class Group:
    """One stratum, area, team or practitioner: its eligible cases, its exact share of the size, and what it got.

    ``target`` is the whole number aimed at: of a stratum its places, of others their expectation, rounded so that the
    targets of a level add up; where a cap binds, it is a target within the cap.
    """

    name: str
    eligible: int
    share: Fraction
    target: int
    selected: int
    area: str = ""


@dataclass(frozen=True)
class Watched:
    """The cases of one value of a characteristic whose shares are watched, not steered."""

    characteristic: str
    value: str
    eligible: int
    selected: int
    reserve: int


def strata(draw: Draw, specification: SamplingSpecification) -> list[Group]:
    """Every stratum of the edition, in its order, those without eligible cases too."""
    groups = {group.name: group for group in _groups(draw, lambda cell: (cell.stratum,))}
    return [
        Group(
            stratum.id,
            groups[stratum.id].eligible if stratum.id in groups else 0,
            groups[stratum.id].share if stratum.id in groups else Fraction(0),
            draw.targets.get(stratum.id, 0),
            groups[stratum.id].selected if stratum.id in groups else 0,
        )
        for stratum in specification.strata
    ]


def areas(draw: Draw) -> list[Group]:
    """Every area with eligible cases, by name."""
    return _groups(draw, lambda cell: (cell.area,))


def teams(draw: Draw) -> list[Group]:
    """Every team with eligible cases, by area and name: two areas may have teams of one name."""
    return _groups(draw, lambda cell: (cell.area, cell.team))


def practitioners(draw: Draw) -> list[Group]:
    """Every practitioner with eligible cases, by name, whatever the teams."""
    return _groups(draw, lambda cell: (cell.practitioner,))


def _groups(draw: Draw, node: Callable[[Cell], Key]) -> list[Group]:
    if not draw.cells:
        return []
    eligible = counts_by(draw.cells, node)
    selected = totals(draw.cells, draw.numbers, node)
    expected = totals(draw.cells, draw.expectation.amounts, node)
    planned = {name: Fraction(amount, draw.expectation.unit) for name, amount in expected.items()}
    targets = largest_remainder(int(sum(planned.values())), planned)
    shares = proportional_shares(draw.plan.size, eligible)
    return [
        Group(name[-1], eligible[name], shares[name], targets[name], selected[name], name[0] if name[1:] else "")
        for name in sorted(eligible)
    ]


def watched(draw: Draw, edition: Edition, specification: SamplingSpecification) -> list[Watched]:
    """The shares of ethnicity and whatever else the edition watches, where the caseload has it."""
    rows = []
    cases = [outcome.case for outcome in draw.outcomes]
    for name in specification.monitored:
        eligible = _counted(cases, name)
        if set(eligible) == {""}:
            continue
        selected = _counted([outcome.case for outcome in draw.of_role("main")], name)
        reserve = _counted([outcome.case for outcome in draw.of_role("reserve")], name)
        titles = {each.value: each.title for each in edition.characteristic_by_id[name].values}
        for value in sorted(eligible):
            title = titles.get(value, value) or "Not given"
            rows.append(Watched(name, title, eligible[value], selected[value], reserve[value]))
    return rows


def _counted(cases: Sequence[EligibleCase], characteristic: str) -> Counter[str]:
    return Counter(case.characteristics.get(characteristic, "") for case in cases)
