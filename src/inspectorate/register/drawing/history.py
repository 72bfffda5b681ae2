"""A unit's history as an SVG: a column for each inspection; below it ratings, score and percentages.

The columns are equally spaced: they are inspections, not a scale of years. Where a width holds fewer columns than there
are inspections, they are drawn in several blocks, one below another.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from inspectorate.register.drawing.chip import chip, key
from inspectorate.register.drawing.figure import (
    History,
    Inspection,
    PercentLine,
    RatingLine,
    percent_text,
    score_text,
    share_of,
)
from inspectorate.register.drawing.sheet import MARGIN, dot, line, paragraph, rect, sheet, text
from inspectorate.register.drawing.words import history_words

_WIDEST, _NARROW, _LEAST_COLUMN, _MOST_COLUMN = 960, 520, 76, 160
_CHIP, _TALL = 28, 46

Drawn = tuple[list[str], float]


@dataclass(frozen=True)
class _Measure:
    """The measures of a block in pixels. ``label`` is 0 where labels stand above their rows."""

    width: float
    label: float
    column: float

    def middle(self, place: int) -> float:
        """The middle of a column, from the left of the drawing."""
        return MARGIN + self.label + (place + 0.5) * self.column


def history_svg(figure: History, width: int = 640) -> str:
    """The history for a place ``width`` pixels wide, from 280. Text is 12 pixels high at least."""
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    label = 0.0 if available < _NARROW else available * 0.32
    most = max(1, int((available - label) // _LEAST_COLUMN))
    columns = min(most, max(1, len(figure.inspections)))
    measure = _Measure(available, label, min(_MOST_COLUMN, (available - label) / columns))
    reasons = _reasons(figure)
    drawn, y = paragraph(MARGIN, MARGIN, figure.title, "text b", 18, available)
    for start in range(0, len(figure.inspections), most):
        more, y = _block(_between(figure, start, start + most), measure, y + 14, reasons)
        drawn += more
    foot, y = _foot(figure, y + 12, available, reasons)
    return sheet("history", figure.title, history_words(figure), (available + 2 * MARGIN, y + MARGIN), drawn + foot)


def _reasons(figure: History) -> dict[str, int]:
    """The reasons for breaks, each with the number by which a break names it."""
    found = dict.fromkeys(reason for percents in figure.percents for reason in percents.breaks if reason)
    return {reason: place + 1 for place, reason in enumerate(found)}


def _between(figure: History, start: int, end: int) -> History:
    """The inspections from ``start`` to before ``end``, with their ratings and percentages."""
    return replace(
        figure,
        inspections=figure.inspections[start:end],
        ratings=tuple(replace(one, ratings=one.ratings[start:end]) for one in figure.ratings),
        percents=tuple(
            replace(one, percents=one.percents[start:end], breaks=one.breaks[start : end - 1])
            for one in figure.percents
        ),
    )


def _block(figure: History, measure: _Measure, y: float, reasons: dict[str, int]) -> Drawn:
    drawn, y = _headings(figure.inspections, measure, y)
    overall = RatingLine("Overall rating", tuple(one.overall for one in figure.inspections))
    more, y = _rating_row(overall, measure, y, bold=True)
    drawn += more
    more, y = _score_row(figure.inspections, measure, y)
    drawn += more
    for ratings in figure.ratings:
        more, y = _rating_row(ratings, measure, y)
        drawn += more
    for percents in figure.percents:
        more, y = _percent_row(percents, measure, y, reasons)
        drawn += more
    return drawn, y


def _headings(inspections: tuple[Inspection, ...], measure: _Measure, y: float) -> Drawn:
    drawn, ends = [], [y]
    for place, one in enumerate(inspections):
        x, room = measure.middle(place), measure.column - 8
        more, end = paragraph(x, y, one.when, "text b m", 14, room)
        also, end = paragraph(x, end, one.edition, "quiet m", 12, room)
        drawn += more + also
        ends.append(end)
    return drawn, max(ends) + 6


def _label(said: str, measure: _Measure, y: float, look: str, height: float) -> tuple[list[str], float, float]:
    """A thin line and the label of a row, then where the row's marks begin and where the row ends."""
    drawn = [line(MARGIN, y, MARGIN + measure.width, y, "rule")]
    words, end = paragraph(MARGIN, y + 4, said, look, 14, (measure.label or measure.width) - 10)
    if measure.label:
        bottom = max(y + height + 6, end + 4)
        return drawn + words, y + (bottom - y - height) / 2, bottom
    return drawn + words, end + 2, end + height + 6


def _rating_row(ratings: RatingLine, measure: _Measure, y: float, bold: bool = False) -> Drawn:
    drawn, top, bottom = _label(ratings.standard, measure, y, "text b" if bold else "text", _CHIP)
    for place, rating in enumerate(ratings.ratings):
        width = min(measure.column - 8, 64)
        drawn += chip(rating, (measure.middle(place) - width / 2, top, width, _CHIP), 16)
    return drawn, bottom


def _score_row(inspections: tuple[Inspection, ...], measure: _Measure, y: float) -> Drawn:
    """The score, its share of the maximum as a bar, and the share in per cent."""
    drawn, top, bottom = _label("Score, and share of its maximum", measure, y, "text", _TALL)
    for place, one in enumerate(inspections):
        middle, width = measure.middle(place), measure.column - 20
        drawn.append(text(middle, top + 13, score_text(one.score), "text b m", 14))
        share = share_of(one.score)
        if share is not None:
            drawn.append(rect(middle - width / 2, top + 18, width, 10, "edge"))
            drawn.append(rect(middle - width / 2, top + 18, width * float(share), 10, "mark"))
            drawn.append(text(middle, top + 42, percent_text(round(share * 100)), "quiet m", 13))
    return drawn, bottom


def _percent_row(percents: PercentLine, measure: _Measure, y: float, reasons: dict[str, int]) -> Drawn:
    """The percentages as points between 0 (bottom) and 100, joined where they can be compared."""
    drawn, top, bottom = _label(percents.question, measure, y, "text", _TALL + 18)
    low = top + _TALL + 14
    points = [
        None if percent is None else (measure.middle(place), low - percent * _TALL / 100)
        for place, percent in enumerate(percents.percents)
    ]
    drawn.append(line(measure.middle(0) - 20, low, measure.middle(len(points) - 1) + 20, low, "edge"))
    for reason, (before, after) in zip(percents.breaks, pairwise(points), strict=True):
        if before and after and not reason:
            drawn.append(line(*before, *after, "line", 2))
    for place, reason in enumerate(percents.breaks):
        if reason:
            drawn += _break(measure.middle(place) + measure.column / 2, top, low, reasons[reason])
    for place, (point, percent) in enumerate(zip(points, percents.percents, strict=True)):
        if point:
            drawn.append(dot(*point, 5))
        height = point[1] - 9 if point else low - 6
        drawn.append(text(measure.middle(place), height, percent_text(percent), "text m", 14))
    return drawn, bottom


def _break(x: float, top: float, low: float, number: int) -> list[str]:
    """A dashed line where two percentages cannot be compared, with the number of the reason."""
    return [line(x, top + 16, x, low, "edge", 1.5, dashed=True), text(x, top + 12, f"[{number}]", "quiet m", 12)]


def _foot(figure: History, y: float, width: float, reasons: dict[str, int]) -> Drawn:
    ratings = [rating for ratings in figure.ratings for rating in ratings.ratings]
    drawn, y = key([*ratings, *(one.overall for one in figure.inspections)], MARGIN, y, width)
    notes = [f"[{number}] Not comparable: {reason}." for reason, number in reasons.items()]
    if figure.percents:
        notes.append("Percentages stand between 0 (the line) and 100. Inspections are equally spaced.")
    for note in [*notes, *([figure.note] if figure.note else [])]:
        more, y = paragraph(MARGIN, y + 2, note, "quiet", 13, width)
        drawn += more
    return drawn, y
