"""The dip sample: seeded, spread over assessors, the same chance for each case; and who reads which."""

from fractions import Fraction

import pytest

from inspectorate.assessment.difference import Difference, compare
from inspectorate.assessment.dip_sample import dip_sample, share_out
from inspectorate.assessment.pattern import Pattern, Share, together

CASES = {str(number): "ada" if number <= 10 else "ben" if number <= 16 else "cai" for number in range(1, 21)}


def test_the_same_seed_draws_the_same_in_any_order_and_another_seed_another() -> None:
    drawn = dip_sample(CASES, 6, "autumn")
    assert dip_sample(dict(reversed(CASES.items())), 6, "autumn").drawn == drawn.drawn
    assert any(set(dip_sample(CASES, 6, f"{seed}").drawn) != set(drawn.drawn) for seed in range(3))


def test_it_is_spread_over_who_assessed_the_cases() -> None:
    # Of 20 cases ada has 10, ben 6 and cai 4. Shares of 6: 3, 1.8 and 1.2; each gets the whole number below or above.
    for seed in range(20):
        by = dip_sample(CASES, 6, str(seed)).by_assessor
        assert by["ada"] == (10, 3)
        assert by["ben"] in ((6, 1), (6, 2))
        assert by["cai"] in ((4, 1), (4, 2))


def test_each_case_has_the_same_chance_and_over_seeds_comes_as_often_as_it_says() -> None:
    assert dip_sample(CASES, 6, "a").chance == Fraction(6, 20)
    times = dict.fromkeys(CASES, 0)
    for seed in range(400):
        for case in dip_sample(CASES, 6, str(seed)).drawn:
            times[case] += 1
    # 400 draws at 3 in 10: 120 expected, standard deviation 9.2; five of them are 46.
    assert all(74 < number < 166 for number in times.values()), times


@pytest.mark.parametrize("size", [0, 21])
def test_a_sample_that_cannot_be_drawn_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn from 20"):
        dip_sample(CASES, size, "a")


def test_cases_are_shared_out_evenly_and_nobody_reads_what_they_are_barred_from() -> None:
    assert share_out(["1", "2", "3", "4"], ["a", "b"], {}) == {"1": "a", "2": "b", "3": "a", "4": "b"}
    barred = {"1": frozenset("a"), "2": frozenset("a"), "3": frozenset("ab")}
    assert share_out(["1", "2", "3", "4"], ["a", "b"], barred) == {"1": "b", "2": "b", "4": "a"}


def test_two_readings_are_compared_where_both_answered() -> None:
    first = {"q1": "yes", "q2": "no", "q3": "yes", "q4": ""}
    second = {"q1": "yes", "q2": "yes", "q4": "no", "q9": "no"}
    found = compare(["q1", "q2", "q3", "q4"], first, second)
    assert found.agreed == ("q1",)
    assert found.differences == (Difference("q2", "no", "yes"),)
    assert found.one_only == ("q3", "q4")
    assert found.words == "agreed on 1 of 2"
    assert compare([], first, second).words == "nothing to compare"


def test_patterns_add_up() -> None:
    one = Pattern(2, 10, 4, 1, (1.0, 3.0), {"q": Share(1, 2)})
    other = Pattern(1, 5, 0, 0, (8.0,), {"q": Share(1, 1), "r": Share(0, 1)})
    found = together([one, other])
    assert (found.cases, found.answers, found.without_reason, found.reopened) == (3, 15, 4, 1)
    assert found.shares == {"q": Share(2, 3), "r": Share(0, 1)}
    assert found.median_hours == 3.0  # of 1, 3 and 8
    assert Pattern().median_hours is None
