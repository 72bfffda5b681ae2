"""Small groups protected: which counts of a table by characteristic may be shown, by one policy in one place.

The policy. A percentage that rests on fewer relevant cases than a threshold is not shown, nor are its counts. Of each
question the total over all cases is shown elsewhere, so that one hidden group could be found by subtraction: then the
smallest of the other groups is hidden too, and the next, until of what is hidden together

- they have as many relevant cases as the threshold asks for, for which it takes two groups or more, and
- some of their answers are yes and some are no: were they all the same, each would be known.

Where hiding goes on until no group is left, nothing is known but the total. A group without any relevant case is told
as such, which says nothing of an answer.

The threshold of 5 is assumed: no policy of an inspectorate on it was found. It is an argument wherever it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.aggregation.counts import Count
from inspectorate.framework.entry import Certainty

#: The fewest relevant cases of which a percentage is shown.
THRESHOLD = 5
THRESHOLD_CERTAINTY = Certainty.ASSUMED


@dataclass(frozen=True)
class Protected:
    """One question by group: the counts that may be shown; ``hidden`` groups are not, and ``empty`` have no case."""

    shown: Mapping[str, Count]
    hidden: frozenset[str]
    empty: frozenset[str]


def protect(groups: Mapping[str, Count], threshold: int = THRESHOLD) -> Protected:
    """Which groups of one question may be shown beside its total. The groups are all the cases, each in one of them.

    ``threshold`` is at least 1. Of groups of one size the one named first is hidden first.
    """
    empty = frozenset(name for name, count in groups.items() if not count.relevant)
    by_size = sorted((name for name in groups if name not in empty), key=lambda name: groups[name].relevant)
    hidden = [name for name in by_size if groups[name].relevant < threshold]
    if hidden:
        rest = by_size[len(hidden) :]
        while rest and not _safe([groups[name] for name in hidden], threshold):
            hidden.append(rest.pop(0))
    kept = set(groups) - set(hidden) - empty
    shown = {name: Count(yes=count.yes, no=count.no) for name, count in groups.items() if name in kept}
    return Protected(shown, frozenset(hidden), empty)


def protect_sizes(sizes: Mapping[str, int], threshold: int = THRESHOLD) -> frozenset[str]:
    """Which groups may not be shown with their size, where who belongs to a group is itself what must not be told.

    The groups are all that were counted, each in one of them, and their total is known: beside the groups smaller than
    ``threshold`` others are hidden, the smallest first, until those hidden are two or more and as many together as the
    threshold asks for. A group of nobody is no secret. Of groups of one size the one named first is hidden first.
    """
    by_size = sorted((name for name in sizes if sizes[name]), key=lambda name: sizes[name])
    hidden = [name for name in by_size if sizes[name] < threshold]
    rest = by_size[len(hidden) :]
    while hidden and rest and (len(hidden) < 2 or sum(sizes[name] for name in hidden) < threshold):
        hidden.append(rest.pop(0))
    return frozenset(hidden)


def _safe(hidden: list[Count], threshold: int) -> bool:
    """Whether the sum of the hidden groups, which subtraction gives, tells of none of them and of no small group."""
    yes, no = sum(count.yes for count in hidden), sum(count.no for count in hidden)
    return yes + no >= threshold and yes > 0 and no > 0
