"""The head of each chapter: the statement of the standard, and its rating once more."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from inspectorate.register.facts import Fact
from inspectorate.register.reading.chapter import Chapter
from inspectorate.register.reading.layout import Block, Layout
from inspectorate.register.reading.rating_row import rating_in, spelled
from inspectorate.register.reading.vocabulary import edition_words

#: The rating after the statement: "... for all people on probation. Inadequate".
AFTER = re.compile(r"[.:]\s+(Outstanding|Good|Requires\s+improvement|Inadequate|Not\s+rated)(?=\s*$|\s+[A-Z])")
SAID = re.compile(
    r"\b(?:is|was|are)\s+rated\s+(?:as\s+)?'?(outstanding|good|requires\s+improvement|inadequate)'?\s+for\s+(?:the\s+)?",
    re.IGNORECASE,
)
LEAD = re.compile(r"^our\s+rating", re.IGNORECASE)
#: How much of the words of a statement must be those of a framework's, where no rating stands beside it.
ALIKE = 0.7


def statements(layout: Layout, chapters: Sequence[Chapter]) -> dict[str, Fact[str]]:
    """The statement of each standard, by its id: the sentence under its heading that says what good work is."""
    found: dict[str, Fact[str]] = {}
    for chapter in chapters:
        span = _statement(layout, chapter)
        if span and chapter.standard not in found:
            words = " ".join(layout.clean[span[0] : span[1]].split())
            found[chapter.standard] = Fact(
                words, (layout.evidence(*span, "statement under the heading of a standard"),)
            )
    return found


def chapter_ratings(layout: Layout, chapters: Sequence[Chapter]) -> dict[str, Fact[str]]:
    """The rating that each chapter gives its standard, by id, for holding against the table of ratings.

    Further places of the chapter that say the same are further evidence.
    """
    found: dict[str, Fact[str]] = {}
    for chapter in chapters:
        readings = list(_ratings(layout, chapter))
        if not readings:
            continue
        value = readings[0][0]
        places = tuple(layout.evidence(start, end, how) for said, start, end, how in readings if said == value)
        before = found.get(chapter.standard)
        if before is None:
            found[chapter.standard] = Fact(value, places)
        elif before.value == value:
            found[chapter.standard] = Fact(value, (*before.evidence, *places))
    return found


def _head(layout: Layout, chapter: Chapter) -> tuple[Block, ...]:
    """The first paragraphs of a chapter, as far as its statement and rating may reach."""
    head: list[Block] = []
    for block in chapter.blocks(layout)[:4]:
        if block.kind not in ("paragraph", "row") or LEAD.match(layout.words(block)):
            break
        head.append(block)
    return tuple(head)


def _rating_place(layout: Layout, chapter: Chapter) -> tuple[str, int, int] | None:
    """The rating in the head of a chapter: behind the statement, or alone under it."""
    for block in _head(layout, chapter)[:3]:
        words = layout.words(block)
        if rating := rating_in(words):
            return rating, block.start, block.end
        if after := AFTER.search(layout.clean, block.start, block.end):
            return spelled(after[1]), after.start(1), after.end(1)
    return None


def _ratings(layout: Layout, chapter: Chapter) -> Iterator[tuple[str, int, int, str]]:
    if place := _rating_place(layout, chapter):
        yield (*place, "rating beside the statement of the standard")
    title = chapter.title.casefold().split()
    for block in chapter.blocks(layout):
        if block.kind != "paragraph":
            continue
        for said in SAID.finditer(layout.clean, block.start, block.end):
            what = layout.clean[said.end() : said.end() + 120].casefold().split()[: len(title)]
            if [word.strip(".,;:") for word in what] == title:
                yield spelled(said[1]), said.start(), said.end(), "rating said in the chapter of the standard"


def _statement(layout: Layout, chapter: Chapter) -> tuple[int, int] | None:
    head = _head(layout, chapter)
    if not head or rating_in(layout.words(head[0])):
        return None
    first = head[0]
    rating = _rating_place(layout, chapter)
    if rating and first.start < rating[1] < first.end:
        end = rating[1]
    else:
        end = next(iter(layout.sentences(first)))[1]
        beside = rating and len(head) > 1 and head[1].start == rating[1] and end >= first.end - 2
        if not beside and not _is_alike(layout.clean[first.start : end]):
            return None
    words = layout.clean[first.start : end]
    return first.start, first.start + len(words.rstrip())


@cache
def _published() -> tuple[frozenset[str], ...]:
    return tuple(_words(standard.statement) for words in edition_words() for standard in words.standards)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.casefold()))


def _is_alike(text: str) -> bool:
    """Whether a sentence is a statement by its words: most of them stand in one of a framework, and the other way."""
    words = _words(text)
    return any(
        len(words & other) >= ALIKE * len(words) and len(words & other) >= ALIKE * len(other)
        for other in _published()
        if words and other
    )
