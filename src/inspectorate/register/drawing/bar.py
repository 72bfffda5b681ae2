"""Percentages as bars: of one or two things each, on the bands of ratings where there are any, every value in words.

A label and its value stand above its bars; short labels, where the place is wide, to the left of them.
"""

from dataclasses import dataclass
from itertools import pairwise

from inspectorate.language import gettext as _
from inspectorate.register.drawing.chip import key
from inspectorate.register.drawing.figure import LETTERS, Bound, percent_text
from inspectorate.register.drawing.lettering import text_width
from inspectorate.register.drawing.sheet import LEADING, MARGIN, line, paragraph, rect, sheet, text

_NARROW, _WIDEST, _SIZE, _SHORT = 560, 960, 14, 40
#: The height of a bar and of the track in which it lies, and what is left between one label and the next.
_THICK, _TRACK, _GAP = 14, 22, 14
#: How the bars of the first and of the second thing look: filled, and an outline, so that they differ in grey too.
_LOOKS = ("mark", "open")

Drawn = tuple[list[str], float]


@dataclass(frozen=True)
class Bar:
    """What is measured: its label, a percentage for each thing (None where it is not shown), and how each is said.

    ``said`` are the words of each value, such as "61%, 59 of 96". A ``strong`` one decides.
    """

    label: str
    values: tuple[int | None, ...]
    said: tuple[str, ...]
    strong: bool = False

    def __post_init__(self) -> None:
        if len(self.said) != len(self.values) or not 1 <= len(self.values) <= len(_LOOKS):
            raise ValueError(f"{self.label}: {len(self.values)} values with {len(self.said)} words")
        if outside := [value for value in self.values if value is not None and not 0 <= value <= 100]:
            raise ValueError(f"not a percentage: {outside[0]}")


@dataclass(frozen=True)
class Bars:
    """Bars under a title. ``things`` name what is measured, where that is two things; ``bounds`` are the bands."""

    title: str
    bars: tuple[Bar, ...]
    things: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class _Measure:
    """The measures of a drawing: its width, left edge and width of the tracks; ``beside`` for labels to the left."""

    width: float
    left: float
    plot: float
    beside: bool

    def at(self, percent: float) -> float:
        """Where a percentage lies, from the left of the drawing."""
        return self.left + percent * self.plot / 100

    @property
    def right(self) -> float:
        """The right edge of what is drawn."""
        return MARGIN + self.width


def bar_svg(figure: Bars, description: str, width: int = 640) -> str:
    """The bars for a place ``width`` pixels wide, from 280; the title is told and not drawn. Text is at least 12 high.

    ``description`` says what they show.
    """
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    measure = _measure(figure, available)
    drawn, y = _things(figure, MARGIN / 2, available)
    for bar in figure.bars:
        more, y = (_beside if measure.beside else _below)(bar, figure, measure, y)
        drawn += more
        y += _GAP
    scale, y = _scale(figure, measure, y - _GAP)
    foot, y = _foot(figure, measure, y + 8)
    size = available + 2 * MARGIN, y + MARGIN / 2
    return sheet("bars", figure.title, description, size, [*drawn, *scale, *foot])


def bar_rows(figure: Bars) -> list[tuple[str, ...]]:
    """The values as a table of text, header first: for readers who want it in place of the drawing."""
    things = figure.things or ("Per cent",)
    return [("", *things), *((bar.label, *bar.said) for bar in figure.bars)]


def _measure(figure: Bars, available: float) -> _Measure:
    short = all(len(bar.label) <= _SHORT for bar in figure.bars)
    if available < _NARROW or figure.bounds or not short:
        return _Measure(available, MARGIN + 1, available - 2, beside=False)
    label = available * 0.3
    value = max(text_width(said, _SIZE, bold=True) for bar in figure.bars for said in bar.said) + 12
    return _Measure(available, MARGIN + label, available - label - value, beside=True)


def _things(figure: Bars, y: float, width: float) -> Drawn:
    """What the bars of each look measure, where there are two."""
    drawn: list[str] = []
    for thing, look in zip(figure.things, _LOOKS, strict=False):
        drawn.append(rect(MARGIN + 1, y + 4, 22, 12, look))
        words, y = paragraph(MARGIN + 32, y, thing, "text", _SIZE, width - 32)
        drawn += words
        y += 4
    return drawn, y + 4


def _beside(bar: Bar, figure: Bars, measure: _Measure, y: float) -> Drawn:
    """A label to the left of its bars, and the value of each to the right."""
    drawn, end = paragraph(MARGIN, y + 2, bar.label, _look(bar), _SIZE, measure.left - MARGIN - 14)
    for place, said in enumerate(bar.said):
        drawn += _track(bar, place, figure, measure, y)
        drawn.append(text(measure.right, y + _TRACK / 2 + 5, said, "text b e", _SIZE))
        y += _TRACK + 2
    return drawn, max(end, y - 2)


def _below(bar: Bar, figure: Bars, measure: _Measure, y: float) -> Drawn:
    """Bars below their label: one value at the right of the label where there is room, else each above its bar."""
    value = text_width(bar.said[0], _SIZE, bold=True)
    if len(bar.said) == 1 and measure.width - value >= _NARROW - 160:
        drawn, end = paragraph(MARGIN, y, bar.label, _look(bar), _SIZE, measure.width - value - 20)
        drawn.append(text(measure.right, y + _SIZE, bar.said[0], "text b e", _SIZE))
        return drawn + _track(bar, 0, figure, measure, end + 5), end + 5 + _TRACK
    drawn, y = paragraph(MARGIN, y, bar.label, _look(bar), _SIZE, measure.width)
    for place, said in enumerate(bar.said):
        named = f"{figure.things[place]}: {said}" if len(bar.said) > 1 and figure.things else said
        words, y = paragraph(MARGIN, y + 1, named, "text b", _SIZE, measure.width)
        drawn += [*words, *_track(bar, place, figure, measure, y + 5)]
        y += 5 + _TRACK
    return drawn, y


def _look(bar: Bar) -> str:
    return "text b" if bar.strong else "text"


def _track(bar: Bar, place: int, figure: Bars, measure: _Measure, y: float) -> list[str]:
    """A bar in its track from 0 to 100, every other band of which is shaded, with a line where each begins."""
    drawn = [
        rect(measure.at(bound.percent), y, measure.at(end) - measure.at(bound.percent), _TRACK, "shade")
        for bound, end in _ends(figure)[::2]
    ]
    drawn += [
        line(measure.at(bound.percent), y, measure.at(bound.percent), y + _TRACK, "edge")
        for bound in figure.bounds
        if bound.percent
    ]
    if bar.values[place] is not None:
        drawn.append(rect(measure.left, y, measure.plot, _TRACK, "edge" if figure.bounds else "shade"))
    if value := bar.values[place]:
        thick = (_TRACK - _THICK) / 2
        drawn.append(rect(measure.left, y + thick, value * measure.plot / 100, _THICK, _LOOKS[place]))
    return drawn


def _ends(figure: Bars) -> list[tuple[Bound, float]]:
    """Each band with where it ends."""
    ends = [*(bound.percent for bound in figure.bounds), 100.0]
    return list(zip(figure.bounds, ends[1:], strict=True))


def _scale(figure: Bars, measure: _Measure, y: float) -> Drawn:
    """Below the last bar: where bands begin and what each is called, or the quarters where there are none."""
    percents = [*(bound.percent for bound in figure.bounds), 100.0] if figure.bounds else [0.0, 25.0, 50.0, 75.0, 100.0]
    drawn, taken = [], measure.left - 4
    for percent in percents:
        x, said = measure.at(percent), percent_text(percent)
        wide = text_width(said, 12)
        ends = {0.0: ("quiet", x), 100.0: ("quiet e", x - wide)}
        look, begins = ends.get(percent, ("quiet m", x - wide / 2))
        drawn.append(line(x, y, x, y + 5, "edge"))
        if begins >= taken and (percent == 100 or begins + wide + 4 <= measure.at(100) - text_width("100%", 12)):
            drawn.append(text(x, y + 18, said, look, 12))
            taken = begins + wide + 4
    if not figure.bounds:
        return drawn, y + 22
    named = _headed(figure, measure) if _fits(figure, measure) else _lettered(figure, measure)
    drawn += [
        text(middle, y + 34 + place * 12 * LEADING, said, "quiet m", 12)
        for middle, lines in named
        for place, said in enumerate(lines)
    ]
    return drawn, y + 24 + max(len(lines) for _middle, lines in named) * 12 * LEADING


def _headed(figure: Bars, measure: _Measure) -> list[tuple[float, list[str]]]:
    """The words of each band, a line each, with the middle on which they stand, inside the drawing."""
    headed = []
    for bound, end in _ends(figure):
        lines = _(bound.rating).split()
        half = max(text_width(said, 12) for said in lines) / 2
        headed.append((min(max(measure.at((bound.percent + end) / 2), MARGIN + half), measure.right - half), lines))
    return headed


def _lettered(figure: Bars, measure: _Measure) -> list[tuple[float, list[str]]]:
    """The letters of each band with the middle on which they stand; the foot explains them."""
    return [(measure.at((bound.percent + end) / 2), [LETTERS[bound.rating]]) for bound, end in _ends(figure)]


def _fits(figure: Bars, measure: _Measure) -> bool:
    """Whether the words of every band fit beside those of the next."""
    ends = [
        (middle - half, middle + half)
        for middle, lines in _headed(figure, measure)
        for half in [max(text_width(said, 12) for said in lines) / 2]
    ]
    return all(one[1] + 6 <= other[0] for one, other in pairwise(ends))


def _foot(figure: Bars, measure: _Measure, y: float) -> Drawn:
    drawn: list[str] = []
    if figure.bounds and not _fits(figure, measure):
        drawn, y = key([bound.rating for bound in figure.bounds], MARGIN, y, measure.width)
    if figure.note:
        more, y = paragraph(MARGIN, y, figure.note, "quiet", 13, measure.width)
        drawn += more
    return drawn, y
