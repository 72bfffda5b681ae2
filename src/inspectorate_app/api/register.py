"""The public register: published inspections, for anyone, without a token. Each answer has its version and licence."""

from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from inspectorate.register.correction import holding
from inspectorate.register.file import plain
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register
from inspectorate.register.selection import Selection, selected
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.operation import PUBLIC, operation
from inspectorate_app.api.page import AfterNumber, Limit
from inspectorate_app.api.register_answer import OVERALL, Answer, RegisterUnit, answer, unit_of
from inspectorate_app.api.register_publication import PublicationLine, published
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.register_table import ALL, DICTIONARY

router = Router(tags=["Public register"])

Kind = Annotated[str, Path(description="The kind of unit, as its id begins", examples=["pdu"])]
Place = Annotated[str, Path(description="The place, as the id of the unit ends", examples=["cumbria"])]
When = Annotated[str, Path(description="The month, as the id of the inspection ends", examples=["2023-07"])]


class RegisterTable(Schema):
    """A table of the open data."""

    table: str
    grain: str = Field(description="What one row is")
    csv: str = Field(description="The address of the table as CSV")
    json_: str = Field(alias="json", description="The address of the table as JSON")


class About(Answer):
    """The register as a whole."""

    inspections: int
    units: int
    reviewed: str = Field(description="The day on which an entry was last held against its sources")
    tables: list[RegisterTable]


class InspectionLine(Schema):
    """An inspection in a list. What no document states is null."""

    id: str = Field(examples=["pdu/cumbria/2023-07"])
    unit: RegisterUnit
    date: str | None = Field(description="Its place in time: a day, a month or a year")
    edition: str | None
    overall: str | None = Field(description=OVERALL)
    points: int | None
    maximum: int | None
    certainty: str = Field(description="published, or derived: read at second hand")


class InspectionList(Answer):
    """A page of inspections."""

    count: int = Field(description="How many fit in all")
    items: list[InspectionLine]
    next: str | None = Field(description="The address of the next page")
    nearly: list[str] = Field(description="Where no unit bears the name: the units spelled nearly so, taken instead")


class WholeInspection(Answer):
    """An inspection with its sources and the corrections that stand."""

    unit: RegisterUnit
    inspection: dict[str, Any] = Field(description="All that is held, in the keys of the reference page 'Register'")
    corrections: list[dict[str, Any]]
    publication: PublicationLine | None = Field(description="What was published here of it; null where nothing was")


class UnitHistory(Answer):
    """A unit with its inspections, earliest first."""

    unit: RegisterUnit
    inspections: list[InspectionLine]


@operation(router, "GET", "", PUBLIC, About, "About the register")
def about(request: HttpRequest) -> dict[str, Any]:
    """Version, licence, how much there is, and where its tables are."""
    known = held()
    return {
        **answer(),
        "inspections": len(known.register.inspections),
        "units": len(known.register.units),
        "reviewed": known.reviewed.isoformat(),
        "tables": [
            {
                "table": table.name,
                "grain": table.grain,
                "csv": f"/register/data/{table.name}.csv",
                "json": f"/register/data/{table.name}.json",
            }
            for table in (*ALL, DICTIONARY)
        ],
    }


@operation(router, "GET", "/inspections", PUBLIC, InspectionList, "Search published inspections")
def inspections(  # noqa: PLR0913 - the parameters of a search are its arguments
    request: HttpRequest,
    response: HttpResponse,
    place: Annotated[
        str, Query("", max_length=100, description="A unit by any of its names, some words of one, or a region")
    ] = "",
    region: Annotated[str, Query("", max_length=100, description="The region")] = "",
    kind: Annotated[str, Query("", max_length=100, description="The kind of unit")] = "",
    rating: Annotated[str, Query("", max_length=100, description="The overall rating")] = "",
    edition: Annotated[str, Query("", max_length=100, description="The edition that it was inspected against")] = "",
    since: Annotated[str, Query("", max_length=100, description="Published on or after this day, month or year")] = "",
    until: Annotated[str, Query("", max_length=100, description="Published on or before this day, month or year")] = "",
    last: Annotated[bool, Query(False, description="Only the last inspection of each unit")] = False,
    addressee: Annotated[str, Query("", max_length=100, description="Whom a recommendation was made to: PDU")] = "",
    limit: Limit = 50,
    after: AfterNumber = 0,
) -> dict[str, Any]:
    """Published inspections, the latest first; each filter narrows what the others leave."""
    found = selected(held().register, Selection(place, region, kind, rating, edition, since, until, last, addressee))
    lines = [_line(one) for one in found.inspections[after : after + limit]]
    following = None
    if after + limit < len(found.inspections):
        asked = {name: value for name, value in request.GET.items() if name != "after"}
        following = f"{request.path}?{urlencode({**asked, 'after': after + limit})}"
        response["Link"] = f'<{following}>; rel="next"'
    return {
        **answer(),
        "count": len(found.inspections),
        "items": lines,
        "next": following,
        "nearly": list(found.nearly),
    }


@operation(router, "GET", "/inspections/{kind}/{place}/{when}", PUBLIC, WholeInspection, "Get a published inspection")
def inspection(request: HttpRequest, kind: Kind, place: Place, when: When) -> dict[str, Any]:
    """An inspection whole: ratings, percentages, recommendations, where each was read, and what was corrected."""
    known = held()
    found = known.register.by_id.get(f"{kind}/{place}/{when}")
    if found is None:
        raise NotThere
    here = known.of_inspection.get(found.inspection)
    return {
        **answer(),
        "unit": unit_of(found.unit),
        "inspection": _whole(known.register, found),
        "corrections": [plain(each) for each in holding(known.register.corrections_of(found.inspection))],
        "publication": published(here) if here else None,
    }


@operation(router, "GET", "/units/{kind}/{place}", PUBLIC, UnitHistory, "Get a unit and its inspections")
def unit(request: HttpRequest, kind: Kind, place: Place) -> dict[str, Any]:
    """A unit with every inspection of it that is held."""
    register, id_ = held().register, f"{kind}/{place}"
    if id_ not in register.units:
        raise NotThere
    return {**answer(), "unit": unit_of(id_), "inspections": [_line(one) for one in register.history(id_)]}


def _whole(register: Register, one: PublishedInspection) -> dict[str, Any]:
    """An inspection as its file has it, but that it says where the edition gives no overall rating."""
    return plain(one) if register.is_rated(one) else {**plain(one), "overall": register.overall(one)}


def _line(one: PublishedInspection) -> dict[str, Any]:
    return {
        "id": one.inspection,
        "unit": unit_of(one.unit),
        "date": one.when,
        "edition": one.edition,
        "overall": held().register.overall(one),
        "points": one.score.points if one.score else None,
        "maximum": one.score.maximum if one.score else None,
        "certainty": str(one.certainty),
    }
