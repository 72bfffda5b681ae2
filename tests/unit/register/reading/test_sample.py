"""The cases inspected, the interviews held and the people asked; and numbers that are none of them."""

from pathlib import Path

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts import Fact
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.numeral import whole_number
from inspectorate.register.reading.sample import interviews, sample_size, survey_respondents

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


def layout(text: str) -> Layout:
    return Layout(Document("made-up.txt", "text", text))


def said(fact: Fact[int] | None) -> int | None:
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("We inspected 102 cases where sentences and licences had commenced in April.", 102),
        ("We inspected\n34 community orders and 25 releases on licence from custody where sentences began.", 59),
        ("We inspected 20 community and custodial sentences and 15 out-of-court disposals.", 35),
        ("Inspectors examined in detail forty-five cases.", 45),
        ("In the week of the inspection 37 cases were reviewed.", 37),
        ("Safety had too little attention in almost three-quarters of the 196 cases inspected.", 196),
        ("There were 19 reports in a cohort of 102 cases.", 102),
        ("We inspected 26 cases where the person identified as female.", None),
        ("In total, 19 reports were inspected.", None),
        ("Risk was not analysed in 59 out of the 96 cases inspected.", None),
        ("Risk was analysed in 33 out of 57 relevant cases inspected, and in four of the 15 cases inspected.", None),
        ("Risk was analysed in 45 out of a total of 95 cases.", None),
        ("The unit supervises 1,734 people and 380 cases.", None),
    ],
)
def test_cases_inspected(text: str, cases: int | None) -> None:
    assert said(sample_size(layout(text))) == cases


def test_numbers_said_together_keep_both_places() -> None:
    fact = sample_size(layout("We inspected 34 community orders and 25 releases on licence."))
    assert fact is not None
    assert [(place.quote, place.how) for place in fact.evidence] == [
        ("34 community orders", "cases inspected, 34 + 25"),
        ("25 releases on licence", "cases inspected, 34 + 25"),
    ]


def test_the_background_decides_and_elsewhere_the_largest() -> None:
    parts = "We inspected 12 cases from custody.\n\nWe inspected 60 cases in all.\n\n"
    assert said(sample_size(layout(parts))) == 60
    assert said(sample_size(layout(f"{parts}## Background\n\nWe inspected 58 cases.\n"))) == 58


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("We also conducted 79 interviews with probation practitioners.", 79),
        ("We also conducted one interview with a practitioner.", 1),
        ("Inspectors interviewed 15 case managers.", 15),
        ("We held 12 interviews with children.", None),
        ("We interviewed three operational managers and the head.", None),
    ],
)
def test_interviews(text: str, held: int | None) -> None:
    assert said(interviews(layout(text))) == held


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("User Voice had contact with 70 people on probation as part of this inspection.", 70),
        ("In our survey, 115 out of 147 respondents were content.", 147),
        ("A total of 12 children responded.", 12),
        ("Eleven per cent of respondents did not say.", None),
        ("The unit supervises 1,734 people on probation.", None),
    ],
)
def test_people_asked(text: str, asked: int | None) -> None:
    assert said(survey_respondents(layout(text))) == asked


@pytest.mark.parametrize(
    ("text", "number"),
    [("13", 13), ("1,734", 1734), ("Twenty-six", 26), ("nineteen", 19), ("a few", None), ("twenty eleven", None)],
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@needs_seeds
@pytest.mark.parametrize(
    ("file", "numbers"),
    [
        ("000_6094152029f84b50.txt", (None, None, None)),
        ("001_ff8cab6e6239494e.txt", (196, None, 147)),
        ("002_e816e03cce485c26.txt", (102, 79, 70)),
        ("003_b89c618ae7204513.txt", (None, None, None)),
        ("004_d258cdfbb1cfa730.txt", (59, 47, 41)),
    ],
)
def test_the_seeds(file: str, numbers: tuple[int | None, ...]) -> None:
    page = layout((SEEDS / file).read_text(encoding="utf-8"))
    assert (said(sample_size(page)), said(interviews(page)), said(survey_respondents(page))) == numbers
