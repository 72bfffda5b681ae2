"""How wide text will be, and where to break it: an estimate, since a drawing cannot ask which font will be found.

The widths are those of DejaVu Sans, rounded up: a wide font. What fits by them fits in the narrower fonts of most
systems.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_BOLDER = 1.13
_OTHER = 0.95
_WIDTHS = {
    0.32: " ',.IJijl",
    0.37: "-/:;\\f|·’",
    0.41: "!()[]rt",
    0.53: '"*_`sz–',
    0.56: "?Lc",
    0.62: "FPTYaekovxy",
    0.65: "$0123456789EKSbdghnpqu{}",
    0.70: "ABCRVXZ",
    0.77: "DHNU",
    0.82: "&GOQw",
    0.84: "#+<=>^~",
    0.98: "%mM",
    1.00: "@W—…",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_FORBIDDEN = re.compile("[^\t\n\r -~\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Text in one line, safe for XML and for a terminal: what controls either becomes U+FFFD."""
    return " ".join(_FORBIDDEN.sub("\ufffd", text).split())


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width that text of this font size is likely to take, in the units of the size, and hardly ever more."""
    return sum(map(_character_width, text)) * size * (_BOLDER if bold else 1)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``width``, broken between words, and within a word that fits no line."""
    return lines_of(text, lambda line: text_width(line, size, bold) <= width)


def lines_of(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text in lines that fit, broken between words, and within a word that fits no line; one line at least."""
    lines = [""]
    for word in plain(text).split(" "):
        together = f"{lines[-1]} {word}".strip()
        if fits(together):
            lines[-1] = together
        else:
            lines += _pieces(word, fits)
    return [line for line in lines if line] or [""]


def _pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word cut into pieces that fit, at least one character each."""
    pieces = [""]
    for character in word:
        if pieces[-1] and not fits(pieces[-1] + character):
            pieces.append("")
        pieces[-1] += character
    return pieces


@lru_cache(maxsize=4096)
def _character_width(character: str) -> float:
    if character in _WIDTH:
        return _WIDTH[character]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(base, _OTHER if unicodedata.east_asian_width(character) not in "WF" else 1.05)
