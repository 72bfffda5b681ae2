"""How many cases a sample needs (METHOD 4.4): n0 = z^2 x 0.25 / margin^2 = 164.24; n = n0 / (1 + (n0 - 1) / N)."""

import pytest

from inspectorate.sampling.size import reserve_size, sample_size

# eligible, confidence, margin, size
SIZES = [
    # METHOD 4.4
    (100, 0.80, 0.05, 62),
    (150, 0.80, 0.05, 79),
    (200, 0.80, 0.05, 90),
    (300, 0.80, 0.05, 106),
    # METHOD 3.6
    (15, 0.80, 0.05, 14),
    (203, 0.80, 0.05, 91),
    # At the ends: nobody, one case, and so many that the correction vanishes (164.24).
    (0, 0.80, 0.05, 0),
    (1, 0.80, 0.05, 1),
    (10_000_000, 0.80, 0.05, 164),
    # The textbook's 95 per cent and 5 points: 1.96^2 x 0.25 / 0.0025 = 384.15; 384.15 / (1 + 383.15 / 1000) = 277.7
    (10_000_000, 0.95, 0.05, 384),
    (1000, 0.95, 0.05, 278),
]

# size, buffer in per cent, reserve: halves up
RESERVES = [(100, 20, 20), (96, 20, 19), (62, 20, 12), (10, 25, 3), (2, 20, 0), (3, 20, 1), (50, 0, 0)]


@pytest.mark.parametrize(("eligible", "confidence", "margin", "size"), SIZES)
def test_size(eligible: int, confidence: float, margin: float, size: int) -> None:
    assert sample_size(eligible, confidence, margin) == size


@pytest.mark.parametrize(("size", "buffer", "reserve"), RESERVES)
def test_reserve(size: int, buffer: int, reserve: int) -> None:
    assert reserve_size(size, buffer) == reserve


def test_the_size_never_exceeds_the_cohort_and_never_falls_as_it_grows() -> None:
    sizes = [sample_size(eligible, 0.8, 0.05) for eligible in range(1, 2000)]

    assert all(size <= eligible for eligible, size in enumerate(sizes, start=1))
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(("eligible", "confidence", "margin"), [(-1, 0.8, 0.05), (10, 1.0, 0.05), (10, 0.8, 0.0)])
def test_what_makes_no_sense_is_refused(eligible: int, confidence: float, margin: float) -> None:
    with pytest.raises(ValueError, match=r"from 0\.0001 to 1"):
        sample_size(eligible, confidence, margin)
