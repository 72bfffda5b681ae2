"""What the evidence gives, key by key; the figures are those of ``claims/evidence.py``."""

from dataclasses import replace
from fractions import Fraction

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.fact_base import FactBase, Progress, Split
from inspectorate.report.statistics import find, statistics
from inspectorate.report.wording import forms, say, worded
from tests.unit.report.claims.evidence import COUNTS, fact_base


@pytest.fixture(scope="module")
def base() -> FactBase:
    return fact_base()


def test_every_question_has_its_count_and_its_opposite(base: FactBase) -> None:
    found = statistics(base)
    for question, (yes, no) in COUNTS.items():
        for key, number in ((f"case:{question}", yes), (f"case:{question}:no", no)):
            assert (found[key].numerator, found[key].denominator) == (number, yes + no)
    assert found["case:2.2.3c"].about == "2.2"
    assert "‘No’ to ‘Does assessment focus sufficiently on keeping" in found["case:2.2.3:no"].what


def test_a_question_that_no_case_was_relevant_to_has_none(base: FactBase) -> None:
    assert "case:2.2.3a" not in statistics(base)


def test_a_split_says_whether_its_group_differs(base: FactBase) -> None:
    """Women differ from the 82 others in 2.4.1 (1.54, from 1.22), and not in 2.4.2 (1.15, from 0.66)."""
    found = statistics(base)
    women = found["case:2.4.1@gender=female"]
    assert (women.numerator, women.denominator, women.group, women.tested) == (18, 20, "Female", True)
    assert found["case:2.4.2@gender=female"].tested is False
    assert found["case:2.4.1:no@gender=female"].numerator == 2


def test_what_may_not_be_shown_is_not_there(base: FactBase) -> None:
    hidden = Split("gender", "Gender", {"Female": {"2.4.1": None}, "Male": {"2.4.1": None}})
    found = statistics(replace(base, splits=(hidden,)))
    assert not [key for key in found if key.startswith("case:") and "@" in key]


def test_a_test_that_was_made_elsewhere_stands(base: FactBase) -> None:
    given = replace(base.splits[0], tested={"2.4.1": False})
    assert statistics(replace(base, splits=(given,)))["case:2.4.1@gender=female"].tested is False


def test_figures_of_context_by_level_part_and_date(base: FactBase) -> None:
    found = statistics(base)
    assert found["context:caseload"].value == 2380
    assert found["context:caseload@region"].value == 15372
    assert found["context:vacancy_rate:court staff"].share == Fraction(43, 100)
    assert found["context:sickness_days"].value == Fraction("13.8")
    assert found["context:sickness_days@2024-03"].value == Fraction("15.1")
    assert worded(found["context:domestic_abuse_backlog"]) == "over 1300"


def test_sample_ratings_score_and_recommendations(base: FactBase) -> None:
    """Points: leadership 0, staff 1, services and information 2 each, the five of section 2 none: 5 of 27."""
    found = statistics(base)
    assert found["sample:cases"].value == 102
    assert found["sample:interviews"].value == 79
    assert found["sample:gender=female"].share == Fraction(20, 102)
    assert found["rating:1.3"].text == "Good"
    assert found["rating:overall"].text == "Requires improvement"
    assert worded(found["score"]) == "5/27"
    assert found["recommendations"].value == 6
    assert found["recommendations:PDU"].value == 4
    assert found["lowest:2.2"].value == 31  # 30 of 96 is 31.25
    assert (found["ratings:2:Inadequate"].numerator, found["ratings:2:Inadequate"].denominator) == (5, 5)
    assert found["date:fieldwork"].text == "2026-03-02/2026-03-13"
    assert worded(found["date:fieldwork"]) == "2 March 2026 to 13 March 2026"


def test_surveys(base: FactBase) -> None:
    found = statistics(base)
    assert found["survey:people-on-probation:respondents"].value == 41
    favourable = found["survey:people-on-probation:safe:favourable"]
    assert worded(favourable) == "40 out of 41"
    assert worded(favourable, "per cent") == "98 per cent"


def test_the_last_inspection_and_its_recommendations(base: FactBase) -> None:
    before = PublishedInspection.model_validate(
        {
            "inspection": "pdu/northmoor/2023-06",
            "unit": "pdu/northmoor",
            "edition": "hmip-pdu-2021",
            "overall": "Inadequate",
            "score": {"points": 2, "maximum": 27},
            "percentages": {"2.2.3": 25},
            "sources": [{"document": "the report"}],
            "certainty": "published",
            "reviewed": {"by": "nobody", "on": "2026-01-01"},
        }
    )
    progress = tuple(
        Progress(each, status, "") for each, status in zip(base.recommendations, ("some", "some", "no"), strict=False)
    )
    found = statistics(replace(base, previous=before, progress=progress))
    assert found["previous:rating"].text == "Inadequate"
    assert worded(found["previous:score"]) == "2/27"
    assert found["previous:2.2.3"].share == Fraction(1, 4)
    assert (found["progress:some"].numerator, found["progress:some"].denominator) == (2, 3)


def test_a_key_is_found_however_it_is_spaced(base: FactBase) -> None:
    found = statistics(base)
    assert find(found, "Case: 2.2.3") is found["case:2.2.3"]
    assert find(found, "case:9.9.9") is None


def test_every_statistic_can_be_said_in_each_of_its_forms(base: FactBase) -> None:
    for statistic in statistics(base).values():
        for form in ("", *forms(statistic)):
            assert say(statistic, form, False).strip()
            assert say(statistic, form, True)[:1] == say(statistic, form, True)[:1].upper()


def test_a_form_that_there_is_not_is_refused_with_those_there_are(base: FactBase) -> None:
    statistic = statistics(base)["rating:1.3"]
    with pytest.raises(BadInput, match="no form"):
        worded(statistic, "per cent")
    with pytest.raises(ValueError, match="use one of rating"):
        say(statistic, "per cent", False)
