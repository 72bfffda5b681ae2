"""What others said: the words between the marks of one quotation, which are no claims of ours."""

import re
from collections.abc import Iterator

from inspectorate.register.reading.layout import Layout

Span = tuple[int, int]

MARK = re.compile(r'["“”„]')
#: Marks of Markdown that may stand between a quotation mark and the words next to it.
EMPHASIS = "*_~\\"
#: A name that is set in marks, or a word that is held at arm's length, is shorter than what someone says.
SHORTEST = 20


def speech(layout: Layout) -> tuple[Span, ...]:
    """The spans of what stands in quotation marks and is long enough to be someone's words.

    Marks are paired within a block, the closing one with the last that opens: what stands between two quotations is
    in neither, and a mark without its fellow takes nothing in.
    """
    return tuple(
        span for block in layout.blocks for span in _paired(layout, block.start, block.end) if _length(span) >= SHORTEST
    )


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
