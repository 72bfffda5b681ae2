"""Inspections side by side: what they say of the same matter, in one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.framework.comparison import folded, questions_in_series
from inspectorate.framework.model import Edition, Standard
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register


@dataclass(frozen=True)
class Row:
    """One matter: the id by which each inspection has it and what it says; None where it says nothing."""

    kind: str
    title: str
    ids: tuple[str | None, ...]
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class _Cell:
    """What one inspection says of one matter; ``matter`` is the same in editions that ask the same."""

    kind: str
    matter: str
    title: str
    id: str
    value: str


def side_by_side(register: Register, inspections: Sequence[PublishedInspection]) -> tuple[Row, ...]:
    """A row for each matter of which any of the inspections says something.

    Standards of several editions stand in one row where they rest on the same questions or have the same words, and
    what is inspected is the same kind of unit; key questions where they are of one series.
    """
    order: dict[tuple[str, str], str] = {}
    cells: list[dict[tuple[str, str], _Cell]] = []
    for inspection in inspections:
        found = {(cell.kind, cell.matter): cell for cell in _cells(inspection, register.edition(inspection))}
        cells.append(found)
        for key, cell in found.items():
            order.setdefault(key, cell.title)
    kinds = ("overall", "score", "standard", "key question")
    keys = sorted(order, key=lambda key: kinds.index(key[0]))
    return tuple(
        Row(
            key[0],
            order[key],
            tuple(column[key].id if key in column else None for column in cells),
            tuple(column[key].value if key in column else None for column in cells),
        )
        for key in keys
    )


def _cells(inspection: PublishedInspection, edition: Edition | None) -> Iterator[_Cell]:
    if inspection.overall:
        yield _Cell("overall", "", "overall rating", "overall", inspection.overall)
    if inspection.score:
        value = f"{inspection.score.points}/{inspection.score.maximum or '?'}"
        yield _Cell("score", "", "score", "score", value)
    if edition is None:
        return
    for name, rating in inspection.standards.items():
        standard = edition.standard_by_id[name]
        yield _Cell("standard", _matter(edition, standard), standard.title, name, rating)
    series = {question.id: question.series for question in questions_in_series(edition)}
    for name, percent in inspection.percentages.items():
        asked = f"{edition.framework.subject}: {series[name]}" if name in series else f"{edition.id} {name}"
        title = series.get(name) or edition.question_by_id[name].text
        yield _Cell("key question", asked, title, name, f"{percent}%")


def _matter(edition: Edition, standard: Standard) -> str:
    series = [question.series for question in standard.key_questions if question.series]
    words = ", ".join(map(str, series)) or folded(standard.statement) or f"{edition.id} {standard.id}"
    return f"{edition.framework.subject}: {words}"
