"""``report.yaml``: the parts of what is published."""

from typing import Annotated

from pydantic import Field

from inspectorate.framework.entry import Identifier, Prose, Sourced


class OutlineSection(Sourced):
    """A part of the report."""

    id: Identifier
    title: Prose
    standard: Identifier | None = None
    holds: tuple[str, ...] = Field((), description="what it holds, in order: rating, key questions, strengths ...")


class ReportOutline(Sourced):
    """``report.yaml``: the parts of what is published, and to whom recommendations are addressed."""

    title: Prose
    addressees: tuple[str, ...] = ()
    outline: Annotated[tuple[OutlineSection, ...], Field(min_length=1)]
