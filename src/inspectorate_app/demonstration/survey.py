"""The surveys of the demonstration: synthetic answers that come to figures that were published.

Which figures, and where they stand, is in ``surveys.yaml``. Staff answer by links, one after the other; what people on
probation were asked by others comes in as a file.
"""

import datetime
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry, Survey
from inspectorate.survey.answer import is_asked
from inspectorate.tabular import csv_text
from inspectorate_app.actions import quotation, survey, survey_answer
from inspectorate_app.actions.actor import Actor
from inspectorate_app.demonstration.figures import QuestionFigure
from inspectorate_app.demonstration.lot import lot
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import InspectionFacts

#: How long a survey is open.
OPEN_FOR = datetime.timedelta(days=13)
#: In the inspection in fieldwork: links of a survey that is open, and answers that have come in.
LINKS, ANSWERED = 30, 11


class SurveyFigures(Entry):
    """How one questionnaire is answered: counts of choices, and a few made-up words."""

    questionnaire: str
    respondents: int
    invited: int | None
    questions: tuple[QuestionFigure, ...]
    words: Mapping[str, tuple[str, ...]]


class _File(Entry):
    surveys: tuple[SurveyFigures, ...]


@cache
def survey_figures() -> tuple[SurveyFigures, ...]:
    """The figures, read once."""
    document = read_yaml(Path(__file__).parent / "surveys.yaml")
    read = document.parse(_File)
    if read is None:
        raise BadInput(document.faults)
    return read.surveys


def synthetic_responses(figures: SurveyFigures, questionnaire: Survey) -> list[dict[str, str]]:
    """Responses that come to the figures, who answers what being drawn by lot; the same at every call."""
    responses: list[dict[str, str]] = [{} for _ in range(figures.respondents)]
    for figure in figures.questions:
        question = questionnaire.question_by_id[figure.question]
        asked = [number for number, each in enumerate(responses) if is_asked(questionnaire, question, each)]
        asked.sort(key=partial(_order, question.id))
        given = [choice for choice, count in figure.answers.items() for _ in range(count)]
        for number, choice in zip(asked, given, strict=True):
            responses[number][question.id] = choice
    for name, texts in figures.words.items():
        writing = sorted(range(figures.respondents), key=partial(_order, name))
        for number, text in zip(writing, texts, strict=False):
            responses[number][name] = text
    return responses


def _order(question: str, number: int) -> float:
    return lot("survey", question, str(number))


def as_published(actors: Mapping[str, Actor], facts: InspectionFacts) -> None:
    """Both surveys of an inspection, closed; of the staff's words one is checked, the others wait."""
    for figures in survey_figures():
        questionnaire = query.questionnaire_of(facts, figures.questionnaire)
        responses = synthetic_responses(figures, questionnaire)
        number = _opened(actors["lead"], facts.slug, figures)
        if questionnaire.audience == "staff":
            words = survey.make_links(actors["operations"], facts.slug, number, len(responses))
            for word, each in zip(words, responses, strict=True):
                survey_answer.answer(word, {name: [text] for name, text in each.items()})
        else:
            rows = [dict.fromkeys(questionnaire.question_by_id, "") | each for each in responses]
            content = csv_text(tuple(questionnaire.question_by_id), rows).encode()
            survey.import_file(actors["lead"], facts.slug, number, file_name="synthetic.csv", content=content)
        survey.close(actors["lead"], facts.slug, number)
    _check_one(actors["analyst"], facts, 1)


def under_way(actors: Mapping[str, Actor], facts: InspectionFacts) -> None:
    """A survey of staff that is open, with a few answers and links that are left."""
    figures = survey_figures()[0]
    responses = synthetic_responses(figures, query.questionnaire_of(facts, figures.questionnaire))
    number = _opened(actors["operations"], facts.slug, figures)
    for word, each in zip(
        survey.make_links(actors["operations"], facts.slug, number, LINKS), responses[:ANSWERED], strict=False
    ):
        survey_answer.answer(word, {name: [text] for name, text in each.items()})


def _opened(actor: Actor, slug: str, figures: SurveyFigures) -> int:
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + OPEN_FOR}
    return survey.open_survey(actor, slug, questionnaire=figures.questionnaire, invited=figures.invited, **days)


def _check_one(checker: Actor, facts: InspectionFacts, number: int) -> None:
    quotation.begin_checking(checker, facts.slug, number)
    found = query.find(facts, number)
    waiting = query.to_check(found, checker.person) if found else []
    harmless = next(each for each in waiting if "Practitioner" not in each.text)
    quotation.check(checker, facts.slug, harmless.id, harmless.text)
