"""The relative rate index: whether the rates of two groups differ by more than chance would explain.

The index is the rate of a group over the rate of a reference group; 1 is parity. Its interval of 95 per cent follows
from the standard error of its logarithm (method notes, 7, which name D. G. Altman and others, "Statistics with
confidence", 2000):

    SE(ln RRI) = sqrt(1/a - 1/A + 1/b - 1/B),  interval = exp(ln RRI -/+ 1.96 SE)

where ``a`` of ``A`` cases of the group and ``b`` of ``B`` of the reference group were judged sufficient. Where one of
the counts is 0, or each group is all alike, there is no index. The rates differ where the interval leaves out 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

from inspectorate.aggregation.counts import Count
from inspectorate.framework.entry import Certainty

#: How many standard errors the interval of 95 per cent reaches to either side.
REACH = 1.96
#: The fewest cases in each group for which it is worked out. No threshold of an inspectorate was found.
FEWEST = 5
FEWEST_CERTAINTY = Certainty.ASSUMED


@dataclass(frozen=True)
class RelativeRate:
    """The index with the two ends of its interval of 95 per cent."""

    rate: float
    low: float
    high: float

    @property
    def differs(self) -> bool:
        """Whether the interval leaves out parity."""
        return self.low > 1 or self.high < 1


def relative_rate(group: Count, reference: Count, fewest: int = FEWEST) -> RelativeRate | None:
    """The rate of a group beside that of a reference group; None where there is no index, or a group is too small."""
    a, b, of_a, of_b = group.yes, reference.yes, group.relevant, reference.relevant
    if a <= 0 or b <= 0 or min(of_a, of_b) < max(fewest, 1) or (a == of_a and b == of_b):
        return None
    if a > of_a or b > of_b:
        return None  # no split of cases: what is given as a group is not part of the whole
    error = sqrt(1 / a - 1 / of_a + 1 / b - 1 / of_b)
    middle = log((a / of_a) / (b / of_b))
    return RelativeRate(exp(middle), exp(middle - REACH * error), exp(middle + REACH * error))


def differing(groups: Mapping[str, Count], fewest: int = FEWEST) -> dict[str, bool | None]:
    """Whether each group differs from all the others together; None where that cannot be tested."""
    found: dict[str, bool | None] = {}
    for name, group in groups.items():
        others = [count for other, count in groups.items() if other != name]
        rest = Count(yes=sum(count.yes for count in others), no=sum(count.no for count in others))
        tested = relative_rate(group, rest, fewest)
        found[name] = tested.differs if tested else None
    return found
