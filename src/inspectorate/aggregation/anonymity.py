"""Records of people made anonymous: no combination of what someone may know of a person is rarer than k.

What may be known from elsewhere (a characteristic, an area, who supervised) are *quasi-identifiers*. A table of them is
k-anonymous where every combination of them that occurs, a value left out counted as a value of its own, occurs in k
records or more (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002). Values are left out until it is so;
none is changed.

k is the threshold below which ``disclosure`` shows no percentage, and as assumed as that. k-anonymity hides which
record is whose. It does not hide what all records of one combination share: where every case of an area was answered
no, whoever knows that someone's case is among them knows that.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspectorate.aggregation.disclosure import THRESHOLD

#: A record's quasi-identifiers by name; None for a value that is left out.
Record = Mapping[str, str | None]
Combination = tuple[tuple[str, str | None], ...]


class TooFew(ValueError):  # noqa: N818 - it says what there is
    """There are fewer records than k: whatever is left out, their number tells that they are rare."""


@dataclass(frozen=True)
class Rare:
    """A combination of quasi-identifiers that fewer than k records have; the values left out are not named."""

    values: Mapping[str, str]
    records: int


@dataclass(frozen=True)
class Anonymous:
    """Records in their order, as they may be shown; ``suppressed`` counts the values left out of each attribute."""

    records: tuple[Record, ...]
    suppressed: Mapping[str, int]


def rare(records: Iterable[Record], k: int = THRESHOLD) -> tuple[Rare, ...]:
    """Every combination that fewer than ``k`` records have, in a fixed order; none where the table is k-anonymous."""
    counted = Counter(map(_combination, records))
    found = sorted((each for each in counted if counted[each] < k), key=repr)
    return tuple(Rare({name: value for name, value in each if value is not None}, counted[each]) for each in found)


def suppress(records: Sequence[Record], k: int = THRESHOLD) -> Anonymous:
    """The records with as many values left out as it takes to make them k-anonymous.

    From the rare records the attribute with the most values goes first, since it tells most; then the next, until no
    record is rare. Records that are rare without any value are joined by those of the smallest other combination.

    Every record has the same attributes. The order of the records changes nothing. Raises ``TooFew``.
    """
    if 0 < len(records) < k:
        raise TooFew(f"{len(records)} records, where no combination may be rarer than {k}")
    kept = [dict(each) for each in records]
    for name in _most_telling_first(records):
        for each in _rare_of(kept, k):
            each[name] = None
    while alone := _rare_of(kept, k):
        _join(kept, alone)
    before, after = _known(records), _known(kept)
    return Anonymous(tuple(kept), {name: before[name] - after[name] for name in sorted(_attributes(records))})


def _join(kept: list[dict[str, str | None]], alone: list[dict[str, str | None]]) -> None:
    """Leave every value out of the smallest combination that has one: it joins those that have none."""
    counted = Counter(_combination(each) for each in kept if each not in alone)
    smallest = min(counted, key=lambda each: (counted[each], repr(each)))
    for each in kept:
        if _combination(each) == smallest:
            each.update(dict.fromkeys(each))


def _rare_of(kept: list[dict[str, str | None]], k: int) -> list[dict[str, str | None]]:
    counted = Counter(map(_combination, kept))
    return [each for each in kept if counted[_combination(each)] < k]


def _combination(record: Record) -> Combination:
    return tuple(sorted(record.items()))


def _most_telling_first(records: Sequence[Record]) -> list[str]:
    values = {name: len({each[name] for each in records}) for name in _attributes(records)}
    return sorted(values, key=lambda name: (-values[name], name))


def _attributes(records: Sequence[Record]) -> list[str]:
    return list(records[0]) if records else []


def _known(records: Iterable[Record]) -> Counter[str]:
    return Counter(name for each in records for name, value in each.items() if value is not None)
