import pytest

from inspectorate.register.facts import Recommendations, StatedTotal
from tests.unit.register.checking.drafting import Draft, found_in, recommended, rules

LIST = "Northmoor PDU received {} recommendations.\n\nNorthmoor PDU should:\n{}\n"


def listed(said: int, numbers: list[int]) -> Draft:
    """A total in words, and a list with these numbers."""
    draft = Draft(LIST.format(said, "\n".join(f"{number}. improve it" for number in numbers))).unit()
    stated = draft.fact(StatedTotal(said), f"{said} recommendations")
    items = recommended(draft, [(number, "PDU") for number in numbers], stated=(stated,))
    return draft.with_subject(recommendations=items)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4], []),
        ([1, 2, 4, 5], ["recommendation-number"]),  # a gap
        ([1, 2, 2, 3], ["recommendation-number"]),  # a repeat
        ([1, 2, 2, 4], ["recommendation-number"]),  # one number wrong among right ones
        ([1, 3, 4, 4], ["recommendation-number"]),  # counted on from a wrong one, then right again
        ([2, 3, 4, 5], ["recommendation-number"]),  # it begins at two
    ],
)
def test_recommendations_are_numbered_one_after_the_other(numbers: list[int], expected: list[str]) -> None:
    assert rules(listed(4, numbers)) == expected


@pytest.mark.parametrize(
    ("notice", "numbers", "expected"),
    [
        # The second and the fourth were withdrawn, and a sixth was made to the first addressee.
        ("Recommendations 2 and 4 were withdrawn. This version replaces the one that was", [1, 6, 3, 5], []),
        ("Recommendation 3 was withdrawn. This version replaces the one that was", [1, 2, 4, 5], []),
        ("This version replaces the one that was", [1, 4, 2, 3], []),
        (
            "This version replaces the one that was",
            [1, 2, 4, 5],
            ["recommendation-number"],
        ),  # nothing says of the third
        (
            "Recommendation 3 was withdrawn. This version replaces the one that was",
            [1, 2, 4, 4],
            ["recommendation-number"],
        ),
        ("Recommendation 3 was withdrawn from", [1, 2, 4, 5], ["recommendation-number"]),  # it is no correction
    ],
)
def test_a_correction_keeps_the_numbers_that_were_published(
    notice: str, numbers: list[int], expected: list[str]
) -> None:
    listed = "\n".join(f"{number}. improve it" for number in numbers)
    draft = Draft(f"{notice} published on 2 May 2023.\n\nNorthmoor PDU should:\n{listed}\n").unit()
    items = recommended(draft, [(number, "PDU") for number in numbers])
    assert rules(draft.with_subject(recommendations=items)) == expected


def test_a_total_in_words_is_that_of_the_list() -> None:
    (found,) = found_in(listed(5, [1, 2, 3, 4]))
    assert (found.rule, found.certainty) == ("recommendation-total", "certain")
    assert "5 recommendations are spoken of, but 4 are listed" in found.what


@pytest.mark.parametrize(("for_the_unit", "expected"), [(2, []), (3, ["recommendation-total"])])
def test_a_number_by_addressee_is_that_of_the_list(for_the_unit: int, expected: list[str]) -> None:
    text = f"Northmoor: {for_the_unit} are for the PDU.\n\n1. improve it\n2. improve it\n3. improve it\n"
    draft = Draft(text).unit()
    said = draft.fact(StatedTotal(3, {"PDU": for_the_unit}), f"{for_the_unit} are for the PDU")
    items = recommended(draft, [(1, "PDU"), (2, "PDU"), (3, "region")], stated=(said,))
    assert rules(draft.with_subject(recommendations=items)) == expected


def test_parts_without_a_list_are_not_more_than_the_total() -> None:
    """S0: 13, of which six for the PDU and the rest for others."""
    draft = Draft("Northmoor: 13 recommendations, six for the PDU and nine for the region.").unit()
    for parts, expected in (({"PDU": 6}, []), ({"PDU": 6, "region": 9}, ["recommendation-total"])):
        said = draft.fact(StatedTotal(13, parts), "13 recommendations")
        assert rules(draft.with_subject(recommendations=Recommendations(stated=(said,)))) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("six for Northmoor PDU, four for the region and three for HMPPS", []),
        ("six for Northmoor PDU, four for the region and two for HMPPS", ["recommendation-total"]),
        ("six for Northmoor PDU and the rest for the region", []),
        ("six for Northmoor PDU, including two on court work", []),
    ],
)
def test_the_parts_of_a_total_said_one_by_one_add_up_to_it(said: str, expected: list[str]) -> None:
    quote = f"We made 13 recommendations: {said}."
    draft = Draft(f"{quote}\n").unit()
    parts = {"PDU": 6}
    if "HMPPS" in said:
        parts |= {"region": 4, "HMPPS": 3 if "three" in said else 2}
    total = draft.fact(StatedTotal(13, parts), quote)
    assert rules(draft.with_subject(recommendations=Recommendations(stated=(total,)))) == expected
