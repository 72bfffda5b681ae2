import pytest

from tests.unit.register.checking.drafting import Draft, rules


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Help or information about sources of support was given in all but one relevant case.", ["all-cases"]),  # S1
        ("Help with letters was given to the family in all but one relevant case.", []),
        ("Information about sources of support was given in most cases.", []),
    ],
)
def test_what_holds_in_all_cases_does_not_hold_in_all_but_one(second: str, expected: list[str]) -> None:
    first = "It provided information about sources of support in all relevant cases."
    assert rules(Draft(f"Northmoor PDU\n\n{first}\n\n{second}\n").unit()) == expected
