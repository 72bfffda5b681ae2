"""What others said: the words between the marks of one quotation, and quotations set apart."""

import re
from collections.abc import Iterator

from inspectorate.register.reading.layout import Block, Layout
from inspectorate.report.claims.table import line_starts
from inspectorate.report.markdown import tree

Span = tuple[int, int]

MARK = re.compile(r'["“”„]')
#: Marks of Markdown that may stand between a quotation mark and the words next to it.
EMPHASIS = "*_~\\"
#: A name that is set in marks, or a word that is held at arm's length, is shorter than what someone says.
SHORTEST = 20
#: Those who speak for us: "HM Chief Inspector of Probation ... said".
OURS = re.compile(r"\b(?:chief|lead|senior|assistant|HM)\s+inspectors?\b", re.IGNORECASE)
#: An example of practice is a quotation that begins so, in bold.
PRACTICE = re.compile(r"[\s>]*(?:\*\*|__)\s*practice\s+example", re.IGNORECASE)
#: What goes on in the next paragraph, which begins with a mark again.
UNCLOSED = re.compile(r'"[^"]*\Z')
WORD = re.compile(r"[^\W\d_]{2}")


def speech(layout: Layout) -> tuple[Span, ...]:
    """The spans of what stands in quotation marks and is long enough to be someone's words.

    Marks are paired within a block, the closing one with the last that opens: what stands between two quotations is
    in neither, and a mark without its fellow takes nothing in. What our own inspectors are quoted with we say.
    """
    found: list[Span] = []
    is_ours = False
    for block in layout.blocks:
        spans = [span for span in _paired(layout, block.start, block.end) if _length(span) >= SHORTEST]
        around = _around(layout, block, spans)
        # A paragraph of nothing but speech goes on with whoever spoke, or is led up to, before it.
        is_ours = bool(OURS.search(around)) or (is_ours and not WORD.search(around))
        found += () if is_ours else spans
    return tuple(found)


def _around(layout: Layout, block: Block, spans: list[Span]) -> str:
    """The words of a block that nobody is quoted with."""
    ends = [block.start, *(end for _start, end in spans)]
    starts = [*(start for start, _end in spans), block.end]
    return UNCLOSED.sub("", " ".join(layout.clean[start:end] for start, end in zip(ends, starts, strict=True)))


def _length(span: Span) -> int:
    return span[1] - span[0] - 2


def _paired(layout: Layout, start: int, end: int) -> Iterator[Span]:
    begun: int | None = None
    for mark in MARK.finditer(layout.text, start, end):
        if _opens(layout.text, mark):
            begun = mark.start()
        elif begun is not None:
            yield begun, mark.end()
            begun = None


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens: a curly one says so itself, a straight one has a word behind it and none before."""
    if mark[0] != '"':
        return mark[0] in "“„"
    before = text[max(0, mark.start() - 4) : mark.start()].rstrip(EMPHASIS)[-1:]
    behind = text[mark.end() : mark.end() + 4].lstrip(EMPHASIS)[:1]
    return (not before or not (before.isalnum() or before in ".,;:!?)]}%'’”")) and bool(behind.strip())


def quotations(source: str) -> Iterator[Span]:
    """The quotations set apart of a text in Markdown, in order: those of others, and no examples of practice."""
    if ">" not in source:
        return
    starts = line_starts(source)
    for node in tree(source).children:
        if node.type == "blockquote" and node.map:
            start, end = starts[node.map[0]], starts[node.map[1]]
            if not PRACTICE.match(source, start, end) and not OURS.search(source, start, end):
                yield start, end
