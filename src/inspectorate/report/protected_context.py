"""Figures of context that tell of few people under supervision, left out before anything is written.

A caseload is published "of whom": so many women, on licence, of a team. Where such a part has fewer people than the
threshold of ``aggregation.disclosure``, or all others have, it is left out, and with it what would tell it by
subtraction from the whole. Shares are held against the caseload of the same day. Staff are no cases: reports print how
many are in post of a grade, and these stay. Which figures are of people under supervision is assumed.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from inspectorate.aggregation.disclosure import THRESHOLD
from inspectorate.context.catalogue import product_catalogue
from inspectorate.context.record import Record
from inspectorate.context.value import read_value
from inspectorate.framework.entry import Certainty

#: The whole, the two figures that make it up between them, and shares of it.
WHOLE = "caseload"
HALVES = ("caseload_community", "caseload_licence")
SHARES = ("caseload_women", "caseload_ethnic")
FIGURES_CERTAINTY = Certainty.ASSUMED


def protected_context(records: Iterable[Record], threshold: int = THRESHOLD) -> tuple[Record, ...]:
    """The figures that may be told, in their order; ``threshold`` is the fewest people of whom anything is told."""
    records = tuple(records)
    hidden = set(_hidden(records, threshold))
    return tuple(each for each in records if each not in hidden)


def _hidden(records: Sequence[Record], threshold: int) -> Iterator[Record]:
    for _moment, found in groupby(sorted(records, key=_moment_of), _moment_of):
        of_moment = tuple(found)
        whole = next((_number(each) for each in of_moment if each.figure == WHOLE and not each.of), None)
        named = [each for each in of_moment if each.figure == WHOLE and each.of]
        halves = [each for each in of_moment if each.figure in HALVES and not each.of]
        for parts in (named, halves):
            if _tells(list(map(_number, parts)), whole, threshold):
                yield from parts
        for each in of_moment:
            if each.figure in HALVES and each.of and _tells([_number(each)], None, threshold):
                yield each
            if each.figure in SHARES and _tells([_people(each, whole)], whole, threshold):
                yield each


def _moment_of(record: Record) -> tuple[str, str, str]:
    return record.level, record.as_of, record.period_from


def _number(record: Record) -> Fraction | None:
    figure = product_catalogue().by_id[record.figure]
    value = read_value(record.value, figure)
    return value.low if value else None


def _people(share: Record, whole: Fraction | None) -> Fraction | None:
    """How many people a share of the whole is, to the nearest."""
    number = _number(share)
    return None if number is None or whole is None else Fraction(round(number * whole / 100))


def _tells(parts: Sequence[Fraction | None], whole: Fraction | None, threshold: int) -> bool:
    """Whether a part is small, or what is left of the whole beside one or beside all of them is."""
    known = [each for each in parts if each is not None]
    left = [whole - each for each in (*known, sum(known, Fraction(0)))] if whole is not None and known else []
    return any(0 < each < threshold for each in (*known, *left))
