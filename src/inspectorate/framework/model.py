"""An edition as frozen values: standards, questions, characteristics, sampling specification, rating rules, outline.

Each class is what one kind of YAML entry may hold, and from these classes the JSON schemas for editors are written.
"""

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

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


# --- what is asked -------------------------------------------------------------------------------------------------


class Condition(Entry):
    """One thing that must hold of a case: a characteristic, or an answer to another question, is among some values."""

    characteristic: Identifier | None = None
    question: Identifier | None = None
    any_of: Annotated[tuple[str, ...], Field(min_length=1)] = Field(alias="is", description="values that satisfy it")


class Relevance(Sourced):
    """When a question applies to a case: every condition holds. What is not recorded never makes a case irrelevant."""

    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    because: Prose = Field(description="in plain words, as an inspector reads it beside the question")


class Answer(Entry):
    """One answer of a scale, and what it counts as. ``none`` is for facts, which are neither good nor bad."""

    answer: Identifier
    title: Prose
    counts_as: Literal["yes", "no", "not_applicable", "none"]
    aliases: tuple[str, ...] = ()


class Scale(Sourced):
    """The answers a question may have, in the order in which they are offered."""

    id: Identifier
    title: Prose
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]


class Question(Sourced):
    """What an inspector answers about a case."""

    id: Identifier
    text: Prose
    scale: Identifier = "yes_no"
    relevance: Relevance | None = None
    guidance: str = Field("", description="help at hand for the inspector")


class Prompt(Question):
    """A question that informs the answer to a key question, without deciding it."""


class KeyQuestion(Question):
    """A question on which a standard is rated; the inspector's own answer, never computed from its prompts."""

    series: Identifier | None = Field(None, description="the same in every edition whose question can be compared")
    prompts: tuple[Prompt, ...] = ()


class CaseQuestion(Question):
    """A question asked of a case beside the standards: a judgement, or a fact about it."""

    topic: Prose
    module: Identifier
    series: Identifier | None = None


class Module(Sourced):
    """A set of questions asked together of one sample of cases: case supervision, court reports, victim cases."""

    id: Identifier
    title: Prose
    relevance: Relevance | None = None


class CharacteristicValue(Entry):
    """A value that a characteristic may have, and how else a caseload may write it."""

    value: Identifier
    title: Prose
    aliases: tuple[str, ...] = ()


class Characteristic(Sourced):
    """What is recorded of each case so that findings can be split by it."""

    id: Identifier
    title: Prose
    values: Annotated[tuple[CharacteristicValue, ...], Field(min_length=1)]
    aliases: tuple[str, ...] = Field((), description="other names of its column")


class Standard(Sourced):
    """A standard, rated or not. ``kind`` says on what it rests: cases, judgement of an organisation, or prose alone."""

    id: Identifier
    title: Prose
    section: Identifier
    kind: Literal["case", "organisational", "heading"]
    statement: str = ""
    rated: bool = True
    scored: bool = Field(True, description="whether its points count towards the score")
    service: str | None = Field(None, description="the only kind of service to which it applies")
    may_be_not_rated: bool = Field(False, description="whether an inspection may leave it unrated")
    module: Identifier | None = None
    key_questions: tuple[KeyQuestion, ...] = ()
    rating_characteristics: Mapping[str, str] = Field({}, description="what each rating looks like, for judgement")
    note: str = ""

    @property
    def counts_towards_score(self) -> bool:
        """Whether its points are part of the score and of the maximum."""
        return self.rated and self.scored


# --- framework.yaml ------------------------------------------------------------------------------------------------


class InForce(Sourced):
    """From when until when an edition was used; ``to`` is empty while it is."""

    from_: datetime.date | None = Field(None, alias="from")
    to: datetime.date | None = None


class Section(Sourced):
    """A heading over standards."""

    id: Identifier
    title: Prose


class FrameworkFile(Sourced):
    """``framework.yaml``: what the edition is, and the words the other files use."""

    edition: Identifier
    title: Prose
    inspectorate: Prose
    subject: Prose = Field(description="what is inspected: a probation delivery unit, a care home")
    services: tuple[str, ...] = Field((), description="kinds of service, where standards differ between them")
    in_force: InForce
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    modules: tuple[Module, ...] = ()
    scales: tuple[Scale, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    sources: Mapping[str, str] = Field({}, description="the full title of each source that the edition names by id")


class QuestionsFile(Sourced):
    """``questions.yaml``: the questions asked of a case beside the standards."""

    questions: tuple[CaseQuestion, ...]


# --- sampling.yaml -------------------------------------------------------------------------------------------------


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


# --- rating.yaml ---------------------------------------------------------------------------------------------------


class RatingPoint(Entry):
    """A rating and the points it earns."""

    rating: Prose
    points: Annotated[int, Field(ge=0)]


class Scoring(Sourced):
    """The ratings, worst first, with their points."""

    ratings: Annotated[tuple[RatingPoint, ...], Field(min_length=2)]


class Band(Entry):
    """The percentages, from a whole number up to the next band, that mean a rating."""

    rating: Prose
    from_percent: Annotated[int, Field(ge=0, le=100)]
    descriptor: Prose


class Bands(Sourced):
    """Percentage of cases judged sufficient -> rating, lowest first."""

    bands: Annotated[tuple[Band, ...], Field(min_length=2)]


class Rounding(Sourced):
    """How a percentage becomes the whole number that is published, and which of the two is placed in a band."""

    rule: Literal["half_up"]
    band_of: Literal["rounded", "unrounded"]


class StandardRule(Sourced):
    """Which rule rates the standards of a kind."""

    rule: Literal["lowest_key_question", "judgement"]


class StandardRules(Entry):
    """The rule for each kind of standard."""

    case: StandardRule
    organisational: StandardRule


class DecisionRule(Sourced):
    """A rule that binds a rating to others: once all the rated standards of a section have one, so has this one."""

    id: Identifier
    rule: Literal["all_of_section"]
    standard: Identifier
    section: Identifier
    all_rated: Prose
    gives: Prose
    because: Prose
    enabled: bool = True


class Discretion(Sourced):
    """When the ratings panel may decide otherwise than the percentages: any one of these suffices."""

    within_points: Annotated[int, Field(ge=0, le=50)]
    one_case_would_change: bool
    cases_at_most: Annotated[int, Field(ge=0)]


class OverallBand(Entry):
    """The mean points per rated standard, up to and including ``up_to``, that mean an overall rating."""

    rating: Prose
    up_to: Share


class Overall(Sourced):
    """How the overall rating is reached: from the score, by judgement, or not at all."""

    rule: Literal["mean_points", "judgement", "none"]
    bands: tuple[OverallBand, ...] = ()


class PublishedBand(Sourced):
    """The range of points of each overall rating for one number of rated standards: a table to check the rule with."""

    rated: Annotated[int, Field(ge=1)]
    points: Mapping[str, tuple[int, int]]


class RatingRules(Sourced):
    """``rating.yaml``: from percentages and judgements to ratings, a score and an overall rating."""

    scoring: Scoring
    bands: Bands | None = None
    rounding: Rounding | None = None
    standards: StandardRules
    decision_rules: tuple[DecisionRule, ...] = ()
    discretion: Discretion | None = None
    overall: Overall
    published_bands: tuple[PublishedBand, ...] = ()

    @cached_property
    def points(self) -> dict[str, int]:
        """Points by rating, worst rating first."""
        return {point.rating: point.points for point in self.scoring.ratings}


# --- report.yaml ---------------------------------------------------------------------------------------------------


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


# --- the whole -----------------------------------------------------------------------------------------------------


class Edition(Entry):
    """One dated version of a framework, whole. ``sha256`` is that of its text, examples apart."""

    framework: FrameworkFile
    standards: tuple[Standard, ...]
    case_questions: tuple[CaseQuestion, ...]
    sampling: SamplingSpecification | None
    rating: RatingRules | None
    report: ReportOutline | None
    guidance: Mapping[str, str]
    sha256: str
    folder: Path = Field(exclude=True)

    @property
    def id(self) -> str:
        """The name of the edition, as commands take it."""
        return self.framework.edition

    @cached_property
    def standard_by_id(self) -> dict[str, Standard]:
        """Standards by their printed id."""
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def characteristic_by_id(self) -> dict[str, Characteristic]:
        """Characteristics by id."""
        return {characteristic.id: characteristic for characteristic in self.framework.characteristics}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Scales by id."""
        return {scale.id: scale for scale in self.framework.scales}

    @cached_property
    def module_by_id(self) -> dict[str, Module]:
        """Modules by id."""
        return {module.id: module for module in self.framework.modules}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Every question that an inspector answers about a case, in the order of the framework."""
        return {question.id: question for question in self._questions()}

    def _questions(self) -> Iterator[Question]:
        for standard in self.standards:
            for key_question in standard.key_questions if standard.kind == "case" else ():
                yield key_question
                yield from key_question.prompts
        yield from self.case_questions

    @cached_property
    def module_of(self) -> dict[str, Module]:
        """The module to which each question belongs; a question in none is asked of every case."""
        modules: dict[str, str | None] = {question.id: question.module for question in self.case_questions}
        for standard in self.standards:
            for key_question in standard.key_questions:
                for question in (key_question, *key_question.prompts):
                    modules[question.id] = standard.module
        return {question: self.module_by_id[module] for question, module in modules.items() if module}

    def find_standard(self, name: str) -> Standard | None:
        """A standard by its id, however it is spaced or capitalised: ``P2.1`` finds ``P 2.1``."""
        return self._standard_by_folded_id.get(fold_id(name))

    def find_question(self, name: str) -> Question | None:
        """A question by its id, however it is spaced or capitalised."""
        return self._question_by_folded_id.get(fold_id(name))

    @cached_property
    def _standard_by_folded_id(self) -> dict[str, Standard]:
        return {fold_id(standard.id): standard for standard in self.standards}

    @cached_property
    def _question_by_folded_id(self) -> dict[str, Question]:
        return {fold_id(question.id): question for question in self.question_by_id.values()}

    @cached_property
    def rated_standards(self) -> int:
        """How many standards make up the score of one inspection, where all are rated."""
        scored = [standard for standard in self.standards if standard.counts_towards_score]
        common = sum(standard.service is None for standard in scored)
        per_service = [sum(standard.service == service for standard in scored) for service in self.framework.services]
        return common + max(per_service, default=0)

    @property
    def maximum_score(self) -> int | None:
        """The highest score of one inspection; None where the edition rates standards and keeps no score."""
        if self.rating is None:
            return 0
        if self.rating.overall.rule != "mean_points":
            return None
        return self.rated_standards * max(self.rating.points.values())

    def cite(self, source: str) -> str:
        """A source in full: ``S2 note 6`` becomes the title that S2 stands for, then ``note 6``."""
        name, _, place = source.partition(" ")
        name = name.rstrip(",")
        title = self.framework.sources.get(name)
        return f"{title}, {place}" if title and place else title or source


def fold_id(name: str) -> str:
    """An id with nothing left that people vary: case and spaces."""
    return "".join(name.split()).casefold()
