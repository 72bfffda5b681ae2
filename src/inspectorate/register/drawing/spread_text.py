"""The spread of key questions over units for a terminal: a line of marks between 0 and 100 per cent."""

from collections import Counter

from inspectorate.register.drawing.figure import Spread, Strip
from inspectorate.register.drawing.terminal import lines, whole
from inspectorate.register.drawing.words import strip_words

_MARKS, _UNIT = "·•●", "◆"


def spread_text(figure: Spread, width: int = 100, ascii_only: bool = False) -> str:
    """The spread in lines of at most ``width`` columns, from 40, without colour: marks differ by shape."""
    last = max(width, 40) - 1
    rows = lines(figure.title, width)
    for strip in figure.strips:
        rows += ["", *lines(strip.question, width), *lines(strip_words(strip, figure.unit), width)]
        rows += [_dots(strip, last), *_box(strip, last), _axis(last)]
    legend = "· one unit, • two, ● three or more; ├ quartile, ┼ median, ┤ quartile"
    rows += ["", *lines(f"{_UNIT} {figure.unit}; {legend}" if figure.unit else legend, width)]
    return whole([*rows, *(lines(figure.note, width) if figure.note else [])], ascii_only)


def _place(percent: float, last: int) -> int:
    """The column of a percentage."""
    return round(percent * last / 100)


def _dots(strip: Strip, last: int) -> str:
    row = [" "] * (last + 1)
    for place, count in Counter(_place(value, last) for value in strip.values).items():
        row[place] = _MARKS[min(count, len(_MARKS)) - 1]
    if strip.marked is not None:
        row[_place(strip.marked, last)] = _UNIT
    return "".join(row)


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
