"""Every number in the prose of a document, with what it counts.

Prose is paragraphs, items of a list and notes: not headings, contents, tables of ratings or of key questions. Dates,
clock times, numbers of sections, addresses and the like are no quantities (``reference``).
"""

import re
from collections.abc import Iterator, Sequence

from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.counting import Found, counts_joined, link_same, link_totals
from inspectorate.register.reading.extract import extract
from inspectorate.register.reading.layout import Block, Layout, collapsed
from inspectorate.register.reading.noun import KIND_OF_WORD, words_after
from inspectorate.register.reading.number import WrittenNumber, numbers
from inspectorate.register.reading.reference import references
from inspectorate.register.reading.stroke import strokes

PROSE = ("paragraph", "item", "note")
PER_CENT = re.compile(
    r"(?:\s{0,40}%|[\s-]{1,40}per[\s-]{1,40}cent(?![a-z])|\s{1,40}percent(?![a-z])|\s{1,9}pc\b)(?!\s{1,40}points?\b)",
    re.IGNORECASE,
)
QUALIFIER = re.compile(
    r"""\b((?:(?:only\s{1,9})?just\s{1,9}|well\s{1,9}|slightly\s{1,9})?
        (?:over|under|above|below|more\s{1,9}than|less\s{1,9}than|fewer\s{1,9}than)
      |nearly|almost|not\s{1,9}quite|approximately|approx\.?|around|about|roughly|circa|some|up\s{1,9}to|at\s{1,9}least
      |at\s{1,9}most|no\s{1,9}(?:more|fewer|less)\s{1,9}than|in\s{1,9}excess\s{1,9}of|close\s{1,9}to)
    \s{1,40}(?:an?\s{1,9}|the\s{1,9})?[£$€]?$""",
    re.IGNORECASE | re.VERBOSE,
)
EMPHASIS = re.compile(r"\b(only|just)\s{1,40}(?:the\s{1,9})?[£$€]?$", re.IGNORECASE)
TO = re.compile(r"\s{0,9}-\s{0,9}|\s{1,40}(?:to|or)\s{1,40}", re.IGNORECASE)
AND = re.compile(r"\s{1,40}and\s{1,40}", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s{1,40}$", re.IGNORECASE)
CONTENTS = re.compile(r"(?:table of )?contents\b", re.IGNORECASE)
TITLE = re.compile(r"\s{1,9}[A-Z]")
LEADERS = re.compile(r"\.{4,}[\s*_<b>]{0,20}$")

#: "One" that stands for a thing and counts none: "this one", "one of the most", "one another".
ONE_BEFORE = re.compile(
    r"\b(?:this|that|the|each|every|no|any|some|other|another|which|next|last|first|new|good|second|the\s+only|became|become|day|square)\s+$",
    re.IGNORECASE,
)
#: "None of the one case": there it counts.
NONE_OF = re.compile(r"\bnone\s+of\s+the\s+$", re.IGNORECASE)
ONE_AFTER = re.compile(
    r"['\"]|\s{0,40}(?:[^\w\s(\"'-]|$)|\s{1,40}(?:of|another|day|that|which|who|whose|where|such|hand|stop|thing|by|can|could|would"
    r"|should|must|may|might|size|or\s{1,9}(?:more|other|another))\b",
    re.IGNORECASE,
)


def quantities(layout: Layout, *, everywhere: bool = False) -> tuple[Fact[Quantity], ...]:
    """Every number of the prose in order: counts, percentages, fractions and amounts.

    ``everywhere`` takes in those of headings, rows and cells too.

    The evidence of each is the number itself; where its total stands apart ("of the 39 staff who ..., 28 had"), the
    place of the total comes second.
    """
    facts: list[Fact[Quantity]] = []
    for index, block in enumerate(layout.blocks):
        if everywhere or (block.kind in PROSE and not CONTENTS.match(layout.heading(block.section))):
            facts.extend(_of_block(layout, index, block, len(facts), everywhere))
    return tuple(facts)


def _of_block(layout: Layout, index: int, block: Block, offset: int, everywhere: bool) -> Iterator[Fact[Quantity]]:
    """The quantities of one block; ``offset`` is how many there are before it."""
    found = [number for sentence in layout.sentences(block) for number in _found(layout, block, sentence, everywhere)]
    found = [each for each in counts_joined(layout.clean, found) if not _is_pronoun(layout.clean, each)]
    link_totals(layout.clean, found)
    link_same(layout.clean, found)
    found = [each for each in found if not each.consumed]
    places = {id(each): offset + place for place, each in enumerate(found)}
    for each in found:
        yield _fact(layout, index, each, places)


def _fact(layout: Layout, index: int, found: Found, places: dict[int, int]) -> Fact[Quantity]:
    text = layout.clean
    qualifier, emphasis = _qualified(text, layout.blocks[index].start, found.start)
    evidence = [layout.evidence(found.start, found.end, found.kind)]
    if found.kind == "count" and found.total:
        evidence.append(layout.evidence(found.total.start, found.total.end, "its total"))
    quantity = Quantity(
        found.kind,
        found.value,
        extract(text, found.sentence, found.start, found.end),
        collapsed(text[found.start : found.end]),
        qualifier,
        found.numerator,
        found.denominator,
        index,
        emphasis,
        places.get(id(found.same)) if found.same else None,
        places.get(id(found.total)) if found.total else None,
    )
    return Fact(quantity, tuple(evidence))


def _found(layout: Layout, block: Block, sentence: tuple[int, int], everywhere: bool) -> list[Found]:
    """The numbers of a sentence that count something, each alone: amounts, percentages and fractions."""
    text = layout.clean
    found: list[Found] = []
    written = list(numbers(text, *sentence))
    counts = list(strokes(text, sentence))
    if not written:
        return counts
    for number in _outside(written, list(references(text, *sentence))):
        if _is_name(text, number, sentence) or _is_page(layout, block, number):
            continue
        per_cent = None if number.share else PER_CENT.match(text, number.end, sentence[1])
        if not per_cent:
            kind = "fraction" if number.share else "amount"
            found.append(Found(kind, number.value, number.start, number.end, sentence))
        elif everywhere or not _is_cell(text, block, number.start, per_cent.end()):
            if found and _is_range(text, found[-1], number):
                found[-1].kind = "percentage"
            found.append(Found("percentage", number.value, number.start, per_cent.end(), sentence))
    return sorted([*found, *counts], key=lambda each: each.start) if counts else found


def _outside(found: Sequence[WrittenNumber], spans: Sequence[tuple[int, int]]) -> Iterator[WrittenNumber]:
    """The numbers that lie in none of the spans; both are in order."""
    place = 0
    for number in found:
        while place < len(spans) and spans[place][1] <= number.start:
            place += 1
        if place == len(spans) or spans[place][0] >= number.end:
            yield number


def _is_range(text: str, low: Found, high: WrittenNumber) -> bool:
    """Whether "70 to 75 per cent" or "between 70 and 75 per cent" makes a percentage of the first number too."""
    if low.kind != "amount" or low.value >= high.value:
        return False
    if TO.fullmatch(text, low.end, high.start):
        return True
    between = BETWEEN.search(text[max(low.sentence[0], low.start - 20) : low.start])
    return bool(between and AND.fullmatch(text, low.end, high.start))


def _is_cell(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a percentage is the cell of a table of key questions: it follows a question, or stands alone."""
    before = text[max(block.start, start - 40) : start].rstrip()
    alone = not before and not text[end : min(block.end, end + 40)].strip()
    return alone or before.endswith("?")


def _is_name(text: str, number: WrittenNumber, sentence: tuple[int, int]) -> bool:
    """Whether a number in words is part of a name: "the One Note system", "Seven Kings"."""
    if not number.words or not text[number.start].isupper() or number.start == sentence[0]:
        return False
    return bool(re.match(r"\s{1,9}[A-Z][a-z]", text[number.end : number.end + 12]))


def _is_page(layout: Layout, block: Block, number: WrittenNumber) -> bool:
    """Whether a number is a page of a table of contents, after the dots, or begins a title: "26 Report on ..."."""
    if LEADERS.search(layout.text, max(0, number.start - 40), number.start):
        return True
    if block.kind == "item" or number.words or number.start != block.start:
        return False
    word = next(words_after(layout.clean, number.end, block.end), "")
    return word not in KIND_OF_WORD and bool(TITLE.match(layout.clean, number.end))


def _is_pronoun(text: str, found: Found) -> bool:
    if found.kind != "amount" or text[found.start : found.end].casefold() != "one":
        return False
    said = text[max(found.sentence[0], found.start - 20) : found.start]
    if NONE_OF.search(said):
        return False
    before = ONE_BEFORE.search(said)
    return bool(before or ONE_AFTER.match(text, found.end, found.sentence[1]))


def _qualified(text: str, start: int, end: int) -> tuple[str, str]:
    """The qualifier before a number, and "only" or "just", which loosen nothing."""
    before = text[max(start, end - 40) : end]
    qualifier = QUALIFIER.search(before)
    emphasis = EMPHASIS.search(before[: qualifier.start()] if qualifier else before)
    return (
        collapsed(qualifier[1]).casefold() if qualifier else "",
        emphasis[1].casefold() if emphasis else "",
    )
