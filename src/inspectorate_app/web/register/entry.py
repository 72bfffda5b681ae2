"""All that is said of one inspection of the register, worked out once for its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.framework.entry import Certainty
from inspectorate.framework.model import Edition
from inspectorate.organisation.model import Organisation
from inspectorate.register import figures
from inspectorate.register.comparison import Measure, Standing, fuller, measures, standings
from inspectorate.register.correction import holding
from inspectorate.register.drawing.table import Row, heat_table_rows, history_rows, spread_rows
from inspectorate.register.inspection import Correction, PublishedInspection
from inspectorate.register.reached import Reached, reached
from inspectorate.register.register import Register
from inspectorate_app.web.register.words import field_words, value_words


@dataclass(frozen=True)
class Drawing:
    """A drawing on a page: which figure of what, what it shows in a few words, and the same as a table."""

    figure: str
    of: str
    says: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Disagreement:
    """A correction in the words of a page: the field, and the values used, published and stated elsewhere."""

    correction: Correction
    field: str
    used: str
    published: str
    otherwise: str


@dataclass(frozen=True)
class Entry:
    """One inspection: the unit, its history latest first, what is drawn, and what should be known of it.

    ``fuller`` is the unit's last inspection of which ratings by standard are known, where of this they are not.
    """

    inspection: PublishedInspection
    unit: Organisation
    edition: Edition | None
    history: tuple[PublishedInspection, ...]
    corrections: tuple[Disagreement, ...]
    second_hand: bool
    reached: Reached | None
    standings: tuple[tuple[Measure, tuple[Standing, ...]], ...]
    fuller: PublishedInspection | None
    ratings_drawing: Drawing | None
    history_drawing: Drawing | None
    spread_drawing: Drawing | None

    @property
    def is_last(self) -> bool:
        """Whether the unit has no later inspection."""
        return self.history[0] == self.inspection or self.inspection.when is None

    @property
    def recommendations(self) -> list[tuple[str, int]]:
        """Recommendations by addressee, the sum apart."""
        return [(to, number) for to, number in self.inspection.recommendations.items() if to != "total"]


def entry(register: Register, one: PublishedInspection) -> Entry:
    """What the page of an inspection says."""
    history = sorted(register.history(one.unit), key=lambda each: each.when or "", reverse=True)
    edition = register.edition(one)
    return Entry(
        one,
        register.organisation(one),
        edition,
        tuple(history),
        tuple(_told(correction, edition) for correction in holding(register.corrections_of(one.inspection))),
        one.certainty is Certainty.DERIVED,
        reached(register, one),
        tuple(_standings(register, one, edition)),
        fuller(register, one),
        _ratings(register, one),
        _history(register, one),
        _spread(register, one),
    )


def _told(correction: Correction, edition: Edition | None) -> Disagreement:
    return Disagreement(
        correction,
        field_words(correction.field, edition),
        value_words(correction.value),
        value_words(correction.published),
        value_words(correction.otherwise) if correction.otherwise is not None else "",
    )


def _standings(
    register: Register, one: PublishedInspection, edition: Edition | None
) -> Iterator[tuple[Measure, tuple[Standing, ...]]]:
    """Where the unit stands in what enough units can be compared in."""
    for measure in measures(one, edition):
        found = standings(register, one, measure)
        if any(standing.spread for standing in found):
            yield measure, found


def _ratings(register: Register, one: PublishedInspection) -> Drawing | None:
    figure = figures.heat_table(register, [one], f"Ratings of {register.organisation(one).name}")
    if not figure.rows:
        return None
    header, *rows = heat_table_rows(figure.panels[0])
    return Drawing("ratings", one.inspection, figure.title, (header[2:], *(row[2:] for row in rows)))


def _history(register: Register, one: PublishedInspection) -> Drawing | None:
    if len([each for each in register.history(one.unit) if register.is_rated(each)]) < 2:
        return None
    figure = figures.history(register, one.unit)
    return Drawing("history", one.unit, figure.title, tuple(history_rows(figure)))


def _spread(register: Register, one: PublishedInspection) -> Drawing | None:
    if not one.percentages:
        return None
    figure = figures.spread_of(register, one)
    return Drawing("spread", one.inspection, figure.title, tuple(spread_rows(figure)))
