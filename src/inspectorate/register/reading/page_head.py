"""What the pages of a document repeat at their heads and feet, and the numbers of the pages."""

import re
from collections import Counter
from collections.abc import Iterator

from inspectorate.register.document import Document

#: How many lines at the head and at the foot of a page may be its head or foot.
LINES = 2
#: On how many pages a line stands that is their head: half of them, and no fewer than this.
FEWEST = 3
LONGEST = 160
#: The number printed on a page and the page's own place differ by the cover and the contents.
UNNUMBERED = 10
DIGITS = re.compile(r"\d+")


def page_heads(document: Document) -> list[tuple[int, int]]:
    """The spans of the heads, feet and numbers of pages, in order; none where the format has no pages."""
    edges = [list(_edge_lines(document, page)) for page in range(len(document.pages))]
    keys = Counter(key for lines in edges for key in {_key(document.text[start:end]) for start, end in lines} if key)
    often = max(FEWEST, len(document.pages) // 2)
    return [
        (start, end)
        for page, lines in enumerate(edges, start=1)
        for start, end in lines
        if keys[_key(document.text[start:end])] >= often or _is_number(document.text[start:end], page)
    ]


def _edge_lines(document: Document, page: int) -> Iterator[tuple[int, int]]:
    """The first and the last lines of a page that hold something."""
    begin = document.pages[page]
    end = document.pages[page + 1] if page + 1 < len(document.pages) else len(document.text)
    lines, start = [], begin
    for line in document.text[begin:end].split("\n"):
        if line.strip() and len(line) <= LONGEST:
            lines.append((start, start + len(line)))
        elif line.strip():
            lines.append((start, start))
        start += len(line) + 1
    edges = lines[:LINES] + lines[max(LINES, len(lines) - LINES) :]
    return ((first, last) for first, last in edges if last > first)


def _key(line: str) -> str:
    """A line without its numbers; "" for one that is a number, which is told by its page."""
    return " ".join(DIGITS.sub(" ", line).split())


def _is_number(line: str, page: int) -> bool:
    number = line.strip()
    return len(number) <= 3 and number.isdecimal() and abs(int(number) - page) <= UNNUMBERED
