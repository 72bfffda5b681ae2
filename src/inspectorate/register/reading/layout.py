"""A document as headings, paragraphs, list items, table rows and footnotes, each a span of its text.

Works on whatever the text came from: Markdown with its marks, text with hard line ends and blank lines inside a
sentence (S2), rows separated by tabs (S1). A heading is known by its mark or by its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from inspectorate.register.document import Document
from inspectorate.register.facts import Evidence
from inspectorate.register.reading.mask import TAG, heading_marks, masked, superscripts
from inspectorate.register.reading.vocabulary import section_titles, standard_titles

RATING = r"(?:Outstanding|Good|Requires\s+improvement|Inadequate)"
QUOTE_LENGTH = 240

NUMBERED = re.compile(r"^(?:(?P<letter>[PR])\s?)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<title>\S.*)$")
#: "•", "1.", "1)", "(1)", "R1.", "Recommendation 1:"; a letter, "a)" or "(a)", numbers nothing.
ITEM = re.compile(
    r"^\s*(?:(?P<bullet>[•●▪◦·*+-]|\(?[a-z]\))|\(?(?P<number>\d{1,3})[.)]"
    r"|R(?:ec(?:ommendation)?)?\s?(?P<recommendation>\d{1,2})[.):])\s+(?=\S)"
)
FOOTNOTE = re.compile(
    r"^\s*(?P<number>\d{1,3})\s+(?=[A-Z])(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+\d{4})"
)
MARKS = re.compile(r"\*\*|^\s*#{1,6}\s|(?<=\n)\s*#{1,6}\s")
ENDS = re.compile(r"[.!?:;][\"')\]]*$")
STRENGTHS = re.compile(r"^(?:key |main |our )?(?:strengths?|what is working well)\s*:?$", re.IGNORECASE)
WEAKNESSES = re.compile(
    r"^(?:key |main |our )?(?:areas? (?:for|of|requiring|needing) improvement|concerns)\s*:?$", re.IGNORECASE
)
ADDRESSEE = re.compile(
    r"^(?:the\s+)?[A-Z][^.:;]{2,110}?\s+(?:should\s*:?|must\s*:)$"
    r"|^(?:We|Inspectors)\s+recommend\s+that\s+[^.:;]{2,110}:$"
)
PLAIN_HEADING = re.compile(
    r"^(?:foreword|ratings|recommendations|background|contents|acknowledgements|summary|executive summary|introduction"
    r"|resettlement(?: work)?|feedback from people on probation|diversity and inclusion|outcomes"
    r"|notes? (?:to|for) (?:the )?editors?|further information"
    r"|annexe? (?:\d+|[a-z]|one|two|three|four|five)\b(?:\s*[-:]\s*[^.]{2,80})?)\s*:?$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)[.!?][\"')\]]*\d{0,2}(?=\s+[\"'(\[]*[A-Z0-9]|\s*$)"
)


@dataclass(frozen=True)
class Block:
    """A span of the text: ``kind`` is heading, paragraph, item, row or note.

    ``number`` is that of a numbered item, note or heading; ``section`` the index of the heading it stands under (a
    heading over strengths or an addressee is not a section: it is ``under``). ``level`` is that of a marked heading.
    """

    kind: str
    start: int
    end: int
    number: str = ""
    level: int = 0
    section: int | None = None
    under: int | None = None


class Layout:
    """The layout of one document: its masked text and its blocks, in order."""

    def __init__(self, document: Document):
        self.document = document
        self.text = document.text
        self.clean = masked(document)
        self._sentences: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in order."""
        return tuple(_placed(self, list(_joined(self))))

    @cached_property
    def superscripts(self) -> dict[int, int]:
        """Where a footnote mark stands as a superscript: its position -> its number."""
        return superscripts(self.text)

    @cached_property
    def heading_marks(self) -> dict[int, int]:
        """The start of each line marked as a heading -> its level."""
        return heading_marks(self.text)

    def words(self, block: Block | None) -> str:
        """The words of a block, white space collapsed; "" for no block."""
        return collapsed(self.clean[block.start : block.end]) if block else ""

    def heading(self, index: int | None) -> str:
        """The words of the heading at an index of ``blocks``; "" for None."""
        return self.words(self.blocks[index]) if index is not None else ""

    def cells(self, block: Block) -> list[tuple[int, int]]:
        """The spans of the cells of a row that hold something."""
        spans = []
        place = block.start
        for cell in self.clean[block.start : block.end].split("\t"):
            left = len(cell) - len(cell.lstrip())
            if cell.strip():
                spans.append((place + left, place + left + len(cell.strip())))
            place += len(cell) + 1
        return spans

    def sentences(self, block: Block) -> tuple[tuple[int, int], ...]:
        """The span of each sentence of a block; every reader asks, so each block is parted once."""
        span = block.start, block.end
        if span not in self._sentences:
            self._sentences[span] = tuple(self._parted(block))
        return self._sentences[span]

    def _parted(self, block: Block) -> Iterator[tuple[int, int]]:
        start = block.start
        for end in SENTENCE_END.finditer(self.clean, block.start, block.end):
            yield _trimmed(self.clean, start, end.end())
            start = end.end()
        if self.clean[start : block.end].strip():
            yield _trimmed(self.clean, start, block.end)

    def block_at(self, position: int) -> int | None:
        """The index of the block that holds a position."""
        from bisect import bisect_right

        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self.blocks[index].end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def evidence(self, start: int, end: int, how: str) -> Evidence:
        """The evidence for a fact that stands from ``start`` to ``end``, be it in what is masked."""
        seen = self.clean if self.clean[start:end].strip() else self.text
        start, end = _trimmed(seen, start, end)
        quote = printed(self.text[start:end])
        if len(quote) > QUOTE_LENGTH:
            quote = f"{quote[: QUOTE_LENGTH - 1]}…"
        return Evidence(start, end, self.document.line_of(start), self.document.page_of(start), quote, how)


def collapsed(text: str) -> str:
    """Text with each run of white space as one space."""
    return " ".join(text.split())


def printed(text: str) -> str:
    """What a reader sees of a piece of text: white space collapsed, no tags, no marks of emphasis or headings."""
    return collapsed(MARKS.sub("", TAG.sub(" ", text)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


@dataclass
class _Line:
    start: int
    end: int
    words: str
    blank_before: int


def _lines(layout: Layout) -> Iterator[_Line]:
    start, blank = 0, 0
    for line in layout.clean.split("\n"):
        end = start + len(line)
        if line.strip():
            yield _Line(start, end, collapsed(line), blank)
            blank = 0
        else:
            blank += 1
        start = end + 1


def _joined(layout: Layout) -> Iterator[Block]:
    """The lines as blocks: hard line ends, and blank lines inside a sentence, do not end one."""
    open_block: Block | None = None
    last_words = ""
    for line in _lines(layout):
        begun = _begun(layout, line, open_block)
        if begun is None and open_block and _continues(open_block, last_words, line):
            open_block = Block(open_block.kind, open_block.start, line.end, open_block.number)
        else:
            if open_block:
                yield open_block
            open_block = begun or Block("paragraph", line.start, line.end)
            if open_block.kind in ("heading", "row"):
                yield open_block
                open_block = None
        last_words = line.words
    if open_block:
        yield open_block


def _begun(layout: Layout, line: _Line, before: Block | None) -> Block | None:
    """The block that a line begins by its look; None where it is a line of running text."""
    level = layout.heading_marks.get(line.start, 0)
    if level or is_heading(line.words):
        numbered = NUMBERED.match(line.words)
        return Block("heading", line.start, line.end, numbered["number"] if numbered else "", level)
    raw = layout.clean[line.start : line.end]
    item = ITEM.match(raw)
    if "\t" in raw[item.end() if item else 0 :].strip():
        return Block("row", line.start, line.end)
    if item:
        return Block("item", line.start + item.end(), line.end, item["number"] or item["recommendation"] or "")
    mark = next(
        (p for p in range(line.start, line.start + len(raw) - len(raw.lstrip()) + 1) if p in layout.superscripts), None
    )
    if mark is not None:
        return Block("note", line.start, line.end, str(layout.superscripts[mark]))
    if (note := FOOTNOTE.match(raw)) and (line.blank_before or (before and before.kind == "note")):
        return Block("note", line.start + note.end(), line.end, note["number"])
    return None


def _continues(block: Block, last_words: str, line: _Line) -> bool:
    """Whether a line goes on with the block before it."""
    if not line.blank_before:
        return True
    if ENDS.search(last_words) or block.kind == "note":
        return False
    lower = line.words[:1].islower()
    if block.kind == "item":
        return lower or line.blank_before <= 2
    return lower and len(last_words) >= 40


def is_heading(words: str) -> bool:
    """Whether a line is a heading by its words: a known one, a standard's, one over strengths, or an addressee's."""
    if len(words) > 120:
        return False
    if PLAIN_HEADING.match(words) or STRENGTHS.match(words) or WEAKNESSES.match(words) or ADDRESSEE.match(words):
        return True
    numbered = NUMBERED.match(words)
    if not numbered:
        return False
    title = numbered["title"].rstrip(" .:").casefold()
    return title in (standard_titles() if "." in numbered["number"] else section_titles())


def is_within_section(heading: str) -> bool:
    """Whether a heading begins no section: it stands over strengths or weaknesses, or names an addressee."""
    return bool(STRENGTHS.match(heading) or WEAKNESSES.match(heading) or ADDRESSEE.match(heading))


def _placed(layout: Layout, blocks: list[Block]) -> Iterator[Block]:
    """Each block with the section it stands in and the heading over strengths or of an addressee it stands under."""
    section: int | None = None
    under: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            words = layout.words(block)
            if is_within_section(words):
                under = index
            else:
                section, under = index, None
            yield Block(block.kind, block.start, block.end, block.number, block.level, section, under)
        else:
            yield Block(block.kind, block.start, block.end, block.number, block.level, section, under)
