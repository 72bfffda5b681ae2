"""What every answer of the public register has: the version of the register, the licence, and how a unit is told."""

from typing import Any

from pydantic import Field

from inspectorate.register.licence import LICENCE
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries.register import held

#: How an overall rating is told.
OVERALL = "The overall rating; Not rated where the edition gives none, as of a letter; null where it is not known"


class Licence(Schema):
    """Under which licence the data may be used."""

    title: str
    id: str = Field(description="As SPDX calls it")
    url: str
    attribution: str = Field(description="What to say where you use it")


class Answer(Schema):
    """What every answer of the register has."""

    version: str = Field(description="The version of the register; another whenever anything in it is")
    licence: Licence


class RegisterUnit(Schema):
    """A unit that was inspected."""

    id: str = Field(examples=["pdu/cumbria"])
    title: str = Field(description="What it is called", examples=["Cumbria"])
    kind: str
    region: str | None = Field(description="Null where it is not known")


def answer() -> dict[str, Any]:
    """What stands in each answer beside what was asked for."""
    licence = {"title": LICENCE.name, "id": LICENCE.id, "url": LICENCE.url, "attribution": LICENCE.attribution}
    return {"version": held().version, "licence": licence}


def unit_of(unit: str) -> dict[str, Any]:
    """A unit of the register, by its id."""
    found = held().register.organisations[unit]
    return {"id": found.id, "title": found.name, "kind": found.kind, "region": found.region}
