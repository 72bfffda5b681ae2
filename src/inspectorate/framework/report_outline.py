"""``report.yaml``: the parts of what is published."""

from typing import Annotated

from pydantic import Field

from inspectorate.framework.entry import Identifier, Prose, Sourced


class OutlineSection(Sourced):
    """A part of the report."""

    id: Identifier = Field(description="the name of the part")
    title: Prose = Field(description="as printed")
    standard: Identifier | None = Field(None, description="the id of the standard it tells of")
    holds: tuple[str, ...] = Field((), description="what it holds, in order: rating, key questions, strengths ...")


class ReportOutline(Sourced):
    """``report.yaml``: the parts of what is published, and to whom recommendations are addressed."""

    title: Prose = Field(description="with {unit} and {region} where their names go")
    addressees: tuple[str, ...] = Field((), description="to whom recommendations are made")
    outline: Annotated[tuple[OutlineSection, ...], Field(min_length=1)] = Field(description="the parts in order")
