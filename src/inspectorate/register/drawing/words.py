"""What each drawing shows, in words: the description that a screen reader says of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from inspectorate.framework.wording import counted
from inspectorate.register.drawing.figure import (
    LETTERS,
    NOT_IN_EDITION,
    HeatPanel,
    HeatRow,
    HeatTable,
    History,
    Inspection,
    PercentLine,
    Spread,
    Strip,
    Years,
    percent_text,
    score_text,
)

#: More rows than this are told by how many have each rating, not one by one.
MOST_TOLD = 12


def heat_table_words(figure: HeatTable) -> str:
    """Each inspection with its ratings where they are few; else how many inspections have each rating."""
    rows = figure.rows
    counts = f"{counted(len(rows), 'inspection')}. Overall: {_tally(row.overall for row in rows)}." if rows else ""
    told = _each_row if len(rows) <= MOST_TOLD else _each_column
    return " ".join([counts or "No inspections.", *(said for panel in figure.panels for said in told(panel))])


def history_words(figure: History) -> str:
    """Each inspection with its ratings, then each key question over time with the reasons for its breaks."""
    inspections = [_inspection(figure, place, one) for place, one in enumerate(figure.inspections)]
    questions = [f"{line.words or line.question}: {_over_time(figure, line)}." for line in figure.percents]
    return " ".join([f"{counted(len(figure.inspections), 'inspection')}.", *inspections, *questions])


def years_words(figure: Years) -> str:
    """Each year with how many inspections have each rating."""
    told = (
        f"{year.year}: {counted(year.inspections, 'inspection')}, "
        + ", ".join(f"{count} {rating}" for rating, count in year.counts.items())
        for year in figure.years
    )
    return " ".join(f"{one}." for one in told) or "No inspections."


def spread_words(figure: Spread) -> str:
    """For each key question the number of units, the quartiles, and where the marked unit stands."""
    return " ".join(f"{strip.question}: {strip_words(strip, figure.units)}." for strip in figure.strips)


def strip_words(strip: Strip, units: Sequence[str]) -> str:
    """``24 units, 8% to 71%; half from 38% to 57%, median 45%; Northmoor 31%``."""
    if not strip.values:
        return "no units"
    low, high = percent_text(min(strip.values)), percent_text(max(strip.values))
    told = [f"{counted(len(strip.values), 'unit')}, {low if low == high else f'{low} to {high}'}"]
    if strip.quartiles:
        first, median, third = map(percent_text, strip.quartiles)
        told.append(f"half from {first} to {third}, median {median}")
    for unit, value in zip_longest(units, strip.marked):
        told.append(f"{unit} {'has none' if value is None else percent_text(value)}")
    return "; ".join(told)


def _each_row(panel: HeatPanel) -> Iterator[str]:
    yield f"{panel.title}."
    headings = [column.heading for column in panel.columns]
    for row in panel.rows:
        yield f"{_unit(row)}: overall {row.overall}, score {_score(row)}; {_by_rating(headings, row.ratings)}."


def _each_column(panel: HeatPanel) -> Iterator[str]:
    yield f"{panel.title}: {counted(len(panel.rows), 'inspection')}."
    for place, column in enumerate(panel.columns):
        yield f"{column.heading}: {_tally(row.ratings[place] for row in panel.rows)}."


def _unit(row: HeatRow) -> str:
    return ", ".join(part for part in (row.unit, row.when) if part)


def _score(one: HeatRow | Inspection) -> str:
    return score_text(one.score) if one.score else "not published"


def _by_rating(headings: Sequence[str], ratings: Sequence[str]) -> str:
    """The headings under each rating that occurs, worst first."""
    return "; ".join(
        f"{rating}: {', '.join(heading for heading, one in zip(headings, ratings, strict=True) if one == rating)}"
        for rating in LETTERS
        if rating in ratings and rating != NOT_IN_EDITION
    )


def _tally(ratings: Iterable[str]) -> str:
    counts = Counter(ratings)
    return ", ".join(f"{counts[rating]} {rating}" for rating in LETTERS if counts[rating])


def _inspection(figure: History, place: int, one: Inspection) -> str:
    lines = [line.standard for line in figure.ratings]
    ratings = _by_rating(lines, [line.ratings[place] for line in figure.ratings])
    told = f"{one.when}, {one.edition}: overall {one.overall}, score {_score(one)}"
    return f"{told}; {ratings}." if ratings else f"{told}."


def _over_time(figure: History, line: PercentLine) -> str:
    said = []
    for place, (one, percent) in enumerate(zip(figure.inspections, line.percents, strict=True)):
        reason = line.breaks[place - 1] if place else ""
        parted = f"not comparable with the one before ({reason}): " if reason else ""
        said.append(f"{parted}{one.when} {'not published' if percent is None else percent_text(percent)}")
    return ", ".join(said)
