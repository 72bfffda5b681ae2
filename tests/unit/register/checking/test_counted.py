import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cumbria PDU is one of 13 PDUs within the North West probation region.", []),
        ("Cumbria PDU is one of six PDUs within the North West probation region.", ["region-size"]),
        ("Cumbria PDU is one of eight in the East of England region.", []),  # another region
        ("There are 13 PDUs within the region.", []),
        ("There are 11 PDUs within the region.", ["region-size"]),
        ("The region is one of 12 probation regions.", []),
    ],
)
def test_the_number_of_units_of_a_region_is_held_against_the_directory(sentence: str, expected: list[str]) -> None:
    """The North West has 13 PDUs in the directory, as S1 says; a difference is only worth a look."""
    draft = Draft(f"Cumbria PDU in the North West\n\n{sentence}\n").unit("Cumbria")
    found = found_in(draft.with_subject(region=draft.fact("North West", "North West")))
    assert [f.rule for f in found] == expected
    assert all(f.certainty == "possible" for f in found)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("three", []), ("five", ["inspections"])],
)
def test_the_number_of_inspections_is_that_of_the_units_named(number: str, expected: list[str]) -> None:
    """The unit itself and two others are three."""
    text = f"Northmoor PDU was inspected. We have completed {number} inspections; the others are Eastvale and Westdale."
    draft = Draft(text, kind="press release").unit()
    others = tuple(draft.mention(name, "Good", name) for name in ("Eastvale", "Westdale"))
    assert rules(draft.with_facts(other_units=others)) == expected


def test_where_no_others_are_named_the_number_of_inspections_proves_nothing() -> None:
    assert rules(Draft("Northmoor PDU: we have completed five inspections.").unit()) == []
