"""Agreement against the worked examples of those who published each measure, with the arithmetic beside them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.assessment.agreement import (
    CAVEATS,
    ENOUGH,
    agreement,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    pairwise,
    wilson,
)


def units(*readers: str) -> list[tuple[str | None, ...]]:
    """What readers answered, a word each; ``.`` where they gave nothing."""
    columns = [[None if answer == "." else answer for answer in reader.split()] for reader in readers]
    return list(zip(*columns, strict=True))


def table(rows: list[list[int]]) -> list[tuple[str, str]]:
    """A table of counts, first reader down and second across, as pairs."""
    return [
        (str(first), str(second))
        for first, row in enumerate(rows)
        for second, number in enumerate(row)
        for _ in range(number)
    ]


#: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): A, two observers, yes or no, ten units.
BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
#: B, two observers, five categories, twelve units.
NOMINAL = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
#: C, four observers, missing data; the twelfth unit has one answer and drops out.
MISSING = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_krippendorff_alpha_of_two_observers_and_yes_or_no_is_as_published() -> None:
    # 20 answers, 14 of 0 and 6 of 1; four units differ, so 8 of the coincidences: 1 - 19 x 8 / (2 x 14 x 6) = 16/168.
    assert krippendorff_alpha(BINARY) == Fraction(16, 168)
    assert round(float(Fraction(16, 168)), 3) == 0.095  # as printed


def test_krippendorff_alpha_of_five_categories_is_as_published() -> None:
    # a 4, b 6, c 6, d 6 and e 2 make 24; three units differ, so 6 coincidences; 24 x 24 - (16 + 3 x 36 + 4) = 448;
    assert krippendorff_alpha(NOMINAL) == Fraction(310, 448)
    assert round(310 / 448, 3) == 0.692  # as printed


def test_krippendorff_alpha_with_missing_answers_is_as_published() -> None:
    found = krippendorff_alpha(MISSING)
    assert found is not None
    assert round(float(found), 3) == 0.743  # as printed


def test_cohens_kappa_is_that_of_his_example() -> None:
    # J. Cohen (1960), 200 patients: agreed 88 + 40 + 12 = 140, so 0.70; rows 120, 60, 20 and columns 100, 60, 40
    # give chance 0.6 x 0.5 + 0.3 x 0.3 + 0.1 x 0.2 = 0.41. (0.70 - 0.41) / (1 - 0.41) = 29/59.
    assert cohen_kappa(table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])) == Fraction(29, 59)


def test_ac1_stays_sound_where_kappa_does_not() -> None:
    # 125 cases, 118 both yes, 5 and 2 apart, none both no: the paradox that AC1 answers (Gwet 2008).
    # Agreed 118/125 = 0.944. Kappa: chance (123 x 120 + 2 x 5) / 125^2 = 0.94528, so -0.00128/0.05472 = -4/171.
    # AC1: yes at (123 + 120)/250 = 0.972, chance 2 x 0.972 x 0.028 = 0.054432, so 0.889568/0.945568.
    found = table([[118, 5], [2, 0]])
    assert cohen_kappa(found) == Fraction(-4, 171)
    assert gwet_ac1(found, 2) == Fraction(889568, 945568)


def test_ac1_of_many_readers_with_gaps_is_as_published() -> None:
    # The same twelve units as C above, in Gwet's handbook and his package: AC1 0.77544, alpha 0.74342.
    found = gwet_ac1(MISSING, 5)
    assert found is not None
    assert round(float(found), 5) == 0.77544
    assert round(float(krippendorff_alpha(MISSING) or 0), 5) == 0.74342


def test_pairs_of_fourteen_readers_agree_as_in_the_worked_example_of_fleiss_kappa() -> None:
    # Ten subjects, fourteen raters, five categories; the mean of P_i is printed as 0.378.
    counts = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
    found = [[str(name) for name, number in enumerate(row) for _ in range(number)] for row in counts]
    agreed, pairs = pairwise(found)
    assert pairs == 10 * 14 * 13 // 2
    assert round(agreed / pairs, 3) == 0.378


def test_wilsons_interval() -> None:
    # 14 of 20: z = 1.96, so z^2 = 3.8416; middle (0.7 + 3.8416/40) / (1 + 3.8416/20) = 0.79604/1.19208 = 0.6678;
    # half 1.96 / 1.19208 x sqrt(0.7 x 0.3/20 + 3.8416/1600) = 1.6442 x sqrt(0.0105 + 0.002401) = 0.1868.
    low, high = wilson(14, 20)
    assert (round(low, 3), round(high, 3)) == (0.481, 0.855)
    assert wilson(0, 5)[0] == 0
    assert wilson(5, 5)[1] == 1
    for wrong in ((1, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="is no share"):
            wilson(*wrong)


def test_small_bases_are_said_as_counts_alone() -> None:
    found = agreement(table([[10, 2], [1, 4]]), 2)
    assert found.words == "agreed on 14 of 17"
    assert not found.enough
    assert (found.kappa, found.alpha, found.ac1, found.low) == (None, None, None, None)


def test_from_twenty_cases_on_there_is_more_to_say() -> None:
    found = agreement(table([[12, 3], [1, 4]]), 2)
    assert found.cases == ENOUGH == 20
    # agreed 16 of 20; rows 15, 5 and columns 13, 7: chance (15 x 13 + 5 x 7)/400 = 230/400; (320 - 230)/(400 - 230).
    assert found.kappa == Fraction(9, 17)
    assert found.low is not None
    assert found.low < 0.8 < (found.high or 0)


def test_one_answer_compares_with_nothing_and_more_than_two_readers_have_no_kappa() -> None:
    found = agreement([("yes", None)], 2)
    assert (found.words, found.alone, found.cases) == ("nothing to compare", 1, 0)
    many = agreement([("yes", "yes", "no")] * 20, 2)
    assert (many.agreed, many.cases, many.pairs_agreed, many.pairs) == (0, 20, 20, 60)
    assert many.kappa is None
    assert many.low is None
    assert many.alpha is not None


def test_where_everyone_always_answers_alike_chance_is_not_defined_and_ac1_is_one() -> None:
    alike = [("yes", "yes")] * 25
    assert cohen_kappa(alike) is None
    assert krippendorff_alpha(alike) is None
    assert gwet_ac1(alike, 2) == 1
    assert cohen_kappa([]) is None
    assert gwet_ac1([], 2) is None


def test_every_number_says_what_it_cannot_tell() -> None:
    assert set(CAVEATS) == {"percentage", "kappa", "alpha", "ac1", "range", "all"}


_ANSWERS = st.sampled_from(["yes", "no", "not_applicable", None])
_UNITS = st.lists(st.tuples(_ANSWERS, _ANSWERS, _ANSWERS), min_size=1, max_size=30)


@given(_UNITS)
def test_neither_the_order_of_cases_nor_of_readers_matters(found: list[tuple[str | None, ...]]) -> None:
    other = [tuple(reversed(unit)) for unit in reversed(found)]
    assert agreement(other, 3) == agreement(found, 3)


@given(_UNITS)
def test_no_coefficient_is_above_one(found: list[tuple[str | None, ...]]) -> None:
    for value in (krippendorff_alpha(found), gwet_ac1(found, 3)):
        assert value is None or value <= 1
