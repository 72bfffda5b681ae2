"""How many cases a sample needs."""

from fractions import Fraction
from statistics import NormalDist


def sample_size(eligible: int, confidence: float, margin: float) -> int:
    """Cases needed so that a percentage lies within ``margin`` of the cohort's, at ``confidence`` (both 0 to 1).

    With the finite population correction and p = 0.5, the worst case: n0 = z^2 * 0.25 / margin^2,
    n = n0 / (1 + (n0 - 1) / N), to the nearest whole number (METHOD 4.4). Never more than there are.
    """
    if eligible < 0 or not 0 < confidence < 1 or not 0.0001 <= margin < 1:
        raise ValueError("a size needs 0 or more eligible cases, a confidence below 1 and a margin from 0.0001 to 1")
    if eligible == 0:
        return 0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    infinite = z * z * 0.25 / (margin * margin)
    return min(eligible, max(1, round(infinite / (1 + (infinite - 1) / eligible))))


def reserve_size(size: int, buffer_percent: int) -> int:
    """Cases of the reserve: so many per cent of the size, halves up."""
    return int(Fraction(size * buffer_percent, 100) + Fraction(1, 2))
