"""The figures that are known: what each counts, in which unit, how a report says it, and where that was read."""

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Certainty, Entry, Identifier, Prose

PRODUCT = Path(__file__).with_name("figures.yaml")
Unit = Literal["count", "per_cent", "days", "weeks", "months", "place", "status"]
#: The levels at which a figure stands, and what each is called.
LEVELS = {"unit": "What is inspected", "region": "Region", "nation": "England and Wales"}
Level = Literal["unit", "region", "nation"]


class Figure(Entry):
    """One kind of figure.

    ``said`` is how a report prints it: ``{value}`` stands for the number with its unit, ``{number}`` for the number
    alone, ``{of}`` for the part of the organisation or group of staff; ``said_of`` is used where such a part is given.
    """

    id: Identifier
    title: Prose
    unit: Unit = "count"
    one: str = Field("", description="what is counted, of one: request")
    many: str = Field("", description="what is counted, of several: requests")
    counted: Prose = Field(description="how it is counted, in plain words")
    said: Prose
    said_of: str = ""
    averaged: bool = Field(False, description="whether the region's is an average to be printed beside it")
    needs_part: bool = Field(False, description="whether it says nothing without 'of what or whom'")
    seen: tuple[Prose, ...] = Field((), description="where it is printed")
    certainty: Certainty

    @model_validator(mode="after")
    def _is_seen_if_published(self) -> "Figure":
        if (self.certainty is Certainty.PUBLISHED) != bool(self.seen):
            raise ValueError("should name where it is printed, or be assumed")
        return self


class Group(Entry):
    """Figures on one subject."""

    id: Identifier
    title: Prose
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


class Catalogue(Entry):
    """Every figure that is known, in groups."""

    sources: dict[str, Prose]
    groups: tuple[Group, ...]

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """Figures by id."""
        return {figure.id: figure for group in self.groups for figure in group.figures}

    def cite(self, place: str) -> str:
        """A place with its source in full: ``S2, 1.2`` becomes the title that S2 stands for, then ``1.2``."""
        name, _, rest = place.partition(", ")
        return ", ".join(filter(None, (self.sources.get(name, name), rest)))


@cache
def product_catalogue() -> Catalogue:
    """The figures that come with the library."""
    document = read_yaml(PRODUCT)
    return document.whole(Catalogue)
