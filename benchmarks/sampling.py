"""The draw, measured beside the public sampler's allotment: how near, how short, how fair, how fast.

Misplaced cases of a level are those by which its groups lie below the whole number under their share, or above the one
over it. The fewest possible follow from the cap alone, one level at a time: a group cannot have more than its
practitioners may give. A sample that falls short can lie under this, having fewer cases to place.
"""

import math
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarks import public_sampler
from inspectorate.sampling.draw import Plan, draw
from inspectorate.sampling.eligibility import EligibleCase

STRATA = {
    "FEMALE": 28,
    "MALE_COMMUNITY_LOW": 16,
    "MALE_COMMUNITY_NON_LOW": 39,
    "MALE_POST_CUSTODY_LOW": 7,
    "MALE_POST_CUSTODY_NON_LOW": 10,
}
LEVELS: dict[str, Callable[[EligibleCase], str]] = {
    "stratum": lambda case: case.stratum,
    "area": lambda case: case.area,
    "team": lambda case: f"{case.area}/{case.team}",
    "practitioner": lambda case: case.practitioner,
}
Sampler = Callable[[Sequence[EligibleCase], int, int, str], list[EligibleCase]]


def inspectorate(cases: Sequence[EligibleCase], size: int, cap: int, seed: str) -> list[EligibleCase]:
    """The draw of this project, without a reserve."""
    return [outcome.case for outcome in draw(cases, Plan(size, 0, cap, seed)).of_role("main")]


SAMPLERS: dict[str, Sampler] = {"inspectorate": inspectorate, "public sampler": public_sampler.draw}


def synthetic_cases(number: int, practitioners: int, *, least: int = 0, seed: int = 1) -> list[EligibleCase]:
    """Synthetic cases: some practitioners have several times the cases of others, each has ``least`` at any rate."""
    chance = random.Random(seed)
    weights = [chance.gammavariate(2, 1) for _ in range(practitioners)]
    officers = [officer for officer in range(practitioners) for _ in range(least)]
    officers += chance.choices(range(practitioners), weights, k=number - len(officers))
    teams = max(4, practitioners // 12)
    cases = []
    for place, officer in enumerate(officers):
        team = officer % teams
        stratum = chance.choices(list(STRATA), list(STRATA.values()))[0]
        names = f"Area {team % 4}", f"Team {team:03d}", f"Officer {officer:04d}"
        cases.append(EligibleCase(f"X{place:06d}", stratum, *names, {}))
    return cases


@dataclass(frozen=True)
class Situation:
    """A caseload and what is wanted of it."""

    title: str
    cases: list[EligibleCase]
    size: int
    cap: int
    seeds: int

    @property
    def feasible(self) -> int:
        """The most cases that the cap allows."""
        held = Counter(case.practitioner for case in self.cases)
        return min(self.size, sum(min(number, self.cap) for number in held.values()))


SITUATIONS = [
    Situation("300 cases, 40 practitioners, 40 wanted: the cap leaves room", synthetic_cases(300, 40), 40, 6, 200),
    Situation("300 cases, 40 practitioners, 106 wanted: the cap binds", synthetic_cases(300, 40), 106, 6, 100),
    Situation("200 cases, 16 practitioners, 96 wanted and 96 feasible", synthetic_cases(200, 16, least=6), 96, 6, 100),
    Situation("20,000 cases, 1,000 practitioners, 164 wanted", synthetic_cases(20_000, 1000), 164, 6, 3),
    Situation("20,000 cases, 1,000 practitioners, 5,000 wanted", synthetic_cases(20_000, 1000), 5000, 6, 1),
]


def misplaced(situation: Situation, picked: Sequence[EligibleCase], level: Callable[[EligibleCase], str]) -> int:
    """Cases by which the groups of a level lie outside the whole numbers next to their shares."""
    got = Counter(map(level, picked))
    return sum(
        max(0, math.floor(share) - got[name], got[name] - math.ceil(share))
        for name, share in _shares(situation, level).items()
    )


def fewest_misplaced(situation: Situation, level: Callable[[EligibleCase], str]) -> int:
    """The least that any sample of the most feasible size could have at this level: a lower bound, by the cap alone."""
    held = Counter((level(case), case.practitioner) for case in situation.cases)
    room: Counter[str] = Counter()
    for (name, _), number in held.items():
        room[name] += min(number, situation.cap)
    shares = _shares(situation, level)
    forced = sum(max(0, math.floor(share) - room[name]) for name, share in shares.items())
    low = sum(min(math.floor(share), room[name]) for name, share in shares.items())
    high = sum(min(math.ceil(share), room[name]) for name, share in shares.items())
    return forced + max(0, situation.feasible - high) + max(0, low - situation.feasible)


def _shares(situation: Situation, level: Callable[[EligibleCase], str]) -> dict[str, Fraction]:
    held = Counter(map(level, situation.cases))
    return {name: Fraction(situation.size * number, len(situation.cases)) for name, number in held.items()}


def measured(situation: Situation, sampler: Sampler) -> list[str]:
    """One row of the table: misplaced by level (mean over the seeds), shortfall, over the cap, seconds, memory."""
    began = time.perf_counter()
    samples = [sampler(situation.cases, situation.size, situation.cap, str(seed)) for seed in range(situation.seeds)]
    seconds = (time.perf_counter() - began) / situation.seeds
    tracemalloc.start()
    sampler(situation.cases, situation.size, situation.cap, "1")
    memory = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    means = [sum(misplaced(situation, each, level) for each in samples) / len(samples) for level in LEVELS.values()]
    short = sum(situation.feasible - len(each) for each in samples) / len(samples)
    over = max(sum(n > situation.cap for n in Counter(c.practitioner for c in each).values()) for each in samples)
    return [*(f"{mean:.2f}" for mean in means), f"{short:.1f}", str(over), f"{seconds:.3f}", f"{memory:.1f}"]


def chances(situation: Situation, sampler: Sampler, seeds: int = 1000) -> tuple[int, float, float]:
    """Over many seeds: cases never picked, and the least and the greatest chance over the mean of its stratum."""
    picked: Counter[str] = Counter()
    for seed in range(seeds):
        chosen = sampler(situation.cases, situation.size, situation.cap, str(seed))
        picked.update(case.reference for case in chosen)
    return _spread(situation, picked)


def chances_by_luck(situation: Situation, seeds: int = 1000) -> tuple[int, float, float]:
    """The same where every chance is exactly equal, and the differences are those of so many throws."""
    luck = random.Random(1)
    chance = situation.size / len(situation.cases)
    numbers = {case.reference: sum(luck.random() < chance for _ in range(seeds)) for case in situation.cases}
    return _spread(situation, Counter(numbers))


def _spread(situation: Situation, picked: Counter[str]) -> tuple[int, float, float]:
    ratios = []
    for stratum in STRATA:
        numbers = [picked[case.reference] for case in situation.cases if case.stratum == stratum]
        mean = sum(numbers) / len(numbers)
        ratios += [number / mean for number in numbers]
    return sum(picked[case.reference] == 0 for case in situation.cases), min(ratios), max(ratios)


def main() -> None:
    """Print the tables."""
    heads = [*LEVELS, "short", "over cap", "seconds", "MiB"]
    for situation in SITUATIONS:
        print(f"\n{situation.title} (cap {situation.cap}; mean of {situation.seeds} seeds): misplaced cases by level")
        print(" " * 17 + "".join(head.rjust(13) for head in heads))
        fewest = [str(fewest_misplaced(situation, level)) for level in LEVELS.values()]
        print("fewest possible".ljust(17) + "".join(cell.rjust(13) for cell in [*fewest, "0", "0"]))
        for name, sampler in SAMPLERS.items():
            print(name.ljust(17) + "".join(cell.rjust(13) for cell in measured(situation, sampler)))
    for situation in (SITUATIONS[0], SITUATIONS[2]):
        print(f"\n{situation.title}: 1,000 seeds, chance of a case over the mean chance of its stratum")
        print(" " * 17 + "".join(head.rjust(13) for head in ["never picked", "least", "greatest"]))
        spreads = {name: chances(situation, sampler) for name, sampler in SAMPLERS.items()}
        for name, (never, least, greatest) in ({"luck alone": chances_by_luck(situation)} | spreads).items():
            print(name.ljust(17) + f"{never}".rjust(13) + f"{least:.2f}".rjust(13) + f"{greatest:.2f}".rjust(13))


if __name__ == "__main__":
    main()
