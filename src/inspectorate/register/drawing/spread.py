"""The spread of key questions over units as an SVG: a dot for each unit, the middle half boxed, some units marked."""

from collections import Counter

from inspectorate.register.drawing.figure import LETTERS, Spread, Strip, percent_text
from inspectorate.register.drawing.sheet import MARGIN, dot, line, paragraph, rect, sheet, text, unit_mark
from inspectorate.register.drawing.words import spread_words, strip_words

_WIDEST, _STACK, _INSET, _MARK = 760, 44, 8, 9

Drawn = tuple[list[str], float]


def spread_svg(figure: Spread, width: int = 640) -> str:
    """The spread for a place ``width`` pixels wide, from 280. Text is 12 pixels high at least.

    Units with about the same percentage are heaped. Words above each strip say its numbers.
    """
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    drawn, y = paragraph(MARGIN, MARGIN, figure.title, "text b", 18, available)
    more, y = _legend(figure, y + 8, available)
    drawn += more
    for strip in figure.strips:
        more, y = _strip(strip, figure, y + 14, available)
        drawn += more
    if figure.note:
        more, y = paragraph(MARGIN, y + 10, figure.note, "quiet", 13, available)
        drawn += more
    return sheet("spread", figure.title, spread_words(figure), (available + 2 * MARGIN, y + MARGIN), drawn)


def _legend(figure: Spread, y: float, width: float) -> Drawn:
    """What each mark means."""
    drawn, y = [dot(MARGIN + 8, y + 10, 4)], y
    words, y = paragraph(
        MARGIN + 24, y + 2, "a unit; units with the same percentage are heaped", "text", 13, width - 24
    )
    drawn += words
    if figure.has_quartiles:
        drawn += [rect(MARGIN, y + 6, 16, 10, "band"), line(MARGIN + 8, y + 4, MARGIN + 8, y + 18, "edge", 2)]
        said = "the middle half of the units, and their median"
        words, y = paragraph(MARGIN + 24, y + 2, said, "text", 13, width - 24)
        drawn += words
    for which, unit in enumerate(figure.units):
        drawn.append(unit_mark(which, MARGIN + 8, y + 11, 8))
        words, y = paragraph(MARGIN + 24, y + 2, unit, "unit-t b", 13, width - 24)
        drawn += words
    return drawn, y


def _strip(strip: Strip, figure: Spread, y: float, width: float) -> Drawn:
    drawn, y = paragraph(MARGIN, y, strip.question, "text b", 15, width)
    words, y = paragraph(MARGIN, y, strip_words(strip, figure.units), "quiet", 13, width)
    top, low = y + (24 if figure.bounds else 8), y + (24 if figure.bounds else 8) + _STACK
    scale = (width - 2 * _INSET) / 100
    left = MARGIN + _INSET
    drawn += [*words, *_bounds(figure, left, scale, (top, low))]
    if strip.quartiles:
        first, median, third = strip.quartiles
        drawn.append(rect(left + first * scale, top, (third - first) * scale, _STACK, "band"))
    drawn.append(line(left, low, left + 100 * scale, low, "edge"))
    drawn += _dots(strip, left, scale, low)
    if strip.quartiles:
        drawn.append(line(left + median * scale, top, left + median * scale, low - 9, "edge", 2.5))
    return [*drawn, *_axis(left, scale, low)], low + 22


def _dots(strip: Strip, left: float, scale: float, low: float) -> list[str]:
    """Dots heaped where they would touch; marked units drawn last on the axis, one above another where they meet."""
    others = list(strip.values)
    drawn: list[str] = []
    placed: list[float] = []
    for which, value in enumerate(strip.marked):
        if value is not None:
            others.remove(value)
            x = left + value * scale
            meeting = sum(abs(x - one) < 2 * _MARK for one in placed)
            drawn.append(unit_mark(which, x, low - meeting * (_MARK + 4), _MARK))
            placed.append(x)
    heaps = Counter(round(value) for value in others)
    step = min(8.0, (_STACK - 6) / max([*heaps.values(), 1]))
    heaped = [
        dot(left + value * scale, low - 5 - place * step, 4) for value in sorted(heaps) for place in range(heaps[value])
    ]
    return heaped + drawn


def _bounds(figure: Spread, left: float, scale: float, height: tuple[float, float]) -> list[str]:
    """Where the bands begin, each with the letters of its rating above its middle."""
    top, low = height
    drawn = []
    ends = [*(bound.percent for bound in figure.bounds[1:]), 100]
    for bound, end in zip(figure.bounds, ends, strict=False):
        if bound.percent:
            drawn.append(
                line(left + bound.percent * scale, top - 16, left + bound.percent * scale, low, "edge", 1, True)
            )
        drawn.append(text(left + (bound.percent + end) / 2 * scale, top - 5, LETTERS[bound.rating], "quiet m", 13))
    return drawn


def _axis(left: float, scale: float, low: float) -> list[str]:
    drawn = []
    for percent in range(0, 101, 25):
        look = {0: "quiet", 100: "quiet e"}.get(percent, "quiet m")
        x = left + percent * scale
        drawn += [line(x, low, x, low + 5, "edge"), text(x, low + 19, percent_text(percent), look, 12)]
    return drawn
