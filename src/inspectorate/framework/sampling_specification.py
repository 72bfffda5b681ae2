"""``sampling.yaml``: which cases are eligible, how many are read, and what the sample must look like."""

from typing import Annotated

from pydantic import Field

from inspectorate.framework.entry import Identifier, Prose, Sourced
from inspectorate.framework.standard import Condition


class CohortWeek(Sourced):
    """A week, Monday to Sunday, in which the supervision that is inspected began."""

    weeks_before_fieldwork: Annotated[int, Field(ge=1, le=156)] = Field(
        description="how many weeks before the first week of fieldwork it lies"
    )


class Stratum(Sourced):
    """A group of cases that the sample represents in proportion. A case belongs to the first whose conditions hold."""

    id: Identifier = Field(description="the name of the group")
    title: Prose = Field(description="as people read it")
    where: Annotated[tuple[Condition, ...], Field(min_length=1)] = Field(
        description="conditions, all of which hold of its cases"
    )


class SampleSize(Sourced):
    """From what the size is computed where none is given: shares between 0 and 1."""

    confidence: Annotated[float, Field(gt=0.5, lt=1)] = Field(description="the confidence level: 0.8 for 80 per cent")
    margin: Annotated[float, Field(gt=0, lt=0.5)] = Field(description="the margin of error: 0.05 for five points")


class Limit(Sourced):
    """A whole number with its source."""

    value: Annotated[int, Field(ge=0)] = Field(description="the number")


class Skill(Sourced):
    """What an inspector must be able to do for certain cases."""

    id: Identifier = Field(description="the name of the skill")
    title: Prose = Field(description="as people read it")
    where: Annotated[tuple[Condition, ...], Field(min_length=1)] = Field(description="the cases that need it")


class FurtherSample(Sourced):
    """Another sample of the same inspection (court reports, victim cases): of a list of its own, or by ``where``."""

    id: Identifier = Field(description="the name of the sample")
    title: Prose = Field(description="as people read it")
    module: Identifier = Field(description="the module of its questions")
    rule: Prose = Field(description="how its cases are chosen, in words")
    where: tuple[Condition, ...] = Field(
        (), description="conditions under which a case of the main sample is in it; without them it has its own list"
    )


class SamplingSpecification(Sourced):
    """``sampling.yaml``: which cases are eligible, how many are read, and what the sample must look like."""

    cohort: tuple[CohortWeek, ...] = Field((), description="the weeks whose cases are eligible")
    eligible: tuple[Condition, ...] = Field((), description="conditions without which a case is excluded")
    strata: Annotated[tuple[Stratum, ...], Field(min_length=1)] = Field(
        description="groups of cases that the sample represents in proportion"
    )
    size: SampleSize = Field(description="how the size is computed")
    buffer_percent: Limit = Field(description="spare cases, in per cent of the sample")
    cap_per_practitioner: Limit | None = Field(None, description="the most cases of one practitioner")
    monitored: tuple[Identifier, ...] = Field((), description="characteristics whose shares are watched, not steered")
    skills: tuple[Skill, ...] = Field((), description="what an inspector must be able to do for certain cases")
    further_samples: tuple[FurtherSample, ...] = Field((), description="other samples of the same inspection")
