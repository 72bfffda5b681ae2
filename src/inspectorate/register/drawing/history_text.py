"""A unit's history for a terminal: a column for each inspection."""

from collections.abc import Iterator, Sequence

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
from inspectorate.register.drawing.terminal import beside, centred, columns, key, lines, padded, rating_cell, whole

_LEAST_COLUMN, _MOST_COLUMN, _BAR = 14, 22, 10
_LEVELS = "▁▂▃▄▅▆▇"


def history_text(figure: History, width: int = 100, colour: bool = False, ascii_only: bool = False) -> str:
    """The history in lines of at most ``width`` columns, from 50; in several blocks where the inspections are many.

    Percentages that can be compared are joined by a line; a cross with a number stands where they cannot, and the
    reason at the foot. ``colour`` and ``ascii_only`` are those of the heat table.
    """
    label = min(34, max(width, 50) // 3)
    most = (max(width, 50) - label) // _LEAST_COLUMN
    reasons = {reason: f"[{place + 1}]" for place, reason in enumerate(_reasons(figure))}
    rows = lines(figure.title, width)
    for start in range(0, len(figure.inspections), most):
        part = slice(start, start + most)
        column = min(_MOST_COLUMN, (max(width, 50) - label) // len(figure.inspections[part]))
        rows.append("")
        for said, cells in _rows(figure, part, column, colour, reasons):
            rows += beside(lines(said, label - 2), label, cells)
    return whole([*rows, "", *_foot(figure, width, colour, reasons)], ascii_only)


def _reasons(figure: History) -> dict[str, None]:
    return dict.fromkeys(reason for line in figure.percents for reason in line.breaks if reason)


def _rows(
    figure: History, part: slice, column: int, colour: bool, reasons: dict[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Each row of a block: its label, and its cells as lines."""
    inspections = figure.inspections[part]
    yield "", _said([one.when for one in inspections], column)
    yield "", _said([one.edition for one in inspections], column)
    yield "Overall rating", _ratings([one.overall for one in inspections], column, colour)
    yield "Score", ["".join(padded(_score(one), column) for one in inspections)]
    yield "", ["".join(padded(_bar(one), column) for one in inspections)]
    for line in figure.ratings:
        yield line.standard, _ratings(line.ratings[part], column, colour)
    for question in figure.percents:
        yield question.question, [_joined(question, part, column, reasons)]


def _joined(line: PercentLine, part: slice, column: int, reasons: dict[str, str]) -> str:
    """The percentages of a line, each with what joins it to the next or parts them, also across blocks."""
    percents = line.percents
    said = ""
    for place in range(*part.indices(len(percents))):
        value = percents[place]
        shown = percent_text(value) if value is None else f"{_LEVELS[min(6, value * 7 // 100)]} {percent_text(value)}"
        rest = column - columns(shown) - 2
        last = place + 1 == len(percents)
        if last or (not line.breaks[place] and None in (value, percents[place + 1])):
            said += padded(shown, column)
        elif reason := line.breaks[place]:
            said += f"{shown} {centred('╳' + reasons[reason], rest)} "
        else:
            said += f"{shown} {'─' * rest} "
    return said


def _ratings(ratings: Sequence[str], column: int, colour: bool) -> list[str]:
    return ["".join(padded(rating_cell(rating, 4, colour), column) for rating in ratings)]


def _said(texts: Sequence[str], column: int) -> list[str]:
    """Cells of words, each in as many lines as it takes."""
    cells = [lines(text, column - 2) for text in texts]
    deepest = max(map(len, cells))
    return ["".join(padded(cell[n] if n < len(cell) else "", column) for cell in cells) for n in range(deepest)]


def _score(one: Inspection) -> str:
    return (
        f"{score_text(one.score)} ({share_text(one.score)})"
        if share_of(one.score) is not None
        else score_text(one.score)
    )


def _bar(one: Inspection) -> str:
    share = share_of(one.score)
    full = 0 if share is None else round(share * _BAR)
    return "" if share is None else "█" * full + "░" * (_BAR - full)


def _foot(figure: History, width: int, colour: bool, reasons: dict[str, str]) -> list[str]:
    ratings = [rating for line in figure.ratings for rating in line.ratings]
    rows = key([*ratings, *(one.overall for one in figure.inspections)], width, colour)
    notes = [f"{number} Not comparable: {reason}." for reason, number in reasons.items()]
    if NOT_IN_EDITION in ratings:
        notes.append("Where a cell is empty, the edition has no such standard.")
    notes += [f"{one.question}: {one.words}" for one in figure.percents if one.words]
    for note in [*notes, *filter(None, [figure.note])]:
        rows += lines(note, width)
    return rows
