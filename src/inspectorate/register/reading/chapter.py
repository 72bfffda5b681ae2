"""The chapters of a report, one on each standard, and which blocks stand in them."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from inspectorate.register.reading.layout import NUMBERED, Block, Layout
from inspectorate.register.reading.rating_table import RatingTable
from inspectorate.register.reading.vocabulary import standard_titles

PAGE = re.compile(r"\s\d{1,3}$")


@dataclass(frozen=True)
class Chapter:
    """What a report says on one standard: its id and title as printed, and its blocks from ``heading`` to ``end``.

    ``end`` is the index after the last block; headings over strengths or areas for improvement stand inside.
    """

    standard: str
    title: str
    heading: int
    end: int

    def blocks(self, layout: Layout) -> tuple[Block, ...]:
        """The blocks of the chapter, without its heading."""
        return layout.blocks[self.heading + 1 : self.end]


def chapters(layout: Layout, tables: Sequence[RatingTable] = ()) -> tuple[Chapter, ...]:
    """The chapters of a report, in order. Rows of a table of ratings, and of a list of contents, are none.

    A heading without a number is a chapter where the report has one table of ratings, and it the title once.
    """
    headings = [
        index for index, block in enumerate(layout.blocks) if block.kind == "heading" and block.section == index
    ]
    ends = [*headings[1:], len(layout.blocks)]
    titles = {title.value.casefold() for table in tables for title in table.unit.titles.values()} | standard_titles()
    own = _own_titles(tables)
    found = (_chapter(layout, heading, end, titles, own) for heading, end in zip(headings, ends, strict=False))
    return tuple(chapter for chapter in found if chapter and not _inside(layout.blocks[chapter.heading].start, tables))


def _own_titles(tables: Sequence[RatingTable]) -> dict[str, str]:
    """The ids by title of the one table of a report, but for titles that stand in it twice."""
    titles = list(tables[0].unit.titles.items()) if len(tables) == 1 else []
    said = [title.value.casefold() for _, title in titles]
    return {title.value.casefold(): number for number, title in titles if said.count(title.value.casefold()) == 1}


def _chapter(layout: Layout, heading: int, end: int, titles: Set[str], own: Mapping[str, str]) -> Chapter | None:
    words = layout.heading(heading)
    numbered = NUMBERED.match(words)
    if not numbered and words.rstrip(" .:").casefold() in own:
        return Chapter(own[words.rstrip(" .:").casefold()], words.rstrip(" .:"), heading, end)
    if not numbered or not re.fullmatch(r"\d\.\d", numbered["number"]) or PAGE.search(words):
        return None
    title = numbered["title"].rstrip(" .:")
    if title.casefold() not in titles:
        return None
    letter = numbered["letter"]
    return Chapter(f"{letter} {numbered['number']}" if letter else numbered["number"], title, heading, end)


def _inside(position: int, tables: Sequence[RatingTable]) -> bool:
    return any(table.start <= position < table.end for table in tables)
