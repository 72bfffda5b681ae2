"""Strengths, areas for improvement and other findings that a report lists, one for each bullet."""

import re
from collections.abc import Iterator, Sequence

from inspectorate.register.facts import Fact, Finding
from inspectorate.register.reading.chapter import Chapter
from inspectorate.register.reading.layout import STRENGTHS, WEAKNESSES, Block, Layout

#: Sections beside the chapters in which bullets are findings, even under no heading that says of what kind.
SECTIONS = re.compile(
    r"^(?:feedback from .*|diversity and inclusion|outcomes|resettlement(?: work)?|statutory victim work)$",
    re.IGNORECASE,
)


def findings(layout: Layout, chapters: Sequence[Chapter]) -> tuple[Fact[Finding], ...]:
    """Every finding, in order. Its kind is strength, area for improvement, or finding where no heading says which.

    ``under`` is the id of the standard whose chapter it stands in, else the words of the heading. A quotation belongs
    to the bullet before it.
    """
    standards = {chapter.heading: chapter.standard for chapter in chapters}
    found: list[Fact[Finding]] = []
    for kind, section, blocks in _lists(layout, standards):
        under = standards.get(section) or layout.heading(section).rstrip(" :")
        for group in _grouped(blocks):
            text = " ".join(layout.words(block) for block in group)
            places = tuple(layout.evidence(block.start, block.end, f"listed as {kind}") for block in group)
            found.append(Fact(Finding(kind, under, text), places))
    return tuple(found)


def _lists(layout: Layout, standards: dict[int, str]) -> Iterator[tuple[str, int, list[Block]]]:
    """Each list of findings: its kind, the heading of its section, and its blocks."""
    kind, section = "", -1
    blocks: list[Block] = []
    for index, block in enumerate(layout.blocks):
        if block.kind == "heading":
            if kind and blocks:
                yield kind, section, blocks
            section = index if block.section is None else block.section
            kind, blocks = _kind(layout, block, standards), []
        elif kind and block.kind in ("item", "paragraph"):
            blocks.append(block)
    if kind and blocks:
        yield kind, section, blocks


def _kind(layout: Layout, heading: Block, standards: dict[int, str]) -> str:
    words = layout.words(heading)
    if STRENGTHS.match(words):
        return "strength"
    if WEAKNESSES.match(words):
        return "area for improvement"
    return "finding" if heading.under is None and (heading.section in standards or SECTIONS.match(words)) else ""


def _grouped(blocks: list[Block]) -> Iterator[list[Block]]:
    """Each bullet with the paragraphs that follow it; paragraphs before the first bullet are none."""
    group: list[Block] = []
    for block in blocks:
        if block.kind == "item":
            if group:
                yield group
            group = [block]
        elif group:
            group.append(block)
    if group:
        yield group
