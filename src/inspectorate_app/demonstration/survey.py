"""The surveys of the demonstration: synthetic answers that come to figures that were published.

Which figures, and where they stand, is in ``surveys.yaml``. Staff answer by links, one after the other; what people on
probation were asked by others comes in as a file.
"""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from inspectorate.framework.model import Survey
from inspectorate.tabular import csv_text
from inspectorate_app.actions import quotation, survey, survey_answer
from inspectorate_app.actions.actor import Actor
from inspectorate_app.demonstration.survey_figure import SurveyFigures, survey_figures, synthetic_responses
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import InspectionFacts

#: How long a survey is open.
OPEN_FOR = datetime.timedelta(days=13)
#: In the inspection in fieldwork: links of a survey that is open, and answers that have come in.
LINKS, ANSWERED = 30, 11


def as_published(actors: Mapping[str, Actor], facts: InspectionFacts) -> None:
    """Both surveys of an inspection, closed; of the staff's words one is checked, the others wait."""
    for figures in survey_figures():
        questionnaire = query.questionnaire_of(facts, figures.questionnaire)
        if questionnaire.audience != "staff":
            _taken_in(actors, facts, figures, questionnaire)
        else:
            number = _opened(actors["lead"], facts.slug, figures)
            responses = synthetic_responses(figures, questionnaire)
            words = survey.make_links(actors["operations"], facts.slug, number, len(responses))
            for word, each in zip(words, responses, strict=True):
                survey_answer.answer(word, {name: [text] for name, text in each.items()})
            survey.close(actors["lead"], facts.slug, number)
    _check_one(actors["analyst"], facts, 1)


def of_people(actors: Mapping[str, Actor], facts: InspectionFacts) -> None:
    """The surveys of people on probation alone, closed."""
    for figures in survey_figures():
        questionnaire = query.questionnaire_of(facts, figures.questionnaire)
        if questionnaire.audience == "people_on_probation":
            _taken_in(actors, facts, figures, questionnaire)


def _taken_in(
    actors: Mapping[str, Actor], facts: InspectionFacts, figures: SurveyFigures, questionnaire: Survey
) -> None:
    """A survey that others made, taken in as a file and closed."""
    number = _opened(actors["lead"], facts.slug, figures)
    responses = synthetic_responses(figures, questionnaire)
    rows = [dict.fromkeys(questionnaire.question_by_id, "") | each for each in responses]
    content = csv_text(tuple(questionnaire.question_by_id), rows).encode()
    survey.import_file(actors["lead"], facts.slug, number, file_name="synthetic.csv", content=content)
    survey.close(actors["lead"], facts.slug, number)


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
