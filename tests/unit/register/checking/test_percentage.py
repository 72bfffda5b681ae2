from fractions import Fraction

import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules

HALF, THIRD, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(3, 4)


@pytest.mark.parametrize(
    ("words", "value", "qualifier", "percent", "certainty"),
    [
        ("nearly two-thirds", TWO_THIRDS, "nearly", 65, None),  # S2, 1.2
        ("nearly three quarters", THREE_QUARTERS, "nearly", 74, None),  # S2, 1.1
        ("nearly two-thirds", TWO_THIRDS, "nearly", 70, "certain"),
        ("nearly two-thirds", TWO_THIRDS, "nearly", 67, None),  # 66.7 rounded
        ("nearly three quarters", THREE_QUARTERS, "nearly", 52, "possible"),
        ("under half", HALF, "under", 46, None),  # S2, feedback
        ("over half", HALF, "over", 47, "certain"),
        ("just over half", HALF, "just over", 54, None),  # S4, feedback
        ("just over half", HALF, "just over", 71, "possible"),
        ("more than half", HALF, "more than", 71, None),
        ("a third", THIRD, "", 33, None),  # S4, feedback
        ("a third", THIRD, "", 37, "possible"),
        ("a third", THIRD, "", 48, "certain"),
        ("less than half", HALF, "less than", 55, "certain"),
    ],
)
def test_loose_words_are_held_against_the_figure_beside_them(
    words: str, value: Fraction, qualifier: str, percent: int, certainty: str | None
) -> None:
    draft = Draft(f"It was found by {words} of people in Northmoor ({percent} per cent) that it works.").unit()
    found = found_in(draft.companions(draft.fraction(words, value, qualifier), draft.percent(f"{percent} per cent")))
    assert [(f.rule, f.certainty) for f in found] == ([("words-against-figure", certainty)] if certainty else [])


@pytest.mark.parametrize(("numerator", "expected"), [(15, []), (17, ["words-against-figure"])])
def test_almost_half_is_held_against_a_count(numerator: int, expected: list[str]) -> None:
    """15 of 32 is 46.9 per cent (S2, resettlement), 17 of 32 is 53.1."""
    quote = f"{numerator} out of 32"
    draft = Draft(f"In almost half ({quote}) of cases in Northmoor nothing was done.").unit()
    draft.companions(draft.fraction("almost half", HALF, "almost"), draft.count(quote, numerator, 32))
    assert rules(draft) == expected


@pytest.mark.parametrize(
    ("percent", "certainty"),
    [(74, None), (73, "possible"), (64, "certain")],  # 31 of 42 is 73.8: 74, 73 where it was cut off
)
def test_a_percentage_is_held_against_its_count(percent: int, certainty: str | None) -> None:
    draft = Draft(f"Northmoor did so in 31 out of 42 cases ({percent} per cent).").unit()
    found = found_in(draft.companions(draft.count("31 out of 42", 31, 42), draft.percent(f"{percent} per cent")))
    assert [(f.rule, f.certainty) for f in found] == ([("percentage-of-count", certainty)] if certainty else [])


def test_numbers_beside_each_other_are_only_compared_where_they_say_the_same() -> None:
    draft = Draft("In Northmoor 31 out of 42 cases were sufficient, and 12 per cent of staff agreed.").unit()
    assert rules(draft.quantities(draft.count("31 out of 42", 31, 42), draft.percent("12 per cent"))) == []


@pytest.mark.parametrize(
    ("words", "percent", "expected"),
    [
        ("Most of the assessments we inspected", 71, []),
        ("Most of the assessments we inspected", 48, ["words-against-figure"]),
        ("The majority of plans", 48, ["words-against-figure"]),
        ("A minority of plans", 60, ["words-against-figure"]),
        ("A minority of plans", 40, []),
        ("Some of the plans", 59, ["words-against-figure"]),  # worth a look (S4, P 2.2)
        ("Some of the plans", 33, []),
    ],
)
def test_most_and_minority_are_held_against_the_figure_beside_them(
    words: str, percent: int, expected: list[str]
) -> None:
    draft = Draft(f"Northmoor is known. {words} ({percent} per cent) were sufficient.").unit()
    assert rules(draft.quantities(draft.percent(f"{percent} per cent"))) == expected
