"""Chance: the same everywhere, and fair."""

import math
from collections import Counter

from inspectorate.sampling.lot import Lot, rank


def test_numbers_are_fair_and_within_bounds() -> None:
    lot = Lot("1", "test")
    throws = Counter(lot.below(6) for _ in range(6000))

    # 1,000 of each, give or take 4.5 standard deviations of 28.9.
    assert set(throws) == set(range(6))
    assert all(abs(number - 1000) < 130 for number in throws.values())


def test_large_bounds_are_reached() -> None:
    lot = Lot("1", "test")
    bound = 10**200 + 7

    numbers = [lot.below(bound) for _ in range(200)]

    assert max(numbers) < bound
    assert max(numbers) > bound * 9 // 10
    assert Lot("1", "test").below(1) == 0


def test_an_event_happens_as_often_as_it_should() -> None:
    lot = Lot("1", "test")
    happened = sum(lot.happens(1, 10) for _ in range(5000))

    assert abs(happened - 500) < 4.5 * math.sqrt(5000 * 0.09)
    assert not any(lot.happens(0, 3) for _ in range(100))


def test_the_same_seed_and_purpose_give_the_same_numbers_and_no_others_do() -> None:
    def first(seed: str, purpose: str) -> list[int]:
        lot = Lot(seed, purpose)
        return [lot.below(10**9) for _ in range(3)]

    assert first("1", "main") == first("1", "main")
    assert len({tuple(first(*words)) for words in [("1", "main"), ("2", "main"), ("1", "reserve")]}) == 3
    # printf '1|case|X1' | sha256sum
    assert rank("1", "case", "X1").hex().startswith("4bbd42f20306cb44")
