"""A text in pieces, those that were looked for marked; of a long one the part round the first of them."""

from dataclasses import dataclass

from inspectorate.search.fold import tidy
from inspectorate.search.wanted import Wanted

#: How long a part is, and how much of it stands before the first word that was looked for, in characters.
LENGTH, BEFORE = 240, 70


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``marked`` where it is what was looked for."""

    text: str
    marked: bool = False


def marked(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """A whole text."""
    text = tidy(text)
    return _pieces(text, wanted.places(text), 0, len(text))


def snippet(text: str, wanted: Wanted, length: int = LENGTH) -> tuple[Piece, ...]:
    """The part of a text round the first place of what was looked for; its beginning where there is none."""
    text = tidy(text)
    first = wanted.first_place(text)
    start = _start(text, first[0] - BEFORE) if first and first[0] > BEFORE else 0
    end = _end(text, start + length)
    if first:
        end = max(end, min(first[1], start + 2 * length))
    places = [(start + begins, start + ends) for begins, ends in wanted.places(text[start:end])]
    return _pieces(text, places, start, end)


def _start(text: str, wished: int) -> int:
    """Where a word begins, at a place or soon after it."""
    space = text.find(" ", wished, wished + BEFORE)
    return space + 1 if space >= 0 else wished


def _end(text: str, wished: int) -> int:
    """Where a word ends, at a place or before it."""
    if wished >= len(text):
        return len(text)
    space = text.rfind(" ", wished - BEFORE, wished + 1)
    return space if space >= 0 else wished


def _pieces(text: str, places: list[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    found, at = [Piece("…")] if start else [], start
    for first, last in places:
        if first >= at and last <= end:
            found += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
            at = last
    found.append(Piece(text[at:end] + ("…" if end < len(text) else "")))
    return tuple(piece for piece in found if piece.text)
