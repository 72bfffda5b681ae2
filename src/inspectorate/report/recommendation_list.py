"""Recommendations under whom they are made to."""

from collections.abc import Iterable
from itertools import groupby

from inspectorate.language import gettext as _
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.document import Block, Blocks, Heading, Item, Numbered, words
from inspectorate.report.material import Material


def recommendation_list(made: Material, given: Iterable[Recommendation], level: int, under: str = "") -> Blocks:
    """Recommendations as numbered lists that go on from one addressee to the next; ``under`` begins their anchors."""
    blocks: list[Block] = []
    for addressed_as, group in groupby(given, key=lambda each: each.addressed_as):
        items = tuple(group)
        should = words(_("{name} should:").format(name=addressed_as))
        blocks.append(Heading(should, level, f"{under}to-{items[0].number}"))
        listed = tuple(Item(made.english(each.text), anchor=f"{under}recommendation-{each.number}") for each in items)
        blocks.append(Numbered(listed, items[0].number))
    return tuple(blocks)
