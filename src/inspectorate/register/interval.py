"""How sure a change between two published percentages is."""

from math import sqrt
from statistics import NormalDist

#: The interval of a difference, and who described it.
METHOD = (
    "95 per cent interval of the difference of two independent proportions, by Newcombe's hybrid score method "
    "(R. G. Newcombe, Statistics in Medicine 17, 1998, pages 873 to 890, method 10)"
)
#: Below so many cases on either side, a change is said to rest on few.
FEW = 30


def wilson(share: float, cases: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share of cases: its lowest and highest value, from 0 to 1."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = share + z * z / (2 * cases)
    half = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    scale = 1 + z * z / cases
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def difference(
    before: float, cases_before: int, after: float, cases_after: int, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of ``after`` less ``before``, two shares from 0 to 1 of independent samples (see ``METHOD``)."""
    low_before, high_before = wilson(before, cases_before, confidence)
    low_after, high_after = wilson(after, cases_after, confidence)
    change = after - before
    low = change - sqrt((after - low_after) ** 2 + (high_before - before) ** 2)
    high = change + sqrt((high_after - after) ** 2 + (before - low_before) ** 2)
    return low, high
