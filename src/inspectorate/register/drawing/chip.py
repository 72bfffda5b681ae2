"""A rating as a coloured cell with its letters, and the key that says what the letters mean."""

from collections.abc import Iterable

from inspectorate.language import gettext as _
from inspectorate.register.drawing.figure import LETTERS, NOT_IN_EDITION
from inspectorate.register.drawing.lettering import text_width
from inspectorate.register.drawing.palette import CLASSES
from inspectorate.register.drawing.sheet import rect, text

_KEY_SIZE, _KEY_HEIGHT, _KEY_CHIP = 14, 26, 30


def chip(rating: str, box: tuple[float, float, float, float], size: float) -> list[str]:
    """The cell of a rating in a box of x, y, width and height, with its letters in the middle."""
    x, y, width, height = box
    look = CLASSES[rating]
    cell = rect(x + 1, y + 1, width - 2, height - 2, look, 3)
    if not LETTERS[rating]:
        return [cell]
    return [cell, text(x + width / 2, y + height / 2 + size * 0.36, LETTERS[rating], f"{look}-t m", size)]


def key(ratings: Iterable[str], x: float, y: float, width: float) -> tuple[list[str], float]:
    """Each rating that occurs with its letters and its words, in rows no wider than ``width``; and where they end."""
    parts, across, occurring = [], x, set(ratings)
    for rating in (one for one in LETTERS if one in occurring and one != NOT_IN_EDITION):
        said = _(rating)
        taken = _KEY_CHIP + 6 + text_width(said, _KEY_SIZE)
        if across > x and across + taken > x + width:
            across, y = x, y + _KEY_HEIGHT
        parts += chip(rating, (across, y, _KEY_CHIP, _KEY_HEIGHT - 4), _KEY_SIZE)
        parts.append(text(across + _KEY_CHIP + 6, y + 16, said, "text", _KEY_SIZE))
        across += taken + 14
    return parts, y + _KEY_HEIGHT
