"""Which inspector reads which case: by skill, without conflicts of interest, workloads as even as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inspectorate.framework.model import SamplingSpecification, Skill
from inspectorate.language import gettext as _
from inspectorate.sampling.eligibility import satisfies
from inspectorate.sampling.inspectors import Inspector
from inspectorate.sampling.person import plain
from inspectorate.sampling.record import RecordedCase


@dataclass(frozen=True)
class Unallocated:
    """A case that no inspector can read, and why, in a sentence."""

    reference: str
    reason: str


@dataclass(frozen=True)
class Allocation:
    """Inspector by case reference, the cases that are left over, and the conflicts that match nothing in the sample."""

    inspector_of: dict[str, str]
    unallocated: tuple[Unallocated, ...]
    unmatched_conflicts: tuple[str, ...]


def allocate(
    cases: Sequence[RecordedCase], inspectors: Sequence[Inspector], specification: SamplingSpecification
) -> Allocation:
    """Give each case to an inspector who has the skills it needs and no conflict of interest with it.

    As many cases as possible are allocated, and the sum of the squared workloads is the least possible: one min-cost
    flow from cases, grouped by who may read them, to inspectors, whose each further case costs more.
    """
    groups: dict[tuple[int, ...], list[RecordedCase]] = {}
    for case in sorted(cases, key=lambda each: each.reference):
        skills = _needed(case, specification)
        may = tuple(place for place, each in enumerate(inspectors) if _may_read(each, case, skills))
        groups.setdefault(may, []).append(case)
    shares = _flow(groups, inspectors)
    inspector_of: dict[str, str] = {}
    unallocated = []
    for may, group in groups.items():
        waiting = iter(group)
        for place in may:
            for _other in range(shares[may][place]):
                inspector_of[next(waiting).reference] = inspectors[place].name
        for case in waiting:
            unallocated.append(Unallocated(case.reference, _why_not(case, inspectors, specification)))
    unallocated.sort(key=lambda each: each.reference)
    return Allocation(dict(sorted(inspector_of.items())), tuple(unallocated), _unmatched(cases, inspectors))


def _flow(
    groups: dict[tuple[int, ...], list[RecordedCase]], inspectors: Sequence[Inspector]
) -> dict[tuple[int, ...], dict[int, int]]:
    """How many cases of each group each inspector reads."""
    import networkx as nx

    total = sum(map(len, groups.values()))
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("read", demand=total)
    for may, group in groups.items():
        graph.add_node(("cases", may), demand=-len(group))
        graph.add_edge(("cases", may), "read", capacity=len(group), weight=(2 * total + 1) * (total + 1))
        for place in may:
            graph.add_edge(("cases", may), ("inspector", place), capacity=len(group), weight=0)
    for place, inspector in enumerate(inspectors):
        graph.add_node(("inspector", place), demand=0)
        for number in range(min(inspector.capacity, total)):
            graph.add_edge(("inspector", place), "read", capacity=1, weight=2 * number + 1)
    _, flow = nx.network_simplex(graph)
    return {may: {place: sum(flow["cases", may][("inspector", place)].values()) for place in may} for may in groups}


def _needed(case: RecordedCase, specification: SamplingSpecification) -> list[Skill]:
    return [skill for skill in specification.skills if satisfies(case.characteristics, skill.where)]


def _may_read(inspector: Inspector, case: RecordedCase, skills: Sequence[Skill]) -> bool:
    return all(skill.id in inspector.skills for skill in skills) and not _has_conflict(inspector, case)


def _has_conflict(inspector: Inspector, case: RecordedCase) -> bool:
    return not _names(case).isdisjoint(map(plain, inspector.conflicts))


def _names(case: RecordedCase) -> set[str]:
    return {plain(name) for name in (case.area, case.team, case.practitioner, case.reference)}


def _why_not(case: RecordedCase, inspectors: Sequence[Inspector], specification: SamplingSpecification) -> str:
    skills = _needed(case, specification)
    skilled = [each for each in inspectors if all(skill.id in each.skills for skill in skills)]
    needed = " and ".join(skill.title for skill in skills)
    if not skilled:
        return _("No inspector has the skill it needs: {needed}.").format(needed=needed)
    if all(_has_conflict(each, case) for each in skilled):
        if not needed:
            return _("Every inspector has a conflict of interest with it.")
        return _("Every inspector who has the skill it needs ({needed}) has a conflict of interest with it.").format(
            needed=needed
        )
    return _("Every inspector who may read it is already at full capacity.")


def _unmatched(cases: Sequence[RecordedCase], inspectors: Sequence[Inspector]) -> tuple[str, ...]:
    known = set().union(*map(_names, cases)) if cases else set()
    return tuple(sorted({name for each in inspectors for name in each.conflicts if plain(name) not in known}))
