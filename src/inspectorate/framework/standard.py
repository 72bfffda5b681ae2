"""What is asked: standards, key questions, prompts, the scales of their answers, the words of ``framework.yaml``."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from inspectorate.framework.entry import Certainty, Entry, Identifier, Prose, Sourced


class Condition(Entry):
    """One thing that must hold of a case: a characteristic, or an answer to another question, is among some values."""

    characteristic: Identifier | None = Field(None, description="a characteristic of the case; give this or 'question'")
    question: Identifier | None = Field(
        None, description="another question about the case; give this or 'characteristic'"
    )
    any_of: Annotated[tuple[str, ...], Field(min_length=1)] = Field(alias="is", description="values that satisfy it")


class Relevance(Sourced):
    """When a question applies to a case: every condition holds. What is not recorded never makes a case irrelevant."""

    when: Annotated[tuple[Condition, ...], Field(min_length=1)] = Field(
        description="conditions, all of which must hold"
    )
    because: Prose = Field(description="in plain words, as an inspector reads it beside the question")


class Answer(Entry):
    """One answer of a scale, and what it counts as. ``none`` is for facts, which are neither good nor bad."""

    answer: Identifier = Field(description="as it is kept and counted")
    title: Prose = Field(description="as people read it")
    counts_as: Literal["yes", "no", "not_applicable", "none"] = Field(
        description="yes: for the service; no: against it; not_applicable: left out; none: a fact, neither"
    )
    aliases: tuple[str, ...] = Field((), description="other ways in which a file of judgements may write it")


class Scale(Sourced):
    """The answers a question may have, in the order in which they are offered."""

    id: Identifier = Field(description="the name by which questions call it")
    title: Prose = Field(description="as people read it")
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)] = Field(
        description="in the order in which they are offered"
    )


#: An id that is printed, as 2.1.1, R 1.2.3a or C9b; any other is a word for the program, as home_visit or outcomes.1.
_PRINTED = re.compile(r"(?:[A-Z]+ ?)?\d+(?:\.\d+)*[a-z]?")


def printed_code(id_: str) -> str:
    """The number that people read of a question: its id where that is printed, and blank where it is not."""
    return id_ if _PRINTED.fullmatch(id_) else ""


class Question(Sourced):
    """What an inspector answers about a case."""

    id: Identifier = Field(description="unique in the edition, and printed: 2.1.1, 2.1.1a, home_visit")
    text: Prose = Field(description="the question in full")
    scale: Identifier = Field("yes_no", description="the id of the scale of its answers")
    relevance: Relevance | None = Field(None, description="when it applies; without it, always")
    guidance: str = Field("", description="help at hand for the inspector")

    @property
    def code(self) -> str:
        """Its number as it is printed before its text; blank where its id is no more than a word for it."""
        return printed_code(self.id)

    @property
    def heading(self) -> str:
        """As people read it: 2.1.1 Does assessment ..., or the text alone."""
        return f"{self.code} {self.text}".strip()


class Prompt(Question):
    """A question that informs the answer to a key question, without deciding it."""


class KeyQuestion(Question):
    """A question on which a standard is rated; the inspector's own answer, never computed from its prompts."""

    series: Identifier | None = Field(None, description="the same in every edition whose question can be compared")
    prompts: tuple[Prompt, ...] = Field((), description="the questions that inform its answer")


class CaseQuestion(Question):
    """A question asked of a case beside the standards: a judgement, or a fact about it."""

    topic: Prose = Field(description="a heading over questions on one subject")
    module: Identifier = Field(description="the id of the module it belongs to")
    series: Identifier | None = Field(None, description="the same in every edition whose question can be compared")


class Module(Sourced):
    """A set of questions asked together of one sample of cases: case supervision, court reports, victim cases."""

    id: Identifier = Field(description="the name by which standards and questions call it")
    title: Prose = Field(description="as people read it")
    relevance: Relevance | None = Field(None, description="which cases it is asked of; without it, all")


class CharacteristicValue(Entry):
    """A value that a characteristic may have, and how else a caseload may write it."""

    value: Identifier = Field(description="as it is kept")
    title: Prose = Field(description="as people read it")
    aliases: tuple[str, ...] = Field((), description="other ways in which a caseload may write it")


class Characteristic(Sourced):
    """What is recorded of each case so that findings can be split by it."""

    id: Identifier = Field(description="the name of its column")
    title: Prose = Field(description="as people read it")
    values: Annotated[tuple[CharacteristicValue, ...], Field(min_length=1)] = Field(
        description="every value it may have"
    )
    aliases: tuple[str, ...] = Field((), description="other names of its column")


class Standard(Sourced):
    """A standard, rated or not. ``kind`` says on what it rests: cases, judgement of an organisation, or prose alone."""

    id: Identifier = Field(description="as printed: '2.1', P 2.1. In quotation marks where it is a number")
    title: Prose = Field(description="as printed")
    section: Identifier = Field(description="the id of the section it stands in")
    kind: Literal["case", "organisational", "heading"] = Field(
        description="case: rests on cases; organisational: rated by judgement; heading: prose alone"
    )
    statement: str = Field("", description="what the standard requires, as printed")
    rated: bool = Field(True, description="whether it has a rating")
    scored: bool = Field(True, description="whether its points count towards the score")
    service: str | None = Field(None, description="the only kind of service to which it applies")
    may_be_not_rated: bool = Field(False, description="whether an inspection may leave it unrated")
    module: Identifier | None = Field(None, description="the id of the module whose cases it rests on")
    key_questions: tuple[KeyQuestion, ...] = Field((), description="the questions on which it is rated")
    rating_characteristics: Mapping[str, str] = Field({}, description="what each rating looks like, for judgement")
    note: str = Field("", description="what a user of the edition should know of it")

    @property
    def code(self) -> str:
        """Its number as it is printed before its title; blank where its id is no more than a word for it."""
        return self.id if any(letter.isdigit() for letter in self.id) else ""

    @property
    def heading(self) -> str:
        """As people read it: 2.1 Court work, or Outcomes."""
        return f"{self.code} {self.title}".strip()

    @property
    def counts_towards_score(self) -> bool:
        """Whether its points are part of the score and of the maximum."""
        return self.rated and self.scored


class InForce(Sourced):
    """From when until when an edition was used; ``to`` is empty while it is."""

    from_: datetime.date | None = Field(None, alias="from", description="the first day, as 2021-07-01")
    to: datetime.date | None = Field(None, description="the last day; leave it out while the edition is in use")


class Section(Sourced):
    """A heading over standards."""

    id: Identifier = Field(description="the name by which standards call it")
    title: Prose = Field(description="as printed")


class SmallGroup(Sourced):
    """Which groups are too small to be shown, in results and in what is published."""

    fewest: int = Field(ge=3, description="the fewest cases or people of a group that is shown, 3 or more")


#: Of an edition that gives none: no policy of an inspectorate on small numbers was found (METHOD 7).
OWN_SMALL_GROUP = SmallGroup(fewest=5, source="METHOD 7", certainty=Certainty.ASSUMED)


class FrameworkFile(Sourced):
    """``framework.yaml``: what the edition is, and the words the other files use."""

    edition: Identifier = Field(description="the name of the edition, as commands take it")
    title: Prose = Field(description="the full title")
    inspectorate: Prose = Field(description="who inspects")
    subject: Prose = Field(description="what is inspected: a probation delivery unit, a care home")
    services: tuple[str, ...] = Field((), description="kinds of service, where standards differ between them")
    in_force: InForce = Field(description="when it is used")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)] = Field(
        description="the headings over standards, in order"
    )
    modules: tuple[Module, ...] = Field((), description="sets of questions asked of one sample of cases")
    scales: tuple[Scale, ...] = Field((), description="the answers that questions may have")
    characteristics: tuple[Characteristic, ...] = Field((), description="what is recorded of each case")
    small_group: SmallGroup = Field(
        OWN_SMALL_GROUP, description="which groups are too small to be shown; fewer than 5 cases, assumed, without it"
    )
    sources: Mapping[str, str] = Field({}, description="the full title of each source that the edition names by id")


class QuestionsFile(Sourced):
    """``questions.yaml``: the questions asked of a case beside the standards."""

    questions: tuple[CaseQuestion, ...] = Field(description="the questions asked of a case beside the standards")
