"""What a drawing shows, as plain values: a heat table of ratings, a unit's history, the spread of percentages.

The web pages, the report and the terminal draw the same figures. Nothing here knows where the values came from.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from inspectorate.register.facts import NOT_RATED, RATINGS, Score

MOST_ROWS = 40
MOST_MARKED = 4
NOT_PUBLISHED = "Not published"
NOT_IN_EDITION = "Not in the edition"

#: What a cell says of each rating, so that no colour is ever needed to read it.
LETTERS = {
    **dict(zip(RATINGS, ("I", "RI", "G", "O"), strict=True)),
    NOT_RATED: "NR",
    NOT_PUBLISHED: "–",
    NOT_IN_EDITION: "",
}


@dataclass(frozen=True)
class Column:
    """A standard: its id as printed ("P 2.1") and its title."""

    id: str
    title: str

    @property
    def heading(self) -> str:
        """What stands over the column: id and title."""
        return f"{self.id} {self.title}"


@dataclass(frozen=True)
class HeatRow:
    """One inspection: the unit, when ("March 2023"), and the rating of each column in its order.

    A rating is one of ``LETTERS``, also the overall one. ``score`` is None where none was published. ``group`` is the
    heading under which the row stands, a region for one; "" for none.
    """

    unit: str
    when: str
    ratings: tuple[str, ...]
    overall: str
    score: Score | None = None
    group: str = ""

    def __post_init__(self) -> None:
        _known((*self.ratings, self.overall))

    @property
    def share(self) -> Fraction | None:
        """The score as a share of its maximum, 0 to 1."""
        return share_of(self.score)


@dataclass(frozen=True)
class HeatPanel:
    """The inspections under one edition: its title, its standards, and a row for each inspection."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[HeatRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            _as_many(row.ratings, self.columns, f"ratings of {row.unit}")


@dataclass(frozen=True)
class HeatTable:
    """Ratings by standard, a panel for each edition with standards of its own. ``note`` is printed at the foot."""

    title: str
    panels: tuple[HeatPanel, ...]
    note: str = ""

    @property
    def rows(self) -> tuple[HeatRow, ...]:
        """The rows of every panel."""
        return tuple(row for panel in self.panels for row in panel.rows)


@dataclass(frozen=True)
class Inspection:
    """One inspection in a unit's history: when, under which edition, the overall rating and the score."""

    when: str
    edition: str
    overall: str
    score: Score | None = None

    def __post_init__(self) -> None:
        _known((self.overall,))


@dataclass(frozen=True)
class RatingLine:
    """The ratings of one standard, or of standards held to be the same, at each inspection."""

    standard: str
    ratings: tuple[str, ...]

    def __post_init__(self) -> None:
        _known(self.ratings)


@dataclass(frozen=True)
class PercentLine:
    """The percentages of one key question at each inspection, None where there is none.

    ``question`` is its label; ``words`` are the question as it is put, told once at the foot; "" where the label is.
    ``breaks`` has one entry for each gap between an inspection and the next: "" where the two can be compared, else
    the reason why not.
    """

    question: str
    percents: tuple[int | None, ...]
    breaks: tuple[str, ...]
    words: str = ""

    def __post_init__(self) -> None:
        _as_many(self.breaks, self.percents[1:], f"breaks of {self.question}")
        _percentages(percent for percent in self.percents if percent is not None)


@dataclass(frozen=True)
class History:
    """A unit's inspections, earliest first, with their ratings by standard and the percentages of key questions."""

    title: str
    inspections: tuple[Inspection, ...]
    ratings: tuple[RatingLine, ...] = ()
    percents: tuple[PercentLine, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for line in self.ratings:
            _as_many(line.ratings, self.inspections, f"ratings of {line.standard}")
        for question in self.percents:
            _as_many(question.percents, self.inspections, f"percentages of {question.question}")


@dataclass(frozen=True)
class Strip:
    """One key question over many units: a percentage for each, 0 to 100, those of the marked units among them.

    ``marked`` has an entry for each marked unit in the order of the spread, None where the unit has none.
    ``quartiles`` are lower quartile, median and upper quartile; None where the units are too few to say.
    """

    question: str
    values: tuple[float, ...]
    marked: tuple[float | None, ...] = ()
    quartiles: tuple[float, float, float] | None = None

    def __post_init__(self) -> None:
        _percentages((*self.values, *(self.quartiles or ())))
        marked = Counter(value for value in self.marked if value is not None)
        if strange := marked - Counter(self.values):
            raise ValueError(f"{self.question}: the marked unit's {min(strange)} is not among the values")


@dataclass(frozen=True)
class Bound:
    """Where the band of a rating begins, in per cent."""

    percent: float
    rating: str

    def __post_init__(self) -> None:
        _known((self.rating,))
        _percentages((self.percent,))


@dataclass(frozen=True)
class Spread:
    """How the percentages of each key question lie over units, with some units marked, ``MOST_MARKED`` at most.

    ``bounds`` are where the bands of the edition begin, lowest first; they are drawn where there are any.
    """

    title: str
    units: tuple[str, ...]
    strips: tuple[Strip, ...]
    bounds: tuple[Bound, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.units) > MOST_MARKED:
            raise ValueError(f"{len(self.units)} units to mark, where there are {MOST_MARKED} marks")
        for strip in self.strips:
            _as_many(strip.marked or (None,) * len(self.units), self.units, f"marks of {strip.question}")

    @property
    def has_quartiles(self) -> bool:
        """Whether any strip has a middle half to be drawn."""
        return any(strip.quartiles for strip in self.strips)


@dataclass(frozen=True)
class RatingYear:
    """The inspections of one year ("2023", or "No date"): how many have each overall rating, worst first."""

    year: str
    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        _known(self.counts)

    @property
    def inspections(self) -> int:
        """How many there were."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Years:
    """Overall ratings year by year, earliest first."""

    title: str
    years: tuple[RatingYear, ...]
    note: str = ""


def by_group(table: HeatTable) -> HeatTable:
    """The table with the rows of each panel under their groups, groups and units by name."""
    return _with_rows(table, lambda rows: sorted(rows, key=lambda row: (row.group, row.unit, row.when)))


def by_score(table: HeatTable) -> HeatTable:
    """The table with the rows of each panel by score as a share, highest first and without a score last; no groups."""

    def arranged(rows: tuple[HeatRow, ...]) -> Iterable[HeatRow]:
        ranked = sorted(rows, key=lambda row: (row.share is None, -(row.share or 0), row.unit, row.when))
        return (replace(row, group="") for row in ranked)

    return _with_rows(table, arranged)


def parts(panel: HeatPanel) -> list[HeatPanel]:
    """The panel in as few parts as ``MOST_ROWS`` allows, all about as long, each saying which it is."""
    count = max(1, math.ceil(len(panel.rows) / MOST_ROWS))
    if count == 1:
        return [panel]
    ends = [len(panel.rows) * place // count for place in range(count + 1)]
    return [
        replace(panel, title=f"{panel.title} ({place + 1} of {count})", rows=panel.rows[ends[place] : ends[place + 1]])
        for place in range(count)
    ]


def share_of(score: Score | None) -> Fraction | None:
    """A score as a share of its maximum, 0 to 1; None where there is no score or nothing was to be had."""
    return Fraction(score.points, score.maximum) if score and score.maximum else None


def share_text(score: Score | None) -> str:
    """A score's share of its maximum as a whole percentage, halves up; a dash where there is none."""
    share = share_of(score)
    return percent_text(None if share is None else math.floor(share * 100 + Fraction(1, 2)))


def score_text(score: Score | None) -> str:
    """A score as it is printed, "2/27"; a dash where there is none."""
    return f"{score.points}/{score.maximum}" if score else LETTERS[NOT_PUBLISHED]


def percent_text(value: float | None) -> str:
    """A percentage, whole where it is whole; a dash where there is none."""
    return LETTERS[NOT_PUBLISHED] if value is None else f"{value:.1f}".removesuffix(".0") + "%"


def _with_rows(table: HeatTable, arranged: Callable[[tuple[HeatRow, ...]], Iterable[HeatRow]]) -> HeatTable:
    return replace(table, panels=tuple(replace(panel, rows=tuple(arranged(panel.rows))) for panel in table.panels))


def _known(ratings: Iterable[str]) -> None:
    if unknown := sorted(set(ratings) - set(LETTERS)):
        raise ValueError(f"not a rating: {', '.join(unknown)}")


def _as_many(one: tuple[object, ...], other: tuple[object, ...], what: str) -> None:
    if len(one) != len(other):
        raise ValueError(f"{len(one)} {what}, where {len(other)} are needed")


def _percentages(values: Iterable[float]) -> None:
    if outside := [value for value in values if not 0 <= value <= 100]:
        raise ValueError(f"not a percentage: {outside[0]}")
