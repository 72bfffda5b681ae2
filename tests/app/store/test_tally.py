"""Results are read from tallies, and are what the library counts from the answers themselves."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as property_of
from hypothesis import strategies as st

from inspectorate.assessment.cases import read_cases
from inspectorate.assessment.judgements import answers_to
from inspectorate.assessment.reading import read_judgements
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import tally
from tests.app import counted, given

pytestmark = pytest.mark.django_db
EDITION = find_edition(given.MODELS_OF_EDITION)
QUESTIONS = list(EDITION.question_by_id)


@pytest.fixture
def facts():
    return inspections.facts_of(given.inspection())


@st.composite
def answered(draw):
    """Up to a dozen cases with some characteristics and some answers."""
    answers, cases = {}, {}
    for number in range(draw(st.integers(0, 12))):
        reference = f"SYN{number:03}"
        chosen = draw(st.lists(st.sampled_from(QUESTIONS), max_size=25, unique=True))
        answers[reference] = {
            name: draw(st.sampled_from([a.answer for a in answers_to(EDITION, EDITION.question_by_id[name])]))
            for name in chosen
        }
        recorded = draw(st.lists(st.sampled_from(list(EDITION.characteristic_by_id)), max_size=6, unique=True))
        cases[reference] = Case(
            reference,
            {
                name: draw(st.sampled_from([v.value for v in EDITION.characteristic_by_id[name].values]))
                for name in recorded
            },
        )
    return answers, cases


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@property_of(answered())
def test_findings_are_what_the_library_counts(facts, data):
    answers, cases = data
    row = given.Inspection.objects.get(pk=facts.id)
    counted.tally(row, EDITION, answers, cases)
    whole, by = counted.of_library(inspections.edition_used(facts), answers, cases)
    assert tally.findings(facts) == whole
    assert {k: dict(v.answers) for k, v in tally.findings(facts).counts.items()} == {
        k: dict(v.answers) for k, v in whole.counts.items()
    }
    for characteristic, expected in by.items():
        found = tally.findings_by(facts, characteristic)
        assert list(found) == list(expected)
        assert found == expected


def test_without_a_submission_there_are_no_cases(facts):
    found = tally.findings(facts)
    assert found.cases == 0 == tally.submitted(facts)
    assert set(found.counts) == set(QUESTIONS)
    assert not any(count.relevant or count.missing for count in found.counts.values())
    assert tally.findings_by(facts, "gender") == {}


@pytest.mark.parametrize("cases", [1, 60])
def test_one_query_however_many_answers(facts, cases, django_assert_num_queries):
    answers = {f"SYN{n:03}": dict.fromkeys(("2.2.1", "2.2.2"), "yes") for n in range(cases)}
    counted.tally(given.Inspection.objects.get(pk=facts.id), EDITION, answers, {})
    tally.findings(facts)  # the edition is read once a process
    with django_assert_num_queries(1):
        assert tally.findings(facts).counts["2.2.1"].yes == cases
    with django_assert_num_queries(1):
        assert tally.findings_by(facts, "gender")["not_recorded"].cases == cases


def test_the_demonstration_comes_to_the_published_counts(facts, demonstration: Path):
    cases = read_cases(demonstration / "cases.csv", EDITION).cases
    read = read_judgements(demonstration / "judgements.csv", EDITION, cases)
    answers = {
        reference: {name: a.answer for name in QUESTIONS if (a := read.answer(reference, name))}
        for reference in read.cases
    }
    counted.tally(given.Inspection.objects.get(pk=facts.id), EDITION, answers, cases)
    found = tally.findings(facts)
    # Published on 9 February 2023: 102 cases, 19 court reports; 2.2.3 is 31 per cent, of 96 cases with a risk of harm.
    assert found.cases == 102
    assert (found.counts["2.1.1"].yes, found.counts["2.1.1"].relevant) == (1, 19)
    assert (found.counts["2.2.3"].yes, found.counts["2.2.3"].relevant) == (30, 96)
