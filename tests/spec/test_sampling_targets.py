"""Places of each stratum: in proportion, whole, and none forgotten."""

from fractions import Fraction

import pytest

from inspectorate.sampling.apportionment import stratum_targets

# size, eligible cases of each stratum, places of each
TARGETS = [
    # The example of the public sampler, 100 and a buffer of 20 per cent: 34.02, 46.39, 19.79, 11.75, 8.04.
    # It published 34, 47, 19, 12, 8, as it rounds 100 and the buffer of 20 apart.
    (120, [55, 75, 32, 19, 13], [34, 46, 20, 12, 8]),
    # 28.35, 38.66, 16.49, 9.79, 6.70: the largest remainders are .79, .70 and .66
    (100, [55, 75, 32, 19, 13], [28, 39, 16, 10, 7]),
    # Everybody.
    (194, [55, 75, 32, 19, 13], [55, 75, 32, 19, 13]),
    # 9.8 and 0.1 and 0.1: each stratum has a place while there are enough.
    (10, [98, 1, 1], [8, 1, 1]),
    (3, [98, 1, 1], [1, 1, 1]),
    # A tie goes to the larger stratum, here none, then by name.
    (1, [5], [1]),
    (3, [5, 5], [2, 1]),
]


@pytest.mark.parametrize(("size", "eligible", "places"), TARGETS)
def test_targets(size: int, eligible: list[int], places: list[int]) -> None:
    targets = stratum_targets(size, {f"S{number}": count for number, count in enumerate(eligible)})

    assert list(targets.values()) == places


def test_with_fewer_places_than_strata_the_lot_decides_by_exact_shares() -> None:
    assert stratum_targets(2, {"A": 98, "B": 1, "C": 1}) == {
        "A": Fraction(196, 100),
        "B": Fraction(2, 100),
        "C": Fraction(2, 100),
    }
