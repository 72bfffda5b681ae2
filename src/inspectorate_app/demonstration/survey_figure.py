"""How the surveys of the demonstration are answered: see ``surveys.yaml``."""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry, Survey
from inspectorate.survey.answer import is_asked
from inspectorate_app.demonstration.figures import QuestionFigure
from inspectorate_app.demonstration.lot import lot


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
