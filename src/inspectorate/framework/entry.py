"""What every entry of an edition shares: frozen values, nothing misspelt, a source and a certainty."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

Identifier = Annotated[str, Field(min_length=1, max_length=60)]
Prose = Annotated[str, Field(min_length=1)]
Share = Annotated[
    Fraction,
    BeforeValidator(lambda value: Fraction(value) if isinstance(value, str) else value),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "number"], "description": "a number or a fraction such as 3/2"}),
]


class Certainty(StrEnum):
    """How well a value is known. A value that is ``assumed`` is shown to the user as configuration."""

    PUBLISHED = "published"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Entry(BaseModel):
    """Whatever stands in an edition: frozen, and nothing misspelt goes unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Sourced(Entry):
    """An entry with a source. Where an entry gives none, the one that holds it speaks for it; the file comes last."""

    source: str = Field("", description="where this was read: an id of the sources in framework.yaml, and the place")
    certainty: Certainty | None = Field(None, description="published, derived or assumed")
