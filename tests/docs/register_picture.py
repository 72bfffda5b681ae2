"""The picture of the register in the README: the ratings of every published inspection that comes with the editions.

``make reference`` writes it anew.
"""

import datetime

from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.model import Edition
from inspectorate.rating.verification import Example, example_files, read_example
from inspectorate.register.drawing.figure import Column, HeatPanel, HeatRow, HeatTable, by_score
from inspectorate.register.drawing.heat_table import heat_table_svg
from inspectorate.register.facts import NOT_RATED, Score
from inspectorate.sampling.dates import in_words

PICTURE = "docs/images/register.svg"


def register_table() -> HeatTable:
    """The examples of the editions as a heat table, best score first."""
    panels = [_panel(find_edition(name)) for name in edition_folders()]
    note = "Each row is one inspection, with the month in which its ratings were published."
    return by_score(HeatTable("Published ratings by standard", tuple(panel for panel in panels if panel.rows), note))


def pictures() -> dict[str, str]:
    """The picture by its path in the repository."""
    return {PICTURE: heat_table_svg(register_table(), 720)}


def _panel(edition: Edition) -> HeatPanel:
    examples = [read_example(path)[0] for path in example_files(edition)]
    rated = [standard for standard in edition.standards if examples and standard.id in examples[0].ratings.standards]
    columns = tuple(Column(standard.id, standard.title) for standard in rated)
    return HeatPanel(edition.framework.title, columns, tuple(_row(example, columns) for example in examples))


def _row(example: Example, columns: tuple[Column, ...]) -> HeatRow:
    ratings = example.ratings
    return HeatRow(
        example.unit.removesuffix(" PDU"),
        _month(example.published),
        tuple(ratings.standards[column.id] or NOT_RATED for column in columns),
        ratings.overall,
        Score(ratings.score.points, ratings.score.maximum),
    )


def _month(published: str) -> str:
    """``July 2023`` of 2023-07-27 or 2023-07."""
    return in_words(datetime.date.fromisoformat(f"{published[:7]}-01")).partition(" ")[2]
