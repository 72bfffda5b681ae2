"""The tables of ratings in a document: what they say of each unit, and what they leave out.

A table is a run of rows without prose between them (S1, annexe two; S2 and S4, "Ratings"). A cell where a rating should
stand and does not is kept as unreadable; it is never filled in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from inspectorate.register.facts import NOT_RATED, RATINGS, Fact, Period, Score, UnitFacts
from inspectorate.register.reading.date import DAY, MONTH, iso
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.rating_row import UNIT_MARK, Row, rows
from inspectorate.register.reading.vocabulary import edition_words

T = TypeVar("T")

ROW = "row of the table of ratings"
BELOW = "rating below the row of the table of ratings"
COLUMN = "as many ratings as standards, one list below the other"
POINTS = "points in the table of ratings"
EMPTY = "a rating should stand here"

DATES = re.compile(rf"(?:{DAY}\s+)?{MONTH}\s+20\d\d", re.IGNORECASE)
BEGINS = re.compile(r"\b(?:start|began|begin|commenc|from)", re.IGNORECASE)
TITLE_MARKS = re.compile(
    r"^(?:(?:an\s+)?(?:joint\s+)?inspection\s+of\s+(?:(?:probation|youth\s+\w+)\s+services?\s+in\s+)?|ratings?\s+(?:for|of)\s+)"
    r"|\s*[:-]?\s*(?:summary\s+of\s+)?ratings?(?:\s+table)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RatingTable:
    """One table of ratings: the characters from ``start`` to ``end``, and what it states of its unit."""

    start: int
    end: int
    unit: UnitFacts


@dataclass
class _Open:
    """A table while it is read."""

    name: Row | None = None
    score: Row | None = None
    fieldwork: Row | None = None
    overall: Row | None = None
    standards: list[Row] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    section_of: dict[int, Row] = field(default_factory=dict)
    rated: dict[int, tuple[str, Row, str]] = field(default_factory=dict)
    points: bool = False
    last: int = 0
    waiting: list[Row] = field(default_factory=list)
    older: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)


def rating_tables(layout: Layout) -> tuple[RatingTable, ...]:
    """Every table of ratings, in order. A list of contents is none, and neither is a chapter."""
    tables: list[RatingTable] = []
    names: list[Row] = []
    table = _Open()
    for row in _apart_from_chapters(layout):
        if row.kind == "name":
            names.append(row)
            if len(names) > 2 and not _mere_names(table):
                tables += _closed(layout, table)
                table = _Open()
            continue
        if row.kind == "prose" or _begins_another(table, row, names):
            tables += _closed(layout, table)
            table = _Open()
        if row.kind != "prose":
            _take(table, row, names)
        names = []
    return tuple(tables + _closed(layout, table))


def _apart_from_chapters(layout: Layout) -> Iterator[Row]:
    """The rows, the heading of a chapter as prose: one marked as a heading, with "Rating" on the line below it."""
    found = list(rows(layout))
    for row, below in zip(found, [*found[1:], None], strict=False):
        marked = row.kind in ("standard", "titled") and row.rating is None and row.start in layout.heading_marks
        yield replace(row, kind="prose") if marked and below and below.kind == "label" else row


def _mere_names(table: _Open) -> bool:
    return not (table.standards or table.score or table.overall or table.fieldwork)


def _begins_another(table: _Open, row: Row, names: list[Row]) -> bool:
    """Whether a row is the first of another table: its place in this one is taken, or it follows another name."""
    taken = {"score": table.score, "fieldwork": table.fieldwork, "overall": table.overall}
    if row.kind in taken:
        return bool(taken[row.kind]) or bool(names and table.standards)
    if row.kind == "standard":
        return any(row.id == other.id for other in table.standards)
    return False


def _take(table: _Open, row: Row, names: list[Row]) -> None:
    """Put a row into a table."""
    if row.kind == "label":
        return
    if table.name is None and names and _mere_names(table):
        table.name = _named(row, names)
    if row.kind == "rating":
        table.below.append(row)
        return
    if table.below or row.kind not in ("standard", "titled"):
        _settle(table)
    table.last = max(table.last, row.end)
    if row.kind in ("score", "fieldwork", "overall"):
        setattr(table, row.kind, row)
    if row.kind == "head":
        table.points = bool(re.search(r"\b(?:scores?|points)\b", row.words, re.IGNORECASE))
    if row.kind == "section":
        table.sections.append(row)
    if row.kind in ("standard", "titled"):
        _take_standard(table, row)
    elif row.kind == "overall":
        _rate(table, row)


def _take_standard(table: _Open, row: Row) -> None:
    table.standards.append(row)
    if table.sections:
        table.section_of[row.start] = table.sections[-1]
    if table.points and row.rating is None and len(row.numbers) == 1:
        table.rated[row.start] = (RATINGS[row.numbers[0]], row, POINTS)
    else:
        _rate(table, row)


def _rate(table: _Open, row: Row) -> None:
    """Keep the rating of a row, or let the row wait for one below it."""
    if row.rating:
        table.rated[row.start] = (row.rating, row, ROW)
    elif not row.cell:
        table.waiting.append(row)


def _settle(table: _Open) -> None:
    """Give ratings that stood below their rows to the rows that waited, where there are as many.

    Ratings that stand below the rows of several sections are theirs only where they add up to the score.
    """
    if table.below:
        everything = [*table.older, *table.waiting]
        if len(table.below) == len(table.waiting):
            _give(table, table.waiting)
        elif len(table.below) == len(everything) and _adds_up(table, everything):
            _give(table, everything)
        table.older = []
    else:
        table.older += table.waiting
    table.waiting, table.below = [], []


def _give(table: _Open, waiting: list[Row]) -> None:
    how = BELOW if len(table.below) == 1 else COLUMN
    for row, rating in zip(waiting, table.below, strict=True):
        table.rated[row.start] = (rating.rating or NOT_RATED, rating, how)
        table.last = max(table.last, rating.end)
        if row.kind == "overall" and rating.numbers and table.score is None:
            table.score = rating


def _adds_up(table: _Open, waiting: list[Row]) -> bool:
    given = zip(waiting, table.below, strict=True)
    below = [rating.rating for row, rating in given if row.kind != "overall"]
    points = sum(RATINGS.index(rating) for rating in below if rating in RATINGS)
    return table.score is not None and points == table.score.numbers[0]


def _named(row: Row, names: list[Row]) -> Row | None:
    """The name before the first row of a table; None where the line before it is none."""
    last = names[-1]
    name = TITLE_MARKS.sub("", last.words)
    if not name or (row.kind not in ("score", "fieldwork", "overall") and not UNIT_MARK.search(last.words)):
        return None
    if len(names) > 1 and re.search(r"(?:,|\band|&)$", names[-2].words):
        return Row("name", names[-2].start, last.end, f"{names[-2].words} {name}")
    return Row("name", last.start, last.end, name)


def _closed(layout: Layout, table: _Open) -> list[RatingTable]:
    """The table, where it is one: two standards rated, or a score or an overall rating beside standards.

    A list of contents may hold the standards and the words "Overall rating", and nothing that rates.
    """
    _settle(table)
    heads = [row for row in (table.score, table.fieldwork, table.overall) if row]
    rated = [row for row in table.standards if row.start in table.rated]
    overall = table.overall and (table.overall.cell or table.overall.start in table.rated)
    if len(rated) < 2 and not (table.standards and (table.score or overall)) and len(heads) < 2:
        return []
    everything = [*heads, *table.standards, *([table.name] if table.name else [])]
    return [RatingTable(min(row.start for row in everything), table.last, _facts(layout, table))]


def _facts(layout: Layout, table: _Open) -> UnitFacts:
    ids = _ids(table)
    rating, score = table.overall, _score(table)
    return UnitFacts(
        names=(_fact(layout, table.name.words, table.name, "heading of the table of ratings"),) if table.name else (),
        score=_fact(layout, Score(*score.numbers), score, "score of the table of ratings") if score else None,
        fieldwork=_fact(layout, fieldwork(table.fieldwork.words), table.fieldwork, ROW) if table.fieldwork else None,
        overall_rating=_rating(layout, table, rating) if rating and _is_rating(table, rating) else None,
        standards={
            ids[row.start]: _rating(layout, table, row)
            for row in table.standards
            if row.start in ids and row.start in table.rated
        },
        titles={ids[row.start]: _fact(layout, row.title, row, ROW) for row in table.standards if row.start in ids},
        sections={row.id: _fact(layout, row.title, row, ROW) for row in table.sections if row.id},
        unreadable=tuple(_unreadable(layout, table, ids)),
    )


def _score(table: _Open) -> Row | None:
    if table.score is None and table.overall and len(table.overall.numbers) == 2:
        return table.overall
    return table.score


def _is_rating(table: _Open, row: Row) -> bool:
    return row.start in table.rated and table.rated[row.start][0] != NOT_RATED


def _unreadable(layout: Layout, table: _Open, ids: dict[int, str]) -> Iterable[Fact[str]]:
    """The rows without a rating, each as the path of what is missing."""
    missing = [row for row in table.standards if row.start not in table.rated]
    if table.overall and not _is_rating(table, table.overall):
        yield _fact(layout, "overall_rating", table.overall, EMPTY)
    for row in missing:
        if row.start in ids:
            yield _fact(layout, f"standards.{ids[row.start]}", row, EMPTY)


def _rating(layout: Layout, table: _Open, row: Row) -> Fact[str]:
    value, place, how = table.rated[row.start]
    return Fact(
        value,
        (
            layout.evidence(row.start, max(row.end, place.end) if how == BELOW else row.end, how),
            *((layout.evidence(place.start, place.end, how),) if how == COLUMN else ()),
        ),
    )


def _ids(table: _Open) -> dict[int, str]:
    """The id of each standard by where its row starts; a row without one has that of its title under its section."""
    ids = {row.start: row.id for row in table.standards if row.id}
    for row in table.standards:
        section = table.section_of.get(row.start)
        if not row.id and section and (found := _id_of(section, row.title)) and found not in ids.values():
            ids[row.start] = found
    return ids


def _id_of(section: Row, title: str) -> str | None:
    """The id that every edition with such a section and title gives the standard; None where they differ."""
    found = {
        standard.id
        for words in edition_words()
        for part, name in words.sections.items()
        for standard in words.standards
        if name.casefold() == section.title.casefold() and section.id in ("", part)
        if standard.section == part and standard.title.casefold() == title.casefold()
    }
    return found.pop() if len(found) == 1 else None


def fieldwork(text: str) -> Period:
    """The period that a row on fieldwork states ("Fieldwork started March 2023": from that month, to no known day)."""
    written = [iso(found[0]) for found in DATES.finditer(text)]
    dates = [date for date in written if date] if None not in written else []
    text = collapsed(text)
    if len(dates) == 1 and BEGINS.search(text):
        return Period(dates[0], None, text)
    if len(dates) == 1 and not re.search(r"\d\s*-", text):
        return Period(dates[0], dates[0], text)
    return Period(dates[0], dates[1], text) if len(dates) == 2 else Period(None, None, text)


def _fact(layout: Layout, value: T, row: Row, how: str) -> Fact[T]:
    return Fact(value, (layout.evidence(row.start, row.end, how),))
