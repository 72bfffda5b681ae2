"""Ratings of units by standard for a terminal: letters in cells, with or without colour."""

from inspectorate.register.drawing.figure import HeatPanel, HeatRow, HeatTable, parts, score_text
from inspectorate.register.drawing.lettering import plain
from inspectorate.register.drawing.terminal import (
    beside,
    centred,
    columns,
    key,
    lines,
    packed,
    padded,
    rating_cell,
    whole,
)

_OVERALL, _SCORE, _LEAST_NAME = 9, 8, 16


def heat_table_text(figure: HeatTable, width: int = 100, colour: bool = False, ascii_only: bool = False) -> str:
    """The heat table in lines of at most ``width`` columns, unless its cells and 16 columns of name need more.

    ``colour`` puts the letters on coloured cells (ANSI, 256 colours); ``ascii_only`` prints nothing beyond ASCII.
    """
    rows = lines(figure.title, width)
    for panel in (part for edition in figure.panels for part in parts(edition)):
        rows += ["", *_panel(panel, width, colour)]
    ratings = [rating for row in figure.rows for rating in (*row.ratings, row.overall)]
    rows += ["", *key(ratings, width, colour)]
    return whole([*rows, *(lines(figure.note, width) if figure.note else [])], ascii_only)


def _panel(panel: HeatPanel, width: int, colour: bool) -> list[str]:
    cell = max([4, *(columns(plain(column.id)) + 1 for column in panel.columns)])
    room = max(_LEAST_NAME, width - _OVERALL - _SCORE - cell * len(panel.columns))
    named = [_name(row, room - 2) for row in panel.rows]
    room = max([_LEAST_NAME, *(columns(line) + 2 for name in named for line in name)])
    heading = centred("Overall", _OVERALL) + centred("Score", _SCORE)
    rows = lines(panel.title, width)
    rows.append(padded("", room) + heading + "".join(centred(plain(column.id), cell) for column in panel.columns))
    group = ""
    for name, row in zip(named, panel.rows, strict=True):
        if row.group and row.group != group:
            rows += lines(f"{row.group}:", width)
        group = row.group
        rows += beside(name, room, [_cells(row, cell, colour)])
    return rows + packed((f"{plain(column.heading)}." for column in panel.columns), width)


def _name(row: HeatRow, room: int) -> list[str]:
    """The unit and when it was inspected, in one line where that fits."""
    when = f"({row.when})" if row.when else ""
    together = f"{row.unit} {when}".strip()
    return (
        [plain(together)]
        if columns(plain(together)) <= room
        else lines(row.unit, room) + (lines(when, room) if when else [])
    )


def _cells(row: HeatRow, cell: int, colour: bool) -> str:
    # A space parts coloured cells, so that two of one colour are still two.
    ratings = "".join(f" {rating_cell(rating, cell - 1, colour)}" for rating in row.ratings)
    return f"  {rating_cell(row.overall, _OVERALL - 4, colour)}  {centred(score_text(row.score), _SCORE)}{ratings}"
