"""Ratings of standards as an SVG: a row for each standard, and in it the rating on a ladder from worst to best."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspectorate.language import gettext as _
from inspectorate.register.drawing.chip import chip, key
from inspectorate.register.drawing.figure import LETTERS
from inspectorate.register.drawing.lettering import text_width, wrapped
from inspectorate.register.drawing.sheet import LEADING, MARGIN, line, paragraph, rect, sheet, text
from inspectorate.register.facts import RATINGS

_NARROW, _WIDEST, _SIZE, _STEP, _CHIP = 560, 960, 14, 92, 26

Drawn = tuple[list[str], float]


@dataclass(frozen=True)
class Rung:
    """A standard with its rating, one of ``figure.LETTERS``."""

    label: str
    rating: str

    def __post_init__(self) -> None:
        if self.rating not in LETTERS:
            raise ValueError(f"not a rating: {self.rating}")


def ladder_svg(title: str, rungs: Sequence[Rung], description: str, width: int = 640) -> str:
    """The ratings for a place ``width`` pixels wide, from 280; the title is told, and not drawn."""
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    wide = available >= _NARROW
    step = _STEP if wide else available / len(RATINGS)
    left = MARGIN + available - step * len(RATINGS)
    drawn, y = _headings(left, step, MARGIN / 2) if wide else ([], MARGIN / 2)
    for rung in rungs:
        drawn.append(line(MARGIN, y, MARGIN + available, y, "rule"))
        words, end = paragraph(MARGIN, y + 6, rung.label, "text", _SIZE, (left - MARGIN - 12) if wide else available)
        top = y + 5 if wide else end + 4
        drawn += [*words, *_rung(rung.rating, left, step, top)]
        y = max(end, top + _CHIP) + 6
    drawn.append(line(MARGIN, y, MARGIN + available, y, "rule"))
    # The headings name what the letters stand for; where there are none, the key does.
    foot, y = ([], y) if wide else key([rung.rating for rung in rungs], MARGIN, y + 10, available)
    return sheet("ladder", title, description, (available + 2 * MARGIN, y + MARGIN / 2), drawn + foot)


def _headings(left: float, step: float, y: float) -> Drawn:
    lines = [wrapped(_(rating), step - 6, 12) for rating in RATINGS]
    deepest = max(map(len, lines))
    drawn = [
        text(left + (place + 0.5) * step, y + 12 + (deepest - len(said) + number) * 12 * LEADING, words, "quiet m", 12)
        for place, said in enumerate(lines)
        for number, words in enumerate(said)
    ]
    return drawn, y + deepest * 12 * LEADING + 6


def _rung(rating: str, left: float, step: float, top: float) -> list[str]:
    """Four places from worst to best, with the chip in the one that was reached; one chip across where none was."""
    middle = top + _CHIP / 2
    drawn = [line(left + step * 0.5, middle, left + step * 3.5, middle, "edge")]
    for place, name in enumerate(RATINGS):
        x = left + (place + 0.5) * step
        if name == rating:
            across = min(step - 12, 60)
            drawn += [
                rect(x - across / 2, top, across, _CHIP, "ground"),
                *chip(name, (x - across / 2, top, across, _CHIP), 14),
            ]
        else:
            drawn.append(rect(x - 3, middle - 3, 6, 6, "open"))
    if rating not in RATINGS:
        said = _(rating)
        words = text_width(said, _SIZE)
        x = left + 2 * step
        drawn = [
            rect(x - words / 2 - 6, top, words + 12, _CHIP, "ground"),
            text(x, middle + 5, said, "quiet m", _SIZE),
        ]
    return drawn
