"""The surveys of the demonstration come to the figures that were published."""

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate.survey.result import Results, count
from inspectorate.survey.wording import share_words
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.survey_figure import survey_figures, synthetic_responses


@pytest.fixture(scope="module")
def counted() -> dict[str, Results]:
    edition = find_edition(published_figures().edition)
    return {
        each.questionnaire: count(
            edition.survey_by_id[each.questionnaire],
            synthetic_responses(each, edition.survey_by_id[each.questionnaire]),
        )
        for each in survey_figures()
    }


@pytest.mark.parametrize(
    ("questionnaire", "question", "published"),
    [
        # S1, North West
        ("staff", "quality_priority", "115 of 147"),
        ("staff", "adjustments_met", "28 of 39"),
        ("staff", "rewarded", "56 per cent"),
        # S2, Leicester, Leicestershire and Rutland
        ("people-on-probation", "safe", "97 per cent"),
        ("people-on-probation", "private", "82 per cent"),
        ("people-on-probation", "views", "46 per cent"),
        # S4, Cambridgeshire and Peterborough
        ("people-on-probation", "distance", "83 per cent"),
        ("people-on-probation", "understood", "83 per cent"),
        ("people-on-probation", "mental_health_support", "33 per cent"),
    ],
)
def test_a_published_figure_is_come_to(
    counted: dict[str, Results], questionnaire: str, question: str, published: str
) -> None:
    share = counted[questionnaire].questions[question].favourable
    assert share is not None
    assert published in (f"{share.sufficient} of {share.relevant}", f"{share.percent} per cent")
    (figures,) = [each for each in survey_figures() if each.questionnaire == questionnaire]
    (figure,) = [each for each in figures.questions if each.question == question]
    assert figure.published == published


def test_how_many_answered_and_what_is_said_in_words(counted: dict[str, Results]) -> None:
    """S1: 147 respondents, two-thirds of staff said that change was managed well; S2: contact with 70 people."""
    assert (counted["staff"].respondents, counted["people-on-probation"].respondents) == (147, 70)
    change = counted["staff"].questions["change_managed"].favourable
    assert change is not None
    assert share_words(change, "staff") == "two-thirds of staff"


def test_who_they_were(counted: dict[str, Results]) -> None:
    """S2: 53 per cent on a community sentence, 36 released from prison, 11 did not specify."""
    shares = [each.percent for each in counted["people-on-probation"].questions["sentence"].choices]
    assert shares == [53, 36, 11]
