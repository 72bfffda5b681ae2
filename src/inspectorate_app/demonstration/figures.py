"""The published figures that the demonstration is made from and held against."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry


class Printed(Entry):
    """A figure as it was printed, and the part of the report where it stands."""

    published: str
    where: str


class QuestionFigure(Entry):
    """How a question was answered, and the figure that was printed of it, if any."""

    question: str
    answers: Mapping[str, int]
    published: str | None = None
    counts: Literal["yes", "no"] = "yes"
    where: str = ""


class PrintedRatings(Entry):
    """The ratings that were printed."""

    standards: Mapping[str, str]
    score: str
    overall: str


class OrganisationalRating(Entry):
    """A rating of a standard about the organisation, and the reason in our words."""

    standard: str
    rating: str
    reason: str


class Figures(Entry):
    """``figures.yaml``."""

    unit: str
    edition: str
    cases: Printed
    court_reports: Printed
    questions: tuple[QuestionFigure, ...]
    characteristics: Mapping[str, Mapping[str, int]]
    ratings: PrintedRatings
    organisational: tuple[OrganisationalRating, ...]


@cache
def published_figures() -> Figures:
    """The figures, read once."""
    document = read_yaml(Path(__file__).parent / "figures.yaml")
    figures = document.parse(Figures)
    if figures is None:
        raise BadInput(document.faults)
    return figures
