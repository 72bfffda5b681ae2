import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules

LISTS = """Northmoor PDU

Strengths:

• {}
• Partners are close to the work of the unit, which they value.

Areas for improvement:

• {}
"""
BACKLOG = "It has made some progress since starting a plan for unpaid work."


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (f"The unit is slow. {BACKLOG}", ["strength-and-weakness"]),  # S1, services and interventions
        ("The unit is slow. It has made little progress since starting a plan for unpaid work.", []),
        ("The unit is slow.", []),
    ],
)
def test_a_sentence_among_strengths_and_among_areas_for_improvement_is_found(area: str, expected: list[str]) -> None:
    found = found_in(Draft(LISTS.format(f"The unit is quick. {BACKLOG}", area)).unit())
    assert [f.rule for f in found] == expected
    assert all(len(f.places) == 2 for f in found)


def test_a_short_sentence_may_stand_twice() -> None:
    assert rules(Draft(LISTS.format("Work was underway.", "Work was underway.")).unit()) == []


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (
            "Less than half of the cases inspected did not have the interventions needed.",
            ["double-negative"],
        ),  # S2, 2.3
        ("Less than half of the cases inspected had the interventions needed.", []),
        ("This was sufficient in less than half of the cases, and staff did not know.", []),
        ("Less than half of the cases, which were not long ones, had them.", []),
        ("Few of the plans were not shared.", ["double-negative"]),
    ],
)
def test_a_double_negative_among_areas_for_improvement_is_found(area: str, expected: list[str]) -> None:
    assert rules(Draft(LISTS.format("The unit is quick.", area)).unit()) == expected


def test_a_double_negative_among_strengths_says_what_it_means() -> None:
    strength = "Less than half of the cases inspected did not have the interventions needed."
    assert rules(Draft(LISTS.format(strength, "The unit is slow.")).unit()) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Commissioned Rehabilitation Services (CRS)", ["abbreviation"]),  # S1, annexe one
        ("commissioned rehabilitative service (CRSs)", []),
        ("Commissioned Rehabilitative Services (CRS)", []),
        ("a contract that it likes (CRS)", []),  # not its initials
    ],
)
def test_an_abbreviation_is_written_out_in_one_way(second: str, expected: list[str]) -> None:
    text = "Northmoor uses commissioned rehabilitative services (CRS) well. It has more of {}."
    assert rules(Draft(text.format(second)).unit()) == expected
