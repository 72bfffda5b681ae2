import pytest

from inspectorate.register.facts import UnitFacts
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
    ("text", "expected"),
    [
        ("We have completed three inspections. The others are Bolton PDU and Wirral PDU (both good).", []),
        (
            "We have completed five inspections. The others are Bolton PDU and Wirral PDU (both good).",
            ["inspections"],
        ),
        ("This inspection is one of two carried out in the region. The second is Wirral PDU.", []),
        ("This inspection is one of three carried out in the region. The second is Wirral PDU.", ["inspections"]),
        # An other may have been named before (a press release on Knowsley and St Helens, 2023).
        ("One other is Oldham PDU. We have completed four inspections. The others are Bolton PDU and Wirral PDU.", []),
        ("We have completed five inspections, of which Wirral PDU was the best.", []),
    ],
)
def test_the_number_of_inspections_is_that_of_the_units_named(text: str, expected: list[str]) -> None:
    assert rules(Draft(f"Cumbria PDU was inspected.\n\n{text}\n", kind="press release").unit("Cumbria")) == expected


@pytest.mark.parametrize(("number", "expected"), [("two", []), ("five", ["inspections"])])
def test_the_number_of_inspections_is_that_of_a_document_on_several(number: str, expected: list[str]) -> None:
    draft = Draft(f"There are 13 PDUs, of which we inspected {number} - Eastvale and Westdale.", kind="regional letter")
    units = tuple(UnitFacts(unit=draft.fact(name, name)) for name in ("Eastvale", "Westdale"))
    assert rules(draft.with_facts(units=units)) == expected
