"""The tables of key questions in a report, with the percentage of each."""

import re
from collections.abc import Iterator, Sequence

from inspectorate.register.facts import Fact, KeyQuestionResult
from inspectorate.register.reading.chapter import Chapter
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.vocabulary import standard_titles

#: The end of a question and its percentage, perhaps in another cell or some blank lines below.
ANSWERED = re.compile(r"\?['\")\]]{0,2}[\s|]{0,60}(\d{1,3})\s?(%|per\s?cent\b)?", re.IGNORECASE)
ANOTHER = re.compile(r"[\s|,/]{0,10}\d{1,3}\s?(?:%|per\s?cent\b)", re.IGNORECASE)
HEAD = re.compile(r"^[^\S\n]*key\s+questions?[^\S\n]*\t", re.IGNORECASE | re.MULTILINE)
#: The counts behind a percentage, in the next cell: "59 of 96".
COUNTS = re.compile(r"[^\S\n]*\t[^\S\n]*(\d{1,3}(?:,\d{3})*)\s+(?:out\s+)?of\s+(\d{1,3}(?:,\d{3})*)[^\S\n]*(?=\t|\n|$)")
PERCENT_HEAD = re.compile(r"%|per\s?cent", re.IGNORECASE)
#: Where a question begins: at the start of a line or a cell, or behind the head of the table.
BEGINS = re.compile(
    r"(?:^|[\n\t|])[^\S\n]*(?:(?:[a-z]|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?[^\S\n]+|[•●▪*+-][^\S\n]+)?"
    r"(?=(?:Do|Does|Did|Is|Are|Was|Were|Has|Have|Can|Could|Will|How|To\s+what|What|Which|Who|Where|When|Why)\s)",
    re.MULTILINE,
)
LONGEST_QUESTION = 400


def key_questions(layout: Layout, chapters: Sequence[Chapter]) -> tuple[Fact[KeyQuestionResult], ...]:
    """The key questions with their percentages, in order; the same one said again is further evidence."""
    found: dict[KeyQuestionResult, Fact[KeyQuestionResult]] = {}
    for chapter in sorted((*chapters, *_unnumbered(layout, chapters)), key=lambda chapter: chapter.heading):
        for result, start, end in _answered(layout, chapter):
            place = layout.evidence(start, end, "row of a table of key questions")
            before = found.get(result)
            found[result] = Fact(result, (*before.evidence, place) if before else (place,))
    return tuple(found.values())


def _unnumbered(layout: Layout, chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """The parts under the title of a standard that is printed without a number, such as Outcomes: the title names it.

    They are no chapters of rated standards, but may have a table of key questions.
    """
    known = {chapter.heading for chapter in chapters}
    headings = [at for at, block in enumerate(layout.blocks) if block.kind == "heading" and block.section == at]
    for heading, end in zip(headings, [*headings[1:], len(layout.blocks)], strict=False):
        title = layout.heading(heading).rstrip(" .:")
        inside = layout.blocks[heading].end, layout.blocks[end - 1].end
        if heading not in known and title.casefold() in standard_titles() and HEAD.search(layout.clean, *inside):
            yield Chapter(title, title, heading, end)


def _answered(layout: Layout, chapter: Chapter) -> Iterator[tuple[KeyQuestionResult, int, int]]:
    start, end = layout.blocks[chapter.heading].end, layout.blocks[chapter.end - 1].end
    place = start
    headed = bool(PERCENT_HEAD.search(layout.clean, start, min(end, start + 4 * LONGEST_QUESTION)))
    for answer in ANSWERED.finditer(layout.clean, start, end):
        begin = _beginning(layout.clean, place, answer.start())
        percent = int(answer[1])
        stated = answer[2] or ("\t" in answer[0] and headed)
        if begin is not None and stated and percent <= 100 and not ANOTHER.match(layout.clean, answer.end()):
            question = collapsed(layout.clean[begin : answer.start() + 1])
            counts = COUNTS.match(layout.clean, answer.end(), end)
            of = [int(number.replace(",", "")) for number in counts.groups()] if counts else [None, None]
            yield KeyQuestionResult(chapter.standard, question, percent, *of), begin, (counts or answer).end()
        place = answer.end()


def _beginning(text: str, after: int, question_mark: int) -> int | None:
    """Where the question begins that ends at a question mark; None where no question word does."""
    after = max(after, question_mark - LONGEST_QUESTION)
    starts = [match.end() for match in BEGINS.finditer(text, after, question_mark)]
    return starts[-1] if starts and "?" not in text[starts[-1] : question_mark] else None
