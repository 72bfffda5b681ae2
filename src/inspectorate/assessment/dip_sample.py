"""A dip sample: which submitted cases are read a second time, drawn as cases are, and spread over who assessed them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.sampling.draw import Plan, draw
from inspectorate.sampling.eligibility import EligibleCase


@dataclass(frozen=True)
class DipSample:
    """The references drawn, in the order of the draw. ``chance`` is that of each case there was, the same for all.

    ``by_assessor`` maps whoever assessed to how many cases they have, and how many of these were drawn.
    """

    drawn: tuple[str, ...]
    chance: Fraction
    by_assessor: Mapping[str, tuple[int, int]]


def dip_sample(assessor_of: Mapping[str, str], size: int, seed: str) -> DipSample:
    """Draw from cases by reference, each with who assessed it.

    The same seed and cases give the same sample on every machine. Each assessor has the whole number of cases below or
    above their share of the sample. Raises ``ValueError`` for a size that is not from 1 to the number of cases.
    """
    if not 1 <= size <= len(assessor_of):
        raise ValueError(f"a dip sample of {size} cannot be drawn from {len(assessor_of)} cases")
    cases = [EligibleCase(reference, "all", assessor, "", "", {}) for reference, assessor in assessor_of.items()]
    found = draw(cases, Plan(size, 0, None, f"dip sample|{seed}"))
    drawn = tuple(each.case.reference for each in found.of_role("main"))
    had, got = Counter(assessor_of.values()), Counter(assessor_of[reference] for reference in drawn)
    return DipSample(drawn, Fraction(size, len(cases)), {who: (had[who], got[who]) for who in sorted(had)})


def share_out(cases: Sequence[str], readers: Sequence[str], barred: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Who reads which case: each in turn to whoever has fewest and is not ``barred`` from it (readers by case).

    A case that nobody may read is left out. Ties go by the order of ``readers``.
    """
    load = dict.fromkeys(readers, 0)
    reader_of = {}
    for case in sorted(cases, key=lambda each: (-len(barred.get(each, frozenset())), cases.index(each))):
        free = [reader for reader in readers if reader not in barred.get(case, frozenset())]
        if free:
            chosen = min(free, key=lambda reader: (load[reader], readers.index(reader)))
            load[chosen] += 1
            reader_of[case] = chosen
    return reader_of
