"""Recommendations under whom they are made to."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from inspectorate.language import noted
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.document import Block, Blocks, Heading, Item, Numbered, Paragraph
from inspectorate.report.fact_base import FactBase
from inspectorate.report.listing import listed
from inspectorate.report.material import Material


def recommendation_list(made: Material, base: FactBase, level: int, under: str = "") -> Blocks:
    """Recommendations as numbered lists that go on from one addressee to the next; ``under`` begins their anchors.

    Below them stands which numbers are empty, since what was published under them was withdrawn.
    """
    blocks: list[Block] = []
    for addressed_as, group in groupby(base.recommendations, key=lambda each: each.addressed_as):
        items = tuple(group)
        should = made.ours(noted("{name} should:"), name=addressed_as)
        blocks.append(Heading(should, level, f"{under}to-{items[0].number}"))
        blocks += [_list(made, run, under) for run in _runs(items)]
    if base.withdrawn:
        numbers = listed([str(number) for number in base.withdrawn])
        one = noted("Recommendation {numbers} was withdrawn. Its number is not given to another.")
        several = noted("Recommendations {numbers} were withdrawn. Their numbers are not given to others.")
        told = one if len(base.withdrawn) == 1 else several
        blocks.append(Paragraph(made.ours(told, numbers=numbers), anchor=f"{under}recommendations-withdrawn"))
    return tuple(blocks)


def _runs(items: Iterable[Recommendation]) -> Iterable[tuple[Recommendation, ...]]:
    """Those that are numbered on without a gap together: a list counts on by itself."""
    placed = groupby(enumerate(items), key=lambda each: each[1].number - each[0])
    return (tuple(one for _place, one in run) for _gap, run in placed)


def _list(made: Material, items: Sequence[Recommendation], under: str) -> Numbered:
    told = (Item(made.english(each.text), anchor=f"{under}recommendation-{each.number}") for each in items)
    return Numbered(tuple(told), items[0].number)
