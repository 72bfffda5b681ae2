"""A unit's history as an SVG: a column for each inspection; below it ratings, score and percentages.

The columns are equally spaced: they are inspections, not a scale of years. Where a width holds fewer columns than there
are inspections, they are drawn in several blocks, one below another.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspectorate.register.drawing.chip import chip, key
from inspectorate.register.drawing.figure import (
    NOT_IN_EDITION,
    History,
    Inspection,
    PercentLine,
    percent_text,
    score_text,
    share_of,
    share_text,
)
from inspectorate.register.drawing.lettering import plain, text_width
from inspectorate.register.drawing.sheet import MARGIN, dot, line, paragraph, rect, sheet, text
from inspectorate.register.drawing.words import history_words

_WIDEST, _NARROW, _LEAST_COLUMN, _MOST_COLUMN = 960, 520, 76, 160
_CHIP, _TALL, _WHEN = 28, 46, 13

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


@dataclass(frozen=True)
class _Block:
    """Some of the inspections of a history, and the numbers of the reasons for its breaks."""

    figure: History
    part: slice
    reasons: dict[str, int]


def history_svg(figure: History, width: int = 640, *, titled: bool = True) -> str:
    """The history for a place ``width`` pixels wide, from 280. Text is 12 pixels high at least.

    ``titled`` draws its title, which stands above it in a document in any case.
    """
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    label = 0.0 if available < _NARROW else available * 0.32
    columns = _columns(figure, available - label)
    measure = _Measure(available, label, min(_MOST_COLUMN, (available - label) / columns))
    reasons = _reasons(figure)
    drawn, y = paragraph(MARGIN, MARGIN, figure.title, "text b", 18, available) if titled else ([], MARGIN / 2)
    for start in range(0, len(figure.inspections), columns):
        more, y = _block(_Block(figure, slice(start, start + columns), reasons), measure, y + 14)
        drawn += more
    foot, y = _foot(figure, y + 12, available, reasons)
    return sheet("history", figure.title, history_words(figure), (available + 2 * MARGIN, y + MARGIN), drawn + foot)


def _reasons(figure: History) -> dict[str, int]:
    """The reasons for breaks, each with the number by which a break names it."""
    found = dict.fromkeys(reason for percents in figure.percents for reason in percents.breaks if reason)
    return {reason: place + 1 for place, reason in enumerate(found)}


def _columns(figure: History, room: float) -> int:
    """How many inspections stand side by side in this room: as many in each block, and no word of a heading cut."""
    words = [word for one in figure.inspections for word in plain(one.when).split()]
    least = max([_LEAST_COLUMN, *(text_width(word, _WHEN, bold=True) + 9 for word in words)])
    blocks = math.ceil(len(figure.inspections) / max(1, room // least))
    return math.ceil(len(figure.inspections) / max(1, blocks)) or 1


def _block(block: _Block, measure: _Measure, y: float) -> Drawn:
    inspections = block.figure.inspections[block.part]
    drawn, y = _headings(inspections, measure, y)
    more, y = _rating_row("Overall rating", [one.overall for one in inspections], measure, y)
    drawn += more
    more, y = _score_row(inspections, measure, y)
    drawn += more
    for ratings in block.figure.ratings:
        more, y = _rating_row(ratings.standard, ratings.ratings[block.part], measure, y)
        drawn += more
    for percents in block.figure.percents:
        more, y = _percent_row(percents, block, measure, y)
        drawn += more
    return drawn, y


def _headings(inspections: Sequence[Inspection], measure: _Measure, y: float) -> Drawn:
    drawn, ends = [], [y]
    for place, one in enumerate(inspections):
        x, room = measure.middle(place), measure.column - 8
        when, end = paragraph(x, y, one.when, "text b m", _WHEN, room)
        edition, end = paragraph(x, end, one.edition, "quiet m", 12, room)
        drawn += when + edition
        ends.append(end)
    return drawn, max(ends) + 6


def _label(said: str, measure: _Measure, y: float, height: float) -> tuple[list[str], float, float]:
    """A thin line and the label of a row, then where the row's marks begin and where the row ends."""
    drawn = [line(MARGIN, y, MARGIN + measure.width, y, "rule")]
    words, end = paragraph(MARGIN, y + 4, said, "text", 14, (measure.label or measure.width) - 10)
    if measure.label:
        bottom = max(y + height + 6, end + 4)
        return drawn + words, y + (bottom - y - height) / 2, bottom
    return drawn + words, end + 2, end + height + 6


def _rating_row(label: str, ratings: Sequence[str], measure: _Measure, y: float) -> Drawn:
    drawn, top, bottom = _label(label, measure, y, _CHIP)
    width = min(measure.column - 8, 64)
    for place, rating in enumerate(ratings):
        drawn += chip(rating, (measure.middle(place) - width / 2, top, width, _CHIP), 16)
    return drawn, bottom


def _score_row(inspections: Sequence[Inspection], measure: _Measure, y: float) -> Drawn:
    """The score, its share of the maximum as a bar, and the share in per cent."""
    drawn, top, bottom = _label("Score, and share of its maximum", measure, y, _TALL)
    for place, one in enumerate(inspections):
        middle, width = measure.middle(place), measure.column - 20
        drawn.append(text(middle, top + 13, score_text(one.score), "text b m", 14))
        share = share_of(one.score)
        if share is not None:
            drawn.append(rect(middle - width / 2, top + 18, width, 10, "edge"))
            drawn.append(rect(middle - width / 2, top + 18, width * float(share), 10, "mark"))
            drawn.append(text(middle, top + 42, share_text(one.score), "quiet m", 13))
    return drawn, bottom


def _percent_row(question: PercentLine, block: _Block, measure: _Measure, y: float) -> Drawn:
    """The percentages as points between 0 (bottom) and 100, joined where they can be compared."""
    drawn, top, bottom = _label(question.question, measure, y, _TALL + 28)
    low = top + _TALL + 24
    percents, breaks = question.percents[block.part], ("", *question.breaks)[block.part]
    heights = [None if percent is None else low - percent * _TALL / 100 for percent in percents]
    drawn.append(line(measure.middle(0) - 20, low, measure.middle(len(percents) - 1) + 20, low, "edge"))
    for place, (before, after) in enumerate(pairwise(heights)):
        if before is not None and after is not None and not breaks[place + 1]:
            drawn.append(line(measure.middle(place), before, measure.middle(place + 1), after, "line", 2))
    for place, (percent, height, reason) in enumerate(zip(percents, heights, breaks, strict=True)):
        if reason:
            drawn += _break(measure.middle(place) - measure.column / 2, top, low, block.reasons[reason])
        if height is not None:
            drawn.append(dot(measure.middle(place), height, 5))
        said = percent_text(percent)
        drawn.append(text(measure.middle(place), (low if height is None else height) - 9, said, "text m", 14))
    return drawn, bottom


def _break(x: float, top: float, low: float, number: int) -> list[str]:
    """A dashed line where two percentages cannot be compared, with the number of the reason."""
    return [
        line(x, top + 16, x, low, "edge", 1.5, dashed=True),
        text(x, top + 12, f"[{number}]", "quiet m", 12),
    ]


def _foot(figure: History, y: float, width: float, reasons: dict[str, int]) -> Drawn:
    ratings = [rating for ratings in figure.ratings for rating in ratings.ratings]
    drawn, y = key([*ratings, *(one.overall for one in figure.inspections)], MARGIN, y, width)
    notes = [f"[{number}] Not comparable: {reason}." for reason, number in reasons.items()]
    if NOT_IN_EDITION in ratings:
        notes.append("Where a cell is empty, the edition has no such standard.")
    notes += [f"{one.question}: {one.words}" for one in figure.percents if one.words]
    if figure.percents:
        notes.append("Percentages stand between 0 (the line) and 100. Inspections are equally spaced.")
    for note in [*notes, *([figure.note] if figure.note else [])]:
        more, y = paragraph(MARGIN, y + 2, note, "quiet", 13, width)
        drawn += more
    return drawn, y
