import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We rated Northmoor West as 'Good'.", []),
        ("We rated Northmoor East as 'Good'.", ["name"]),
        ("We rated Northmoor as 'Good'.", []),
        ("The road from Northmoor west to the sea was closed.", []),  # a direction, not a name
    ],
)
def test_a_direction_that_no_unit_has_is_found(sentence: str, expected: list[str]) -> None:
    """S1 rates a "Cheshire North", and is on Cheshire West."""
    found = found_in(Draft(f"Northmoor West PDU was inspected.\n\n{sentence}\n").unit("Northmoor West"))
    assert [f.rule for f in found] == expected
    assert all(f.certainty == "certain" and "Northmoor West" in f.what for f in found)


def test_another_known_unit_with_another_direction_is_left_alone() -> None:
    """Cheshire East is a PDU; there is no Cheshire North."""
    for other, expected in (("Cheshire East", []), ("Cheshire North", ["name"])):
        draft = Draft(f"Cheshire West PDU was inspected.\n\nWe rated {other} as 'Good'.\n").unit("Cheshire West")
        assert rules(draft) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Northmoor with Eastvale PDU", []),
        ("The Northmoor with Eastvale PDU", []),
        ("Northmoor and Westdale, and Northmoor with Eastvale PDUs", []),
        ("Northmoor PDU", ["name"]),  # only a part, as "Blackburn PDU" for Blackburn with Darwen (S1)
        ("the offices in Northmoor", []),  # a place, not a unit
        ("Northmoor with Eastvael PDU", ["name"]),
        ("Merseymouth PDU", []),  # some other
        ("East PDU", []),
    ],
)
def test_a_name_before_pdu_is_the_full_name_of_a_unit(label: str, expected: list[str]) -> None:
    draft = Draft(f"Northmoor with Eastvale was inspected.\n\nWe saw {label} in May.\n").unit("Northmoor with Eastvale")
    found = found_in(draft)
    assert [(f.rule, f.severity) for f in found] == [(rule, "wording") for rule in expected]


@pytest.mark.parametrize(
    "label", ["LLR PDU", "Leicester, Leicestershire, and Rutland PDU", "Leicester, Leicestershire & Rutland PDU"]
)
def test_abbreviations_commas_and_ampersands_are_the_same_name(label: str) -> None:
    unit = "Leicester, Leicestershire and Rutland"
    assert rules(Draft(f"{unit} was inspected.\n\nWe saw {label} in May.\n").unit(unit)) == []
