"""Whether a letter lets a small group of a unit that it covers be worked out.

What is published of the unit itself shows no such group. The letter can tell it outright; or tell how many all the
units together have, of which their own publications show the others. It is looked for by the checker of
``disclosure_check``, with the statistics and the hidden groups of each unit. What is said tells no number of a unit:
whoever writes the letter may not be one who may see them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import THRESHOLD
from inspectorate.language import gettext as _
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.reader import Reader
from inspectorate.report.claims.unit import Speaking, UnitEvidence
from inspectorate.report.disclosure_check import (
    Disclosed,
    Shown,
    Titles,
    as_statistics,
    by_construction,
    by_subtraction,
    hides,
    in_prose,
    outright,
)
from inspectorate.report.document import Document
from inspectorate.report.group_in_prose import Speaks
from inspectorate.report.unit_name import in_full

#: Whether what speaks of some units, by their places, is looked at.
Wanted: TypeAlias = Callable[[tuple[int, ...]], bool]


@dataclass(frozen=True)
class Covered:
    """A unit that a letter covers: its evidence, and the counts of groups that may not be told, as they are called."""

    evidence: UnitEvidence
    hidden: Mapping[str, Count]
    titles: Mapping[str, Titles] = field(default_factory=dict)


def covered_disclosure(
    documents: Sequence[Document], covered: Sequence[Covered], threshold: int = THRESHOLD
) -> tuple[Disclosed, ...]:
    """What documents tell of small groups of the units that they cover, beside what is published of each unit."""
    found: list[Disclosed] = []
    for document in documents:
        for place, one in enumerate(covered):
            found += _of_unit(document, covered, place, one, threshold)
        if len(covered) > 1:
            found += _of_all(document, covered, threshold)
    return tuple(dict.fromkeys(found))


def _of_unit(
    document: Document, covered: Sequence[Covered], place: int, one: Covered, threshold: int
) -> Iterator[Disclosed]:
    """What it tells of the groups of one unit, where it may speak of that unit."""
    statistics = one.evidence.statistics
    known = {**statistics, **as_statistics(one.hidden, statistics, one.titles)}
    speaks = _speaks(covered, lambda places: place in places)
    told = list(in_prose(document, known, one.hidden.keys(), speaks))
    if not told:
        return
    shown = [*told, *by_construction(statistics)]
    unit = in_full(one.evidence.unit)
    for each in (*outright(told, one.hidden, threshold), *by_subtraction(shown, one.hidden, threshold)):
        if each.document:
            yield _said(each, unit, threshold)


def _of_all(document: Document, covered: Sequence[Covered], threshold: int) -> Iterator[Disclosed]:
    """What it tells of a group in all units together, where their publications tell how many the others have.

    The units are to the group what the groups are to a question: what is hidden of them together must hide each.
    """
    by_unit = _by_unit(covered)
    together = {
        key: Count(yes=sum(each.yes for each in counts.values()), no=sum(each.no for each in counts.values()))
        for key, counts in by_unit.items()
    }
    titles = {key: called for one in covered for key, called in one.titles.items()}
    known = as_statistics(together, {}, titles)
    speaks = _speaks(covered, lambda places: not places)
    for each in in_prose(document, known, known.keys(), speaks):
        counts = by_unit[each.key]
        hidden = [place for place in counts if each.key in covered[place].hidden]
        left = {f"{each.key} {place}": counts[place] for place in hidden}
        others = [
            Shown(f"{each.key} {place}", count.yes, count.relevant, "", "")
            for place, count in counts.items()
            if place not in hidden
        ]
        if others and not hides(left, others, threshold):
            units = ", ".join(in_full(covered[place].evidence.unit) for place in hidden)
            yield _said(Disclosed("small group", each.document, each.place, each.key, "", ""), units, threshold)


def _by_unit(covered: Sequence[Covered]) -> Mapping[str, Mapping[int, Count]]:
    """Of each group that may not be told of a unit its count in every unit, by the place of the unit."""
    made: dict[str, dict[int, Count]] = {}
    for key in dict.fromkeys(key for one in covered for key in one.hidden):
        for place, one in enumerate(covered):
            told = one.evidence.statistics.get(key)
            if key in one.hidden:
                made.setdefault(key, {})[place] = one.hidden[key]
            elif told is not None and told.numerator is not None and told.denominator is not None:
                made.setdefault(key, {})[place] = Count(yes=told.numerator, no=told.denominator - told.numerator)
    return made


def _speaks(covered: Sequence[Covered], wanted: Wanted) -> Speaks:
    """Of the numbers of a text those whose units, by their places among ``covered``, are wanted."""

    def of_text(reader: Reader) -> Callable[[Number], bool]:
        speaking = Speaking(reader, [each.evidence.unit for each in covered])
        return lambda number: wanted(speaking.perhaps(number.sentence))

    return of_text


def _said(found: Disclosed, units: str, threshold: int) -> Disclosed:
    """The same, with the units and without their numbers."""
    why = _(
        "What is published of {units} does not tell of this group, since it or one that would follow from it has fewer "
        "than {threshold} cases. With the letter, it could be worked out."
    ).format(units=units, threshold=threshold)
    mend = _("Leave the number out, or tell it only together with other groups.")
    return replace(found, text=f"{units}: {found.text}", why=why, mend=mend)
