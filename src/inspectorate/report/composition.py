"""Of which cases a sample consists, and what its results are by group, as far as both may be told.

Cases of which a characteristic was not recorded are a group like any other: left out of the reckoning, they would
follow from it. What is hidden is given apart, for who checks what is published; documents never see it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspectorate.aggregation.counts import NOT_RECORDED, Count
from inspectorate.aggregation.disclosure import Protected, protect_sizes
from inspectorate.framework.model import Characteristic, Edition
from inspectorate.report.fact_base import Split


@dataclass(frozen=True)
class Composition:
    """How many cases have each value of each characteristic: what may be told, what is hidden, and every size."""

    shown: Mapping[str, Mapping[str, int]]
    hidden: Mapping[str, Mapping[str, int]]
    sizes: Mapping[str, Mapping[str, int]]


def composition(edition: Edition, cases: Iterable[Mapping[str, str]]) -> Composition:
    """The composition of cases by their characteristics; one of which nothing but what is lacking is known has none."""
    given = list(cases)
    shown: dict[str, dict[str, int]] = {}
    every: dict[str, dict[str, int]] = {}
    hidden: dict[str, dict[str, int]] = {}
    for name, characteristic in edition.characteristic_by_id.items():
        counted = Counter(case.get(name, NOT_RECORDED) for case in given)
        sizes = {value.value: counted[value.value] for value in characteristic.values}
        sizes[NOT_RECORDED] = len(given) - sum(sizes.values())
        every[name], kept = sizes, protect_sizes(sizes)
        hidden[name] = {value: size for value, size in sizes.items() if value in kept and size}
        shown[name] = {value: size for value, size in sizes.items() if size and value not in kept}
    return Composition({name: sizes for name, sizes in shown.items() if sizes.keys() - {NOT_RECORDED}}, hidden, every)


def split(
    characteristic: Characteristic, titles: Mapping[str, str], questions: Mapping[str, Protected]
) -> Split | None:
    """The results by one characteristic, of groups with their ``titles``; None where none of them may be shown."""
    counts: dict[str, dict[str, Count | None]] = {}
    for group, title in titles.items():
        row = {question: protected.shown.get(group) for question, protected in questions.items()}
        if any(row.values()):
            counts[title] = row
    return Split(characteristic.id, characteristic.title, counts) if counts else None
