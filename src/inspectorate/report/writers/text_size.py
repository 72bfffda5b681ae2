"""How much room text takes, by the widths of Arial, and of every font made to its measure; a little more than less."""

import unicodedata

#: In thousandths of the size, from the space to the tilde.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER, _WIDE = 650, 1150
#: Bold letters are wider, and programs differ.
_MARGIN = 1.1
LEADING = 1.2


def width(text: str, size: float) -> float:
    """The length of a line of text, in the unit of its size."""
    return sum(map(_width, text)) * size * _MARGIN / 1000


def _width(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return _WIDTHS[ord(base) - 32]
    return _WIDE if unicodedata.east_asian_width(base) in "WF" or ord(base) > 0xFFFF else _OTHER


def pieces(text: str, size: float, room: float) -> list[str]:
    """Text as the lines in which it is set; a word longer than a line is parted."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined, size) <= room:
            lines[-1] = joined
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while width(lines[-1], size) > room and len(lines[-1]) > 1:
            fits = max(1, next(n for n in range(1, len(lines[-1]) + 1) if width(lines[-1][:n], size) > room) - 1)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


def height(text: str, size: float, room: float) -> float:
    """The height of a paragraph of a width."""
    return len(pieces(text, size, room)) * size * LEADING
