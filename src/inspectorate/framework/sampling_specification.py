"""``sampling.yaml``: which cases are eligible, how many are read, and what the sample must look like."""

from typing import Annotated

from pydantic import Field

from inspectorate.framework.entry import Identifier, Prose, Sourced
from inspectorate.framework.standard import Condition


class CohortWeek(Sourced):
    """A week, Monday to Sunday, in which the supervision that is inspected began."""

    weeks_before_fieldwork: Annotated[int, Field(ge=1, le=156)]


class Stratum(Sourced):
    """A group of cases that the sample represents in proportion. A case belongs to the first whose conditions hold."""

    id: Identifier
    title: Prose
    where: Annotated[tuple[Condition, ...], Field(min_length=1)]


class SampleSize(Sourced):
    """From what the size is computed where none is given: shares between 0 and 1."""

    confidence: Annotated[float, Field(gt=0.5, lt=1)]
    margin: Annotated[float, Field(gt=0, lt=0.5)]


class Limit(Sourced):
    """A whole number with its source."""

    value: Annotated[int, Field(ge=0)]


class Skill(Sourced):
    """What an inspector must be able to do for certain cases."""

    id: Identifier
    title: Prose
    where: Annotated[tuple[Condition, ...], Field(min_length=1)]


class FurtherSample(Sourced):
    """Another sample of the same inspection (court reports, victim cases), in words."""

    id: Identifier
    title: Prose
    module: Identifier
    rule: Prose


class SamplingSpecification(Sourced):
    """``sampling.yaml``: which cases are eligible, how many are read, and what the sample must look like."""

    cohort: tuple[CohortWeek, ...] = ()
    eligible: tuple[Condition, ...] = Field((), description="conditions without which a case is excluded")
    strata: Annotated[tuple[Stratum, ...], Field(min_length=1)]
    size: SampleSize
    buffer_percent: Limit
    cap_per_practitioner: Limit | None = None
    monitored: tuple[Identifier, ...] = Field((), description="characteristics whose shares are watched, not steered")
    skills: tuple[Skill, ...] = ()
    further_samples: tuple[FurtherSample, ...] = ()
