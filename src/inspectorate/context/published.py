"""The context figures that published documents print, for comparison with those of a later inspection."""

import datetime
from functools import cache
from pathlib import Path

from inspectorate.context.catalogue import Level
from inspectorate.context.moment import last_day
from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Prose

PRODUCT = Path(__file__).with_name("published.yaml")


class PublishedFigure(Entry):
    """One figure as it is printed. ``place`` is where in the document."""

    figure: Prose
    level: Level = "unit"
    of: str = ""
    value: Prose
    as_of: Prose
    period_from: str = ""
    place: Prose


class PublishedContext(Entry):
    """The figures of one document. ``unit`` is an id of the directory; ``inspection`` of the register, if it has it."""

    unit: Prose
    inspection: str = ""
    document: Prose
    published: Prose
    figures: tuple[PublishedFigure, ...]


class _File(Entry):
    documents: tuple[PublishedContext, ...]


@cache
def published_context() -> tuple[PublishedContext, ...]:
    """Every document whose figures are known."""
    document = read_yaml(PRODUCT)
    return document.whole(_File).documents


def before(unit: str, day: datetime.date) -> PublishedContext | None:
    """The last document on a unit that was published before a day; None where there is none with figures."""
    known = [each for each in published_context() if each.unit == unit and last_day(each.published) < day]
    return max(known, key=lambda each: last_day(each.published), default=None)
