"""Pieces of a document with a layout, put one under the other as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, item of a list or table. Items that follow each other stand on lines of their own."""

    text: str
    is_item: bool = False


def joined(blocks: Iterable[Block]) -> str:
    """The text of all blocks, an empty line between two unless both are items."""
    parts: list[str] = []
    was_item = False
    for block in blocks:
        if parts:
            parts.append("\n" if block.is_item and was_item else "\n\n")
        parts.append(block.text)
        was_item = block.is_item
    return "".join([*parts, "\n"]) if parts else ""


def table(rows: Iterable[Sequence[str]]) -> Block:
    """A table: a line for each row, a tab between its cells. Empty rows are left out, and empty cells that end one."""
    lines = ("\t".join(" ".join(cell.split()) for cell in row).rstrip() for row in rows)
    return Block("\n".join(line for line in lines if line))
