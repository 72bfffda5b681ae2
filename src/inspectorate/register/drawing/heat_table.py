"""Ratings of units by standard as an SVG: a row for each inspection, a column for each standard.

A panel has at most 40 rows (``parts``); an edition with more is drawn as several panels, each with its headings. Panels
stand side by side where the width has room for them, else one below another. Where the width is small, a unit's name
stands above its cells and not beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.register.drawing.chip import chip, key
from inspectorate.register.drawing.figure import HeatPanel, HeatRow, HeatTable, parts, score_text
from inspectorate.register.drawing.lettering import plain, text_width, wrapped
from inspectorate.register.drawing.sheet import MARGIN, line, paragraph, sheet, text
from inspectorate.register.drawing.words import heat_table_words

_WIDEST, _NARROW, _ABREAST = 760, 520, 560
_GAP, _GUTTER = 8, 40
_TIGHT = 1.08

Drawn = tuple[list[str], float]


@dataclass(frozen=True)
class _Measure:
    """The measures of every panel in pixels, so that columns stand one below another.

    ``name`` is 0 where names stand above the cells; scores then stand with them, and ``score`` is 0.
    """

    width: float
    name: float
    overall: float
    score: float
    cell: float
    letters: int
    size: int

    def place(self, column: int) -> float:
        """How far from the left of the panel the cell of a standard begins."""
        return self.name + self.overall + self.score + _GAP + column * self.cell


def heat_table_svg(figure: HeatTable, width: int = 640) -> str:
    """The heat table for a place ``width`` pixels wide, from 280; no wider than its panels side by side need.

    Text is 12 pixels high at least. Rows stand in the order given, under their groups where they have any; see
    ``by_group`` and ``by_score``.
    """
    panels = [part for panel in figure.panels for part in parts(panel)]
    available = max(width, 280) - 2 * MARGIN
    abreast = max(1, min(len(panels), (available + _GUTTER) // (_ABREAST + _GUTTER)))
    columns = max([1, *(len(panel.columns) for panel in panels)])
    measure = _measure(columns, min(_WIDEST, (available + _GUTTER) / abreast - _GUTTER))
    whole = abreast * (measure.width + _GUTTER) - _GUTTER
    drawn, y = paragraph(MARGIN, MARGIN, figure.title, "text b", 18, whole)
    for start in range(0, len(panels), abreast):
        bottoms = []
        for place in range(start, min(start + abreast, len(panels))):
            x = MARGIN + (place - start) * (measure.width + _GUTTER)
            more, bottom = _panel(panels[place], measure, x, y + 14)
            drawn += more
            bottoms.append(bottom)
        y = max(bottoms)
    foot, y = _foot(figure, y + 14, whole)
    return sheet("heat", figure.title, heat_table_words(figure), (whole + 2 * MARGIN, y + MARGIN), drawn + foot)


def _measure(columns: int, width: float) -> _Measure:
    """The measures of panels of this width with so many standards; wider where cells could not hold their letters."""
    narrow = width < _NARROW
    name, overall, score = (0.0, 32.0, 0.0) if narrow else (max(150.0, width * 0.29), 46.0, 60.0)
    before = name + overall + score + _GAP
    cell = min(max((width - before) / columns, 20), 60)
    letters = int(min(max((cell - 5) / 1.5, 12), 17))
    return _Measure(max(width, before + columns * cell), name, overall, score, cell, letters, 12 if narrow else 15)


def _panel(panel: HeatPanel, measure: _Measure, x: float, y: float) -> Drawn:
    drawn, y = paragraph(x, y, panel.title, "text b", measure.size, measure.width)
    more, y = _headings(panel, measure, x, y + 6)
    drawn += more
    group = ""
    for row in panel.rows:
        if row.group and row.group != group:
            more, y = paragraph(x, y + 8, row.group, "quiet b", measure.size, measure.width)
            drawn += more
        group = row.group
        more, y = _row(row, measure, x, y + 4)
        drawn += more
    return drawn, y


def _headings(panel: HeatPanel, measure: _Measure, x: float, y: float) -> Drawn:
    """The headings of the columns, reading upwards, in one line, or in two where a column is wide enough.

    No word is cut, and an id stays with the first word of its title.
    """
    size = 14 if measure.cell >= 2 * 14 * _TIGHT else 12
    step, first = size * _TIGHT, x + measure.name
    titles = {first + measure.overall / 2: "Overall"}
    if measure.score:
        titles[first + measure.overall + measure.score / 2] = "Score"
    titles |= {x + measure.place(n) + measure.cell / 2: one.heading for n, one in enumerate(panel.columns)}
    together = [f"{one.id} {' '.join(plain(one.title).split()[:1])}" for one in panel.columns]
    least = max(text_width(plain(one), size) for one in ["Overall", *together, *" ".join(titles.values()).split()]) + 1
    height, headings = _heading_lines(list(titles.values()), size, 2 if measure.cell >= 2 * step else 1, least)
    drawn = []
    for middle, lines in zip(titles, headings, strict=True):
        left = middle - (len(lines) - 1) * step / 2 + size * 0.36
        drawn += [text(left + n * step, y + height, one, "text", size, True) for n, one in enumerate(lines)]
    return drawn, y + height + 4


def _heading_lines(titles: list[str], size: int, most: int, height: float) -> tuple[float, list[list[str]]]:
    """The least height from this one on in which every title takes at most so many lines, and the lines of each."""
    while True:
        headings = [wrapped(title, height, size) for title in titles]
        if max(map(len, headings)) <= most:
            return max(text_width(one, size) for lines in headings for one in lines), headings
        height += 10


def _row(row: HeatRow, measure: _Measure, x: float, y: float) -> Drawn:
    """A row: a thin line, what it is on, and its cells."""
    drawn = [line(x, y, x + measure.width, y, "rule")]
    room = measure.name - 10 if measure.name else measure.width
    named, end = paragraph(x, y + 3, row.unit, "text", measure.size, room)
    when = (
        row.when if measure.name else ", ".join(part for part in (row.when, f"score {score_text(row.score)}") if part)
    )
    if when:
        more, end = paragraph(x, end, when, "quiet", max(12, measure.size - 2), room)
        named += more
    if not measure.name:
        return [*drawn, *named, *_cells(row, measure, x, end + 4, 26)], end + 32
    height = max(40.0, end - y + 4)
    return [*drawn, *named, *_cells(row, measure, x, y + (height - 34) / 2, 34)], y + height


def _cells(row: HeatRow, measure: _Measure, x: float, y: float, height: float) -> Iterator[str]:
    yield from chip(row.overall, (x + measure.name, y, measure.overall, height), max(measure.letters, 13))
    if measure.score:
        middle = x + measure.name + measure.overall + measure.score / 2
        yield text(middle, y + height / 2 + 5, score_text(row.score), "text m", 15)
    for place, rating in enumerate(row.ratings):
        yield from chip(rating, (x + measure.place(place), y, measure.cell, height), measure.letters)


def _foot(figure: HeatTable, y: float, width: float) -> Drawn:
    ratings = [rating for row in figure.rows for rating in (*row.ratings, row.overall)]
    drawn, y = key(ratings, MARGIN, y, width)
    if figure.note:
        more, y = paragraph(MARGIN, y + 4, figure.note, "quiet", 13, width)
        drawn += more
    return drawn, y
