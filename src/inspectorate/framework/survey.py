"""``surveys/*.yaml``: what an inspection asks the staff of a service, and the people whom it supervises."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced

#: The choice that every question about the respondent offers, under this name and no other.
PREFER_NOT_TO_SAY = "prefer_not_to_say"
#: The kinds of question that have choices.
WITH_CHOICES = frozenset({"one", "several", "scale"})


class SurveyChoice(Entry):
    """One choice of a question, and what it counts as."""

    choice: Identifier = Field(description="as it is kept and counted")
    title: Prose = Field(description="as people read it")
    counts_as: Literal["favourable", "unfavourable", "neither", "left_out"] = Field(
        "neither", description="left_out: not part of the base, such as 'This does not apply to me'"
    )
    aliases: tuple[str, ...] = Field((), description="other ways in which a file of answers may write it")


class SurveyScale(Sourced):
    """The steps of a scale that several questions share, in the order in which they are offered."""

    id: Identifier = Field(description="the name by which questions call it")
    choices: Annotated[tuple[SurveyChoice, ...], Field(min_length=2)] = Field(description="its steps, in order")
    favourable: Prose = Field(description="what the favourable steps say together: agreed or strongly agreed")


class ShownIf(Entry):
    """A question is asked of those alone who gave one of some answers to an earlier one."""

    question: Identifier = Field(description="a question with choices, in an earlier section")
    any_of: Annotated[tuple[str, ...], Field(min_length=1)] = Field(alias="is", description="choices of that question")


class SurveyQuestion(Sourced):
    """A question to a respondent. None must be answered."""

    id: Identifier = Field(description="unique in the survey, and the heading of its column in a file of answers")
    text: Prose = Field(description="the question in full")
    kind: Literal["one", "several", "scale", "number", "text"] = Field(
        description="one or several choices, a step of a scale, a whole number, or one's own words"
    )
    hint: str = Field("", description="help below the question")
    choices: tuple[SurveyChoice, ...] = Field((), description="of the kinds 'one' and 'several'")
    scale: Identifier | None = Field(None, description="of the kind 'scale': the id of a scale of the survey")
    least: int = Field(0, ge=0, description="of the kind 'number': the lowest")
    most: int = Field(1_000, le=1_000_000, description="of the kind 'number': the highest")
    about_you: bool = Field(False, description="a question about the respondent, to see who answered")
    characteristic: Identifier | None = Field(
        None, description="the characteristic of a case to which the choices answer, so that both can be compared"
    )
    shown_if: ShownIf | None = Field(None, description="of whom it is asked; without it, of everyone")
    standards: tuple[str, ...] = Field((), description="ids of the standards on which the answers bear")


class SurveySection(Sourced):
    """Questions that stand on one page."""

    id: Identifier = Field(description="unique in the survey")
    title: Prose = Field(description="the heading of the page")
    introduction: str = Field("", description="what stands above its questions")
    questions: Annotated[tuple[SurveyQuestion, ...], Field(min_length=1)] = Field(description="in order")


class Survey(Sourced):
    """``surveys/*.yaml``: one questionnaire."""

    id: Identifier = Field(description="unique in the edition: staff, people-on-probation")
    title: Prose = Field(description="as respondents read it")
    audience: Literal["staff", "people_on_probation"] = Field(description="who is asked")
    introduction: Prose = Field(description="why one is asked, as respondents read it first")
    minutes: int = Field(10, ge=1, le=60, description="how long it takes")
    scales: tuple[SurveyScale, ...] = Field((), description="the scales that its questions share")
    sections: Annotated[tuple[SurveySection, ...], Field(min_length=1)] = Field(description="a page each, in order")

    @cached_property
    def question_by_id(self) -> dict[str, SurveyQuestion]:
        """Its questions, in order."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def scale_by_id(self) -> dict[str, SurveyScale]:
        """Its scales by id."""
        return {scale.id: scale for scale in self.scales}

    def choices_of(self, question: SurveyQuestion) -> tuple[SurveyChoice, ...]:
        """What a question offers: its own choices, or the steps of its scale; nothing for numbers and words."""
        if question.kind == "scale":
            scale = self.scale_by_id.get(question.scale or "")
            return scale.choices if scale else ()
        return question.choices

    def of_kind(self, kind: str) -> Iterator[SurveyQuestion]:
        """Its questions of one kind."""
        return (question for question in self.question_by_id.values() if question.kind == kind)
