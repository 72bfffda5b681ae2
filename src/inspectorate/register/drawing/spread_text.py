"""The spread of key questions over units for a terminal: a line of marks between 0 and 100 per cent."""

from collections import Counter

from inspectorate.register.drawing.figure import Spread, Strip
from inspectorate.register.drawing.terminal import lines, whole
from inspectorate.register.drawing.words import strip_words

_MARKS, _UNITS = "·•●", "◆■▲✚"


def spread_text(figure: Spread, width: int = 100, ascii_only: bool = False) -> str:
    """The spread in lines of at most ``width`` columns, from 40, without colour: marks differ by shape."""
    last = max(width, 40) - 1
    rows = lines(figure.title, width)
    for strip in figure.strips:
        rows += ["", *lines(strip.question, width), *lines(strip_words(strip, figure.units), width)]
        rows += [*_dots(strip, last), *_box(strip, last), _axis(last)]
    legend = [f"{mark} {unit}" for mark, unit in zip(_UNITS, figure.units, strict=False)]
    legend.append("· one unit, • two, ● three or more")
    if figure.has_quartiles:
        legend.append("├ lower quartile, ┼ median, ┤ upper quartile")
    rows += ["", *lines("; ".join(legend), width)]
    return whole([*rows, *(lines(figure.note, width) if figure.note else [])], ascii_only)


def _place(percent: float, last: int) -> int:
    """The column of a percentage."""
    return round(percent * last / 100)


def _dots(strip: Strip, last: int) -> list[str]:
    """The units, and the marked ones over them; a mark whose place another has stands a line higher."""
    row = [" "] * (last + 1)
    for place, count in Counter(_place(value, last) for value in strip.values).items():
        row[place] = _MARKS[min(count, len(_MARKS)) - 1]
    rows = [row]
    for mark, value in zip(_UNITS, strip.marked, strict=False):
        if value is not None:
            place = _place(value, last)
            free = next((one for one in reversed(rows) if one[place] not in _UNITS), None)
            if free is None:
                free = [" "] * (last + 1)
                rows.insert(0, free)
            free[place] = mark
    return ["".join(one) for one in rows]


def _box(strip: Strip, last: int) -> list[str]:
    """The middle half, a line of its own; none where there are no quartiles."""
    if not strip.quartiles:
        return []
    first, median, third = (_place(value, last) for value in strip.quartiles)
    row = [" "] * first + ["─"] * (third - first + 1)
    row[first], row[third], row[median] = "├", "┤", "┼"
    return ["".join(row)]


def _axis(last: int) -> str:
    row = ["─"] * (last + 1)
    for percent in (0, 25, 50, 75, 100):
        label = f"{percent}%"
        start = min(_place(percent, last), last + 1 - len(label))
        row[start : start + len(label)] = label
    return "".join(row)
