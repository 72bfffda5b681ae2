"""The title of a document: the first line that says something, where it is not the beginning of a sentence."""

import re

from inspectorate.register.facts import Fact
from inspectorate.register.reading.layout import Layout, collapsed

LONGEST = 260
#: Lines of a page that come before its title.
FURNITURE = re.compile(
    r"^\W*(?:home\b.{0,60}|published:?|posted.{0,20}|share.{0,30}|press releases?|news|menu|search|(?:skip"
    r"|back) to .{0,30}"
    r"|hm|of probation|(?:hm )?inspectorate(?: of probation)?\.?|contents?|foreword|make an enquiry"
    r"|contact us|report to:"
    r"|publish\w*(?:\s+(?:date|on))?:?\s.{0,30}|(?:this publication is available|to view this licence).{0,40}"
    r"|date:?\s.{0,30}|page created by.{0,40}|agenda item|https?://\S*|[\d\s\W]+)\W*$",
    re.IGNORECASE,
)
#: The date of the page before its title, as news pages are stored: "date 2023-06-29 Services ordered to improve".
PAGE_DATE = re.compile(r"\s*date\s+\d{4}-\d{2}-\d{2}\s+")
UNFINISHED = re.compile(r"(?:,|\b(?:the|of|and|in|a|an|to|for|with|that|is|was|by|on))\s*$", re.IGNORECASE)


def title_lines(layout: Layout, most: int = 1) -> list[tuple[int, int]]:
    """The spans of the first lines that say something, ``most`` of them at the most, the title being the first."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in layout.clean[:6000].split("\n"):
        end = start + len(line)
        if line.strip() and not (len(line) < 400 and FURNITURE.match(line.strip())) and len(spans) < most:
            dated = PAGE_DATE.match(line[:80])
            begun = start + (dated.end() if dated else len(line) - len(line.lstrip()))
            spans.append((begun, start + len(line.rstrip())))
        start = end + 1
    return spans


def title(layout: Layout, kind: str) -> Fact[str] | None:
    """The title that a document of a kind prints; a letter has none."""
    span = title_span(layout) if kind != "regional letter" else None
    if not span:
        return None
    written = zip(layout.text[slice(*span)], layout.clean[slice(*span)], strict=True)
    words = collapsed("".join(" " if shown.isspace() else character for character, shown in written))
    return Fact(words, (layout.evidence(*span, "the first line"),))


def title_span(layout: Layout) -> tuple[int, int] | None:
    """Where the title stands; None where the document begins in mid-sentence or with running text."""
    lines = title_lines(layout, 2)
    if not lines:
        return None
    start, end = lines[0]
    if layout.clean[:end].endswith(":") and len(lines) > 1:  # "An inspection of probation services in:", and the name
        end = lines.pop(1)[1]
    words = collapsed(layout.clean[start:end])
    if len(words) > LONGEST or len(words) < 8 or UNFINISHED.search(words):
        return None
    if len(lines) > 1 and not re.match(r"[\W\d]*[A-Z]", layout.clean[lines[1][0] : lines[1][1]]):
        return None
    if re.search(r"\.\s+[A-Z]", words) or (words.endswith(".") and len(words) > 140):
        return None
    return start, end
