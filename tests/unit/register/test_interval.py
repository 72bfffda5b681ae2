"""Intervals of shares and of their differences, against the worked examples of the papers that describe them."""

import pytest

from inspectorate.register.interval import difference, wilson


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        # Newcombe 1998, table II, method 10: 56/70 against 48/80 and so on; the paper gives the first less the second.
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((0, 20), (10, 10), 0.6791, 1.0000),
        ((0, 10), (10, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_of_a_difference_is_that_of_the_paper(
    before: tuple[int, int], after: tuple[int, int], low: float, high: float
) -> None:
    shares = [before[0] / before[1], before[1], after[0] / after[1], after[1]]
    found = difference(shares[0], before[1], shares[2], after[1])
    assert found == pytest.approx((low, high), abs=0.00006)


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Newcombe 1998 (one proportion), method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert wilson(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=0.0001)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=0.0001)
    assert wilson(1 / 29, 29) == pytest.approx((0.0061, 0.1718), abs=0.0001)
