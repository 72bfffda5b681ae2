"""The allotment of the public sampler of 2020-21, written anew from its description (METHOD 4.6), to compare with.

Strata in proportion, rounded and adjusted one by one to the total; within each the same for clusters, then for local
delivery units, then for responsible officers; officers over the cap give to colleagues of the unit round-robin.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from inspectorate.sampling.eligibility import EligibleCase

Bucket = tuple[str, str, str, str]


def draw(cases: Sequence[EligibleCase], size: int, cap: int, seed: str) -> list[EligibleCase]:
    """The cases that it would pick."""
    chance = random.Random(seed)
    buckets: dict[Bucket, list[EligibleCase]] = defaultdict(list)
    for case in cases:
        buckets[case.stratum, case.area, case.team, case.practitioner].append(case)
    wanted: Counter[Bucket] = Counter()
    available = {bucket: len(group) for bucket, group in buckets.items()}
    _allot(size, available, (), wanted)
    _apply_cap(wanted, available, cap)
    return [case for bucket, number in sorted(wanted.items()) for case in chance.sample(buckets[bucket], number)]


def _allot(size: int, available: dict[Bucket, int], prefix: tuple[str, ...], wanted: Counter[Bucket]) -> None:
    """Divide ``size`` between the groups of the next level, and so on down to the officers."""
    depth = len(prefix)
    totals: Counter[str] = Counter()
    for bucket, number in available.items():
        if bucket[:depth] == prefix:
            totals[bucket[depth]] += number
    for name, number in _proportional(size, totals).items():
        if depth == 3:
            wanted[prefix[0], prefix[1], prefix[2], name] = number
        elif number:
            _allot(number, available, (*prefix, name), wanted)


def _proportional(size: int, totals: Counter[str]) -> dict[str, int]:
    """Rounded shares; what is missing is added from the smallest group on, what is over taken from the largest on."""
    everyone = sum(totals.values())
    given = {name: min(number, round(size * number / everyone)) for name, number in totals.items()}
    smallest_first = sorted(totals, key=lambda name: (totals[name], name))
    while sum(given.values()) < min(size, everyone):
        for name in smallest_first:
            if given[name] < totals[name] and sum(given.values()) < size:
                given[name] += 1
    while sum(given.values()) > size:
        for name in reversed(smallest_first):
            if given[name] > 0 and sum(given.values()) > size:
                given[name] -= 1
    return given


def _apply_cap(wanted: Counter[Bucket], available: dict[Bucket, int], cap: int) -> None:
    """Take each officer's excess, the largest bucket first, and give it to colleagues of the unit who have room."""
    for officer in sorted({bucket[3] for bucket in wanted}):
        while _of(wanted, officer) > cap:
            bucket = max((each for each in wanted if each[3] == officer), key=lambda each: (wanted[each], each))
            wanted[bucket] -= 1
            _give(wanted, available, bucket, cap)


def _give(wanted: Counter[Bucket], available: dict[Bucket, int], bucket: Bucket, cap: int) -> None:
    """One case more for the colleague with fewest cases in the stratum and unit, if any has room; else it is lost."""
    colleagues = [
        each
        for each in wanted
        if each[:3] == bucket[:3] and available[each] > wanted[each] and _of(wanted, each[3]) < cap
    ]
    if colleagues:
        wanted[min(colleagues, key=lambda each: (_of(wanted, each[3]), each))] += 1


def _of(wanted: Counter[Bucket], officer: str) -> int:
    return sum(_numbers(wanted, officer))


def _numbers(wanted: Counter[Bucket], officer: str) -> Iterable[int]:
    return (number for bucket, number in wanted.items() if bucket[3] == officer)
