"""Context data as pages and the API show it: every figure with its versions, and beside an earlier inspection."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from inspectorate.context.catalogue import LEVELS, Figure, Group, product_catalogue
from inspectorate.context.moment import last_day, period_words
from inspectorate.context.published import PublishedContext, before
from inspectorate.context.record import Record, identity
from inspectorate.context.value import Value, read_value, value_words
from inspectorate.context.wording import Movement, beside_region, movement, said
from inspectorate_app.store.models import ContextFigure, ContextValue
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.source import Source
from inspectorate_app.store.statement import Given, Rows


@dataclass(frozen=True)
class Version:
    """One version of a figure, in words too: ``words`` is the value in digits, ``when`` its date or period."""

    version: int
    record: Record
    words: str
    when: str
    reason: str
    withdrawn: bool
    recorded_by: str
    recorded_at: datetime.datetime


@dataclass(frozen=True)
class Recorded:
    """A figure as it holds, with what it said before, latest first."""

    number: int
    figure: Figure
    current: Version
    earlier: tuple[Version, ...]

    @property
    def value(self) -> Value:
        """The value that holds."""
        return value_of(self.current.record, self.figure)

    @property
    def said(self) -> str:
        """How a report says it."""
        return said(self.figure, self.value, self.current.record.of)

    @property
    def title(self) -> str:
        """What it is, and of what or whom: Vacancy rate, court staff."""
        return ", ".join(filter(None, (self.figure.title, self.current.record.of)))


@dataclass(frozen=True)
class Line:
    """A line of the table: the latest figure of each level, what went before, and how a report says it.

    ``previous`` is the value of the last inspection that was published, ``change`` what changed since.
    """

    figure: Figure
    of: str
    levels: dict[str, Recorded]
    previous: str
    previous_when: str
    change: Movement | None
    words: str
    older: int


@dataclass(frozen=True)
class Table:
    """Every figure of an inspection by group, and the document from which the earlier ones come, where one is known."""

    groups: tuple[tuple[Group, tuple[Line, ...]], ...]
    earlier: PublishedContext | None


def value_of(record: Record, figure: Figure) -> Value:
    """The value of a record that was checked. Raises ``ValueError`` for one that was not."""
    value = read_value(record.value, figure)
    if value is None:
        raise ValueError(f"{record.value} is no value of {figure.id}")
    return value


_FIGURES = Rows(
    lambda: ContextFigure.objects.filter(inspection_id=Given("inspection")).prefetch_related("values__recorded_by")
)


def recorded(inspection: int, *, withdrawn: bool = False) -> tuple[Recorded, ...]:
    """Every figure of an inspection by number; those that were withdrawn only where it is said."""
    found = [_recorded(row) for row in _FIGURES.all(inspection=inspection)]
    return tuple(each for each in found if withdrawn or not each.current.withdrawn)


def find(inspection: int, number: int) -> Recorded | None:
    """A figure by its number, a withdrawn one too; None where there is none."""
    rows = ContextFigure.objects.filter(inspection_id=inspection, number=number).prefetch_related("values__recorded_by")
    row = rows.first()
    return _recorded(row) if row else None


def record_of(row: ContextValue, figure: str) -> Record:
    """A row as the library takes it."""
    return Record(figure, row.level, row.value, row.as_of, row.source, row.of, row.period_from)


def _recorded(row: ContextFigure) -> Recorded:
    figure = product_catalogue().by_id[row.figure]
    current, *earlier = [_version(each, figure) for each in row.values.all()]
    return Recorded(row.number, figure, current, tuple(earlier))


def _version(row: ContextValue, figure: Figure) -> Version:
    record = record_of(row, figure.id)
    return Version(
        row.version,
        record,
        value_words(value_of(record, figure), figure, digits=True),
        period_words(row.period_from, row.as_of),
        row.reason,
        row.withdrawn,
        row.recorded_by.name,
        row.recorded_at,
    )


def table(inspection: InspectionFacts) -> Table:
    """The figures by group, the region's and the nation's beside those of what is inspected."""
    earlier = before(inspection.organisation, inspection.fieldwork_from)
    found = recorded(inspection.id)
    groups = []
    for group in product_catalogue().groups:
        lines = tuple(line for figure in group.figures for line in _lines(figure, found, earlier))
        if lines:
            groups.append((group, lines))
    return Table(tuple(groups), earlier)


def _lines(figure: Figure, found: Iterable[Recorded], earlier: PublishedContext | None) -> list[Line]:
    own = [each for each in found if each.figure.id == figure.id]
    parts = dict.fromkeys(each.current.record.of for each in own)
    return [_line(figure, of, [each for each in own if each.current.record.of == of], earlier) for of in parts]


def _line(figure: Figure, of: str, own: list[Recorded], earlier: PublishedContext | None) -> Line:
    dated = sorted(own, key=lambda each: (last_day(each.current.record.as_of), each.number))
    levels = {each.current.record.level: each for each in dated}  # the latest of each stays
    unit, region = levels.get("unit"), levels.get("region")
    printed = (
        next((each for each in earlier.figures if _is_same(each.figure, each.level, each.of, figure, of)), None)
        if (earlier)
        else None
    )
    was = read_value(printed.value, figure) if printed else None
    words = (unit or next(iter(levels.values()))).said
    beside = beside_region(figure, unit.value, region.value) if unit and region else ""
    return Line(
        figure,
        of,
        levels,
        value_words(was, figure, digits=True) if was else "",
        period_words(printed.period_from, printed.as_of) if printed else "",
        movement(figure, was, unit.value) if was and unit else None,
        ", ".join(filter(None, (words, beside))),
        len(own) - len(levels),
    )


def _is_same(id_: str, level: str, of: str, figure: Figure, wanted: str) -> bool:
    return (id_, level, of.casefold()) == (figure.id, "unit", wanted.casefold())


def number_of(inspection: int, record: Record, but: int | None = None) -> int | None:
    """The number under which the same figure of the same date stands already; ``but`` one. None where it does not."""
    wanted = identity(record)
    found = recorded(inspection)
    return next((each.number for each in found if each.number != but and identity(each.current.record) == wanted), None)


def level_titles(inspection: InspectionFacts) -> dict[str, str]:
    """The levels that a figure of an inspection may have, each as people read it: the unit and region by name."""
    own = {"unit": inspection.unit, "region": inspection.region}
    titles = {level: own.get(level) or title for level, title in LEVELS.items()}
    if inspection.kind == "region" or not inspection.region:
        del titles["region"]
    return titles


def sources(inspection: InspectionFacts) -> list[Source]:
    """Each figure, as something that a finding may rest on. A figure is of no standard alone."""
    titles = level_titles(inspection)
    return [
        Source(
            kind="context",
            key=str(each.number),
            title=f"{each.title}: {titles.get(each.current.record.level, '')}, {each.current.when}",
            words=each.said,
            route="context_figure",
            arguments={"inspection": inspection.slug, "figure": each.number},
        )
        for each in recorded(inspection.id)
    ]
