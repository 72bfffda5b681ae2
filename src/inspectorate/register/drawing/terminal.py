"""What the drawings for a terminal share: widths in columns, colours, marks and their plain ASCII."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from inspectorate.register.drawing.figure import LETTERS, NOT_IN_EDITION
from inspectorate.register.drawing.lettering import lines_of, plain

#: The colours of 256 on which a rating's letters stand, and those of the letters: as near to the SVG's as they come.
_COLOURS = {"Inadequate": (124, 15), "Requires improvement": (215, 16), "Good": (153, 16), "Outstanding": (18, 15)}
_ASCII = str.maketrans(
    {
        "–": "-",
        "’": "'",
        "█": "#",
        "░": ".",
        "─": "-",
        "╳": "x",
        "├": "[",
        "┤": "]",
        "┼": "|",
        "┴": "+",
        "·": ".",
        "•": "o",
        "●": "O",
        "◆": "#",
        "■": "H",
        "▲": "^",
        "✚": "*",
        "\ufffd": "?",
        **dict.fromkeys("▁▂▃▄▅▆▇", " "),
    }
)
_ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def columns(text: str) -> int:
    """How many columns of a terminal the text takes, colours apart."""
    return sum(map(_columns, _ESCAPE.sub("", text)))


def padded(text: str, width: int) -> str:
    """The text with spaces after it to the width."""
    return text + " " * (width - columns(text))


def centred(text: str, width: int) -> str:
    """The text in the middle of the width."""
    return padded(" " * ((width - columns(text)) // 2) + text, width)


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns."""
    return lines_of(text, lambda line: columns(line) <= width)


def rating_cell(rating: str, width: int, colour: bool) -> str:
    """A rating's letters in the middle of a cell, coloured where ``colour`` says so."""
    said = centred(LETTERS[rating], width)
    if not colour or rating not in _COLOURS:
        return said
    ground, letters = _COLOURS[rating]
    return f"\x1b[1;38;5;{letters};48;5;{ground}m{said}\x1b[0m"


def key(ratings: Iterable[str], width: int, colour: bool) -> list[str]:
    """Each rating that occurs with its letters and its words."""
    occurring = set(ratings) - {NOT_IN_EDITION}
    return packed((f"{rating_cell(one, 4, colour)} {one}" for one in LETTERS if one in occurring), width)


def packed(items: Iterable[str], width: int) -> list[str]:
    """Items side by side in lines of at most so many columns, none broken unless it is longer than a line."""
    rows = [""]
    for item in items:
        together = f"{rows[-1]}  {item}" if rows[-1] else item
        if columns(together) <= width:
            rows[-1] = together
        else:
            rows += [item] if columns(item) <= width else lines(_ESCAPE.sub("", item), width)
    return [row for row in rows if row]


def whole(rows: Iterable[str], ascii_only: bool) -> str:
    """The lines as one text; where only ASCII may be printed, marks become ASCII and letters lose their accents."""
    text = "\n".join(row.rstrip() for row in rows)
    return "".join(map(_ascii, text.translate(_ASCII))) if ascii_only else text


def _ascii(character: str) -> str:
    """A character as ASCII, as wide as it was: its base letter, or question marks."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else "?" * _columns(character)


def beside(label: Sequence[str], width: int, rows: Sequence[str]) -> list[str]:
    """A label of several lines to the left of other lines."""
    count = max(len(label), len(rows))
    left = [*map(plain, label), *[""] * (count - len(label))]
    right = [*rows, *[""] * (count - len(rows))]
    return [padded(one, width) + other for one, other in zip(left, right, strict=True)]


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
