"""Surveys: how they stand, their results when they are closed, and answers that were collected elsewhere."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field

from inspectorate.survey.result import QuestionResult, response_rate
from inspectorate.survey.wording import sentence
from inspectorate_app.actions import survey as action
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.survey import SurveyFacts

router = Router(tags=["Surveys"])

SurveyNumber = Annotated[int, Path(description="The number of a survey within its inspection", ge=0, le=2**31 - 1)]


class SurveyOut(Schema):
    """A survey as it stands. Of the answers of one that is not closed, their number alone is known."""

    number: int
    questionnaire: str
    title: str
    audience: str
    opens_on: datetime.date
    closes_on: datetime.date
    standing: str = Field(description="waiting, open, ended (its last day has passed) or closed")
    asked: int | None = Field(description="How many were asked, where that is known")
    answered: int
    answers_kept: bool = Field(description="False where it is not closed, or too few answered")


class Surveys(Schema):
    """The surveys of an inspection."""

    surveys: list[SurveyOut]


class SurveyChoiceOut(Schema):
    """How often one choice was given; null where a small group is protected."""

    choice: str
    title: str
    count: int | None
    percent: int | None = Field(description="Of the base; null where it is not part of the base")


class SurveyQuestionOut(Schema):
    """A question counted."""

    question: str
    text: str
    certainty: str = Field(description="assumed: the wording is our own")
    asked: int
    base: int
    shown: bool = Field(description="False where too few answered: there are no choices then")
    choices: list[SurveyChoiceOut]
    favourable: int | None
    favourable_percent: int | None
    median: int | None
    sentence: str = Field(description="The favourable answers as a report says them; blank where there are none")


class SurveyResults(Schema):
    """A closed survey counted."""

    survey: SurveyOut
    response_rate: int | None = Field(description="In per cent of those asked")
    threshold: int = Field(description="Nothing is shown of fewer")
    questions: list[SurveyQuestionOut]


class QuotationOut(Schema):
    """A text that was checked."""

    question: str
    text: str


class Quotations(Schema):
    """The texts that were checked; those that wait are seen by their checker alone, and never by a token."""

    quotations: list[QuotationOut]


class SurveyAnswersIn(Body):
    """Answers that were collected elsewhere: for each respondent an object of question and answer."""

    answers: list[dict[str, str]] = Field(
        description="5 or more; several choices of one question are separated by semicolons. Whatever is no question "
        "is refused: it could tell who answered",
        examples=[[{"change_managed": "agree", "adjustments_needed": "no"}]],
        max_length=10_000,
    )


class Imported(Schema):
    """Answers were taken in."""

    survey: int
    answers: int


@operation(router, "GET", "", Action.SEE_SURVEYS, Surveys, "List surveys")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every survey of an inspection, with how many have answered."""
    return {"surveys": [_told(each) for each in query.surveys(found(inspection))]}


@operation(router, "GET", "/{int:survey}/results", Action.SEE_SURVEYS, SurveyResults, "See the results of a survey")
def results(request: HttpRequest, inspection: InspectionSlug, survey: SurveyNumber) -> dict[str, Any]:
    """Every question counted, small groups protected. 409 where the survey is not closed, or too few answered."""
    one = _found(inspection, survey)
    counted = query.results(one)
    if counted is None:
        raise NotNow(_("There are no results: the survey is not closed, or too few answered."))
    return {
        "survey": _told(one),
        "response_rate": response_rate(one.answered, one.asked or 0),
        "threshold": counted.threshold,
        "questions": [_question(one, each) for each in counted.questions.values()],
    }


@operation(router, "GET", "/{int:survey}/quotations", Action.SEE_SURVEYS, Quotations, "List quotations")
def quotations(request: HttpRequest, inspection: InspectionSlug, survey: SurveyNumber) -> dict[str, Any]:
    """What people wrote in their own words, as it was checked for names."""
    checked = query.quotations(_found(inspection, survey))
    return {"quotations": [{"question": each.question.id, "text": each.text} for each in checked]}


@operation(router, "POST", "/{int:survey}/answers", Action.MANAGE_SURVEYS, Imported, "Import answers", status=201)
def import_answers(
    request: HttpRequest, inspection: InspectionSlug, body: SurveyAnswersIn, survey: SurveyNumber, key: Key = ""
) -> dict[str, Any]:
    """Take in answers that were collected elsewhere, all or none. Neither their order nor a time is kept."""
    from inspectorate.survey.file import read_given

    def do() -> dict[str, Any]:
        actor = actor_of(request)
        number = action.import_answers(actor, inspection, survey, lambda asked: read_given(body.answers, asked))
        return {"survey": survey, "answers": number}

    return once_for(request, key, do)


def _found(inspection: str, survey: int) -> SurveyFacts:
    one = query.find(found(inspection), survey)
    if one is None:
        raise NotThere
    return one


def _told(one: SurveyFacts) -> dict[str, Any]:
    return {
        "number": one.number,
        "questionnaire": one.questionnaire.id,
        "title": one.title,
        "audience": one.questionnaire.audience,
        "opens_on": one.opens_on,
        "closes_on": one.closes_on,
        "standing": one.standing,
        "asked": one.asked,
        "answered": one.answered,
        "answers_kept": one.answers_kept,
    }


def _question(one: SurveyFacts, result: QuestionResult) -> dict[str, Any]:
    share = result.favourable
    return {
        "question": result.question.id,
        "text": result.question.text,
        "certainty": result.question.certainty,
        "asked": result.asked,
        "base": result.base,
        "shown": result.shown,
        "choices": [
            {"choice": each.choice.choice, "title": each.choice.title, "count": each.count, "percent": each.percent}
            for each in result.choices
        ],
        "favourable": share.sufficient if share else None,
        "favourable_percent": share.percent if share else None,
        "median": result.median,
        "sentence": sentence(one.questionnaire, result),
    }
