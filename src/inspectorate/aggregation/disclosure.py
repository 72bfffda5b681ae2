"""Small groups protected: which counts of a table by characteristic may be told, by one policy in one place.

The policy holds against a reader who knows it, knows the total over all groups, and knows of every group of cases how
large it is. A group is small where it has fewer cases than a threshold. Of a table with a small group

1. the small groups are hidden, and with them the first listed that has twice the threshold or more. Which that is
   tells no other size: to hide the next smallest would bound what is hidden from above, by the smallest that is shown
2. nothing at all is told of any group, not even which are empty, where the hidden groups together are every group; or
   have so few cases that a small one could not be of any size below the threshold; or have fewer answers yes, or fewer
   answers no, than the threshold.

What is hidden can be told together, since the total less what is shown tells it. What is left open is wide: a small
group may have any size from 1 to one less than the threshold, and any number of its answers may be yes, from none to
all; where nothing is told, whatever the total alone leaves open. ``tests/unit/aggregation/test_disclosure.py`` lists
every table from which the same could have been told, and holds the policy to that. That the protection must hold as an
interval, against who knows the rule, is the standard of statistical offices (A. Hundepool and others, "Statistical
disclosure control", 2012, chapters 4 and 5); that what is refused must not hang on what is secret, see K. Kenthapadi,
N. Mishra and K. Nissim, "Simulatable auditing", 2005.

It does not hide what all cases of a large group share: where each of five was answered no, that is told.

Two looks at one table are a table too, of what changed between them: ``may_be_told_anew`` is when the second may be
taken.

The threshold is an argument, which an edition gives with its source (``framework.standard.SmallGroup``). An inspection
keeps its edition, and so its threshold: two tables of the same cases by two thresholds could tell together what neither
tells.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from inspectorate.aggregation.counts import Count
from inspectorate.framework.standard import OWN_SMALL_GROUP

#: The fewest relevant cases of which a percentage is shown, where an edition gives no other number.
THRESHOLD = OWN_SMALL_GROUP.fewest


@dataclass(frozen=True)
class Protected:
    """One question by group: the counts that may be shown; ``hidden`` groups are not, and ``empty`` have no case.

    ``together`` counts the hidden groups as one; None where there are none, and where nothing is shown.
    """

    shown: Mapping[str, Count]
    hidden: frozenset[str]
    empty: frozenset[str]
    together: Count | None = None


def protect(groups: Mapping[str, Count], threshold: int = THRESHOLD) -> Protected:
    """Which groups of one question may be shown beside its total. The groups are all the cases, each in one of them.

    They come in the order in which they are listed, which must not hang on their sizes. ``threshold`` is at least 1.
    """
    hidden = protect_sizes({name: count.relevant for name, count in groups.items()}, threshold)
    return protect_answers(groups, hidden, threshold)


def protect_sizes(sizes: Mapping[str, int], threshold: int = THRESHOLD) -> frozenset[str]:
    """Which groups may not be shown with their size: those of the first step, or all of them where that is too little.

    The groups are all that were counted, each in one of them, in the order in which they are listed, and their total is
    known. A group of nobody is no secret, but where nothing is told.
    """
    small = [name for name, size in sizes.items() if 0 < size < threshold]
    if not small:
        return frozenset()
    hidden = {*small, *first_large(sizes, threshold)}
    # One small group may be as large as small groups are, each other as small as can be, and the large one still large.
    enough = (threshold - 1) + (len(small) - 1) + 2 * threshold
    together = sum(sizes[name] for name in hidden)
    is_all = len(hidden) == sum(map(bool, sizes.values()))
    return frozenset(sizes if is_all or together < enough else hidden)


def first_large(sizes: Mapping[str, int], threshold: int = THRESHOLD) -> list[str]:
    """The group that is hidden with the small ones: the first of twice the threshold or more; none where none is."""
    return [name for name, size in sizes.items() if size >= 2 * threshold][:1]


def protect_answers(groups: Mapping[str, Count], hidden: Collection[str], threshold: int = THRESHOLD) -> Protected:
    """One question where it was decided which groups are hidden: told of all the others, or of none.

    None where these would not hide each other's answers, and where another group has fewer relevant cases than the
    threshold, but for those that have none.
    """
    yes, no = (sum(getattr(groups[name], kind) for name in hidden) for kind in ("yes", "no"))
    others = {name: count for name, count in groups.items() if name not in hidden}
    shown = {name: Count(yes=count.yes, no=count.no) for name, count in others.items() if count.relevant}
    if any(count.relevant < threshold for count in shown.values()) or (hidden and min(yes, no) < threshold):
        return nothing_of(groups)
    together = Count(yes=yes, no=no) if hidden and shown else None
    return Protected(shown, frozenset(hidden), frozenset(others) - set(shown), together)


def nothing_of(groups: Collection[str]) -> Protected:
    """One question of which nothing is told by group."""
    return Protected({}, frozenset(groups), frozenset())


def may_be_told_anew(
    before: Mapping[str, object], after: Mapping[str, object], changed: Mapping[str, int], threshold: int = THRESHOLD
) -> bool:
    """Whether a table that was told as ``before`` may be told as it is now, by the groups of one characteristic.

    ``changed`` is how many cases of each group were read again, or for the first time, since it was told. Each group
    must stand as it did, or have changed in as many cases as the threshold asks for: otherwise the difference of the
    two tables would be the answers of fewer.
    """
    return all(before.get(name) == after.get(name) or changed.get(name, 0) >= threshold for name in {*before, *after})
