"""Which inspector reads which case."""

from itertools import product
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.sampling.allocation import Allocation, allocate
from inspectorate.sampling.inspectors import Inspector, read_inspectors
from inspectorate.sampling.record import RecordedCase

SPECIFICATION = find_edition("hmip-pdu-2021").sampling
assert SPECIFICATION is not None


def a_case(reference: str, gender: str = "male", victim: str = "not_eligible", team: str = "T1") -> RecordedCase:
    return RecordedCase(
        reference=reference,
        role="main",
        order=1,
        stratum="S",
        area="A",
        team=team,
        practitioner=f"Officer {reference}",
        inclusion_probability=1,
        reason="",
        characteristics={"gender": gender, "victim_contact": victim},
    )


def an_inspector(name: str, capacity: int = 10, skills: str = "", conflicts: str = "") -> Inspector:
    return Inspector(name, capacity, frozenset(skills.split()), tuple(filter(None, conflicts.split(";"))))


def allocated(cases: list[RecordedCase], *inspectors: Inspector) -> Allocation:
    assert SPECIFICATION is not None
    return allocate(cases, inspectors, SPECIFICATION)


def loads(allocation: Allocation) -> list[int]:
    given = list(allocation.inspector_of.values())
    return sorted(given.count(name) for name in set(given))


def test_workloads_are_even() -> None:
    cases = [a_case(f"X{n}") for n in range(10)]

    assert loads(allocated(cases, *(an_inspector(name) for name in "ABC"))) == [3, 3, 4]
    assert loads(allocated(cases, an_inspector("A", 2), an_inspector("B"), an_inspector("C"))) == [2, 4, 4]


def test_skills_and_conflicts_are_kept_and_scarce_skill_is_not_wasted() -> None:
    cases = [a_case("W1", "female"), a_case("W2", "female", team="T2"), a_case("V1", victim="opted_in"), a_case("M1")]
    inspectors = (
        an_inspector("A", 2, "womens_cases"),
        an_inspector("B", 1, "victim_work womens_cases", "t2"),
        an_inspector("C", 1),
    )

    allocation = allocated(cases, *inspectors)

    # W2 is A's (B has a conflict), V1 is B's (alone with the skill), W1 is then A's, and M1 is C's.
    assert allocation.inspector_of == {"M1": "C", "V1": "B", "W1": "A", "W2": "A"}
    assert allocation.unallocated == ()


@pytest.mark.parametrize("conflict", ["a", "T1", "officer w1", "W1"])
def test_a_conflict_may_name_area_team_practitioner_or_case(conflict: str) -> None:
    allocation = allocated([a_case("W1")], an_inspector("A", conflicts=conflict))

    assert [each.reason for each in allocation.unallocated] == ["Every inspector has a conflict of interest with it."]


def test_the_reason_why_a_case_is_left_over() -> None:
    skilled = an_inspector("A", 1, "womens_cases", "Team nobody has")

    allocation = allocated([a_case("V1", victim="opted_in"), a_case("W1", "female"), a_case("W2", "female")], skilled)

    reasons = {each.reference: each.reason for each in allocation.unallocated}
    assert reasons == {
        "V1": "No inspector has the skill it needs: Victim work.",
        "W2": "Every inspector who may read it is already at full capacity.",
    }
    assert allocation.unmatched_conflicts == ("Team nobody has",)


def test_as_many_cases_as_possible_as_evenly_as_possible() -> None:
    """Held against every allocation there is, on a small example."""
    cases = [a_case("W1", "female"), a_case("W2", "female", team="T2"), a_case("V1", victim="opted_in")]
    cases += [a_case("M1", team="T2"), a_case("M2")]
    inspectors = [an_inspector("A", 2, "womens_cases", "T1"), an_inspector("B", 2, "victim_work"), an_inspector("C", 1)]
    may = {
        (case.reference, each.name): allocated([case], each).unallocated == () for case in cases for each in inspectors
    }
    best = None
    for choice in product([*inspectors, None], repeat=len(cases)):
        pairs = [(case, each) for case, each in zip(cases, choice, strict=True) if each]
        number = [sum(each is inspector for _, each in pairs) for inspector in inspectors]
        fits = all(count <= each.capacity for count, each in zip(number, inspectors, strict=True))
        if fits and all(may[case.reference, each.name] for case, each in pairs):
            value = (-len(pairs), sum(count * count for count in number))
            best = value if best is None else min(best, value)

    allocation = allocated(cases, *inspectors)

    assert (-len(allocation.inspector_of), sum(load * load for load in loads(allocation))) == best


def test_nobody_and_nothing() -> None:
    assert allocated([], an_inspector("A")).inspector_of == {}


def test_inspectors_are_read_and_every_fault_told(tmp_path: Path) -> None:
    assert SPECIFICATION is not None
    path = tmp_path / "inspectors.csv"
    path.write_text("name,capacity,skills,conflicts\nInspector A,12,Women's cases; victim_work,T1; Officer X\n")
    assert read_inspectors(path, SPECIFICATION) == (
        Inspector("Inspector A", 12, frozenset({"womens_cases", "victim_work"}), ("T1", "Officer X")),
    )

    path.write_text("name,capacity,skills\n,1,\nInspector A,many,\ninspector a,-1,flying\nB,1,,extra\n")
    with pytest.raises(BadInput) as raised:
        read_inspectors(path, SPECIFICATION)
    assert [(fault.line, fault.field) for fault in raised.value.faults] == [
        (2, "name"),
        (3, "capacity"),
        (4, "capacity"),
        (4, "name"),
        (4, "skills"),
        (5, ""),
    ]
    path.write_text("name,capacity\n")
    with pytest.raises(BadInput, match="no inspector in the file"):
        read_inspectors(path, SPECIFICATION)
