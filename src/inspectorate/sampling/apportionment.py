"""Whole numbers in proportion: how many places each stratum has."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

Name = TypeVar("Name", str, tuple[str, ...])


def largest_remainder(total: int, shares: Mapping[Name, Fraction]) -> dict[Name, int]:
    """``total`` divided as the shares are, each rounded down or up; the largest remainders are rounded up.

    ``shares`` add up to ``total``. Ties go to the larger share, then by name.
    """
    whole = {name: int(share) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (whole[name] - shares[name], -shares[name], name))
    for name in by_remainder[: total - sum(whole.values())]:
        whole[name] += 1
    return whole


def proportional_shares(total: int, counts: Mapping[Name, int]) -> dict[Name, Fraction]:
    """The exact share of each group of a whole."""
    everyone = sum(counts.values())
    return {name: Fraction(total * count, everyone) for name, count in counts.items()}


def stratum_targets(size: int, counts: Mapping[str, int]) -> dict[str, Fraction]:
    """The places of each stratum, in proportion to its eligible cases (``counts``, each above 0).

    Whole numbers, by largest remainder; a stratum that would have none is given one, so that its cases have a chance,
    by the stratum that is most over its share. Where there are fewer places than strata the targets stay fractions,
    and the lot decides which strata are read. ``size`` is at most the number of cases.
    """
    shares = proportional_shares(size, counts)
    if size < len(counts):
        return shares
    places = largest_remainder(size, shares)
    for name in sorted(name for name, number in places.items() if number == 0):
        giver = max(sorted(places), key=lambda other: (places[other] > 1, places[other] - shares[other]))
        places[giver] -= 1
        places[name] = 1
    return {name: Fraction(number) for name, number in places.items()}
