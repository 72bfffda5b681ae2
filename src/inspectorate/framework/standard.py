"""What is asked: standards, key questions, prompts, the scales of their answers, the words of ``framework.yaml``."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced


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
