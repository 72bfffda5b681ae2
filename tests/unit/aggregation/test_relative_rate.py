"""The relative rate index against its formula, worked by hand beside each test (method notes, 7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.relative_rate import differing, relative_rate


def count(yes: int, whole: int) -> Count:
    return Count(yes=yes, no=whole - yes)


def test_the_index_and_its_interval() -> None:
    """18 of 20 women and 48 of 82 men.

    Rate: (18/20) / (48/82) = 0.9 / 0.585366 = 1.5375
    SE:   sqrt(1/18 - 1/20 + 1/48 - 1/82) = sqrt(0.055556 - 0.05 + 0.020833 - 0.012195) = sqrt(0.014194) = 0.119138
    ln 1.5375 = 0.430158; 1.96 x 0.119138 = 0.233511
    exp(0.196647) = 1.2173, exp(0.663669) = 1.9419
    """
    found = relative_rate(count(18, 20), count(48, 82))
    assert found is not None
    assert found.rate == pytest.approx(1.5375)
    assert found.low == pytest.approx(1.2173, abs=0.0001)
    assert found.high == pytest.approx(1.9419, abs=0.0001)
    assert found.differs


def test_an_interval_that_holds_parity_shows_no_difference() -> None:
    """9 of 20 and 32 of 82: 0.45 / 0.390244 = 1.1531; sqrt(1/9 - 1/20 + 1/32 - 1/82) = 0.283136; 0.662 to 2.009."""
    found = relative_rate(count(9, 20), count(32, 82))
    assert found is not None
    assert (round(found.rate, 4), round(found.low, 3), round(found.high, 3)) == (1.1531, 0.662, 2.009)
    assert not found.differs


@pytest.mark.parametrize(
    ("group", "reference", "because"),
    [
        (count(0, 20), count(48, 82), "undefined where a count is 0"),
        (count(18, 20), count(0, 82), "undefined where a count is 0"),
        (count(3, 4), count(48, 82), "fewer than five cases"),
        (count(20, 20), count(82, 82), "both alike: no error to speak of"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_there_is_no_index(group: Count, reference: Count, because: str) -> None:
    assert relative_rate(group, reference) is None, because


COUNTS = st.integers(5, 200).flatmap(lambda whole: st.builds(count, st.integers(1, whole), st.just(whole)))


@pytest.mark.parametrize(
    ("group", "reference"), [(Count(yes=9, no=-1), Count(yes=40, no=40)), (Count(yes=30, no=40), Count(yes=-3, no=20))]
)
def test_counts_that_no_cases_can_have_give_no_index(group: Count, reference: Count) -> None:
    """A group larger than the whole leaves a rest below nought: nothing is told of it, and nothing breaks."""
    assert relative_rate(group, reference) is None


@given(COUNTS, COUNTS)
def test_either_way_round_it_says_the_same(one: Count, other: Count) -> None:
    there, back = relative_rate(one, other), relative_rate(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there.rate * back.rate == pytest.approx(1)
        assert there.low * back.high == pytest.approx(1)
        assert there.low <= there.rate <= there.high


def test_each_group_is_held_against_all_the_others() -> None:
    """PO 3 of 36 against 12 of 60 (PSO 8 of 40 and trainees 4 of 20): 0.0833 / 0.2 = 0.4167, which 1 is within."""
    groups = {"PO": count(3, 36), "PSO": count(8, 40), "PQiP": count(4, 20), "other": count(1, 3)}
    found = differing(groups)
    assert found["other"] is None
    assert found["PO"] is relative_rate(groups["PO"], count(13, 63)).differs
