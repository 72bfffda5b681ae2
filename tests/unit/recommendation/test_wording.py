"""Advice on the wording of recommendations: what it sees, and what it leaves alone in those that were published."""

from pathlib import Path

import pytest

from inspectorate.recommendation.wording import advice
from inspectorate.register.opening.open import open_document
from inspectorate.register.reading.read import read

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"


def rules(text: str) -> list[str]:
    return [each.rule for each in advice(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("review the role of the middle manager", []),
        ("devise and implement a strategy for staffing", []),
        ("improve services to reduce reoffending and reduce risk of harm", []),
        ("the workload of staff is too high", ["verb"]),
        ("Review the role of the middle manager", ["small letter"]),
        ("review the role. Then train managers", ["one thing"]),
        ("review the hub and develop a consistent approach", ["one thing"]),
        ("consider a regional intranet where possible", ["measurable", "measurable"]),
        ("better use what is there", ["verb", "measurable"]),
        ("improve " + "very " * 59 + "much", ["long"]),
        ("improve " + "very " * 58 + "much", []),
        ("  \n ", []),
    ],
)
def test_advice_is_given_where_it_is_due(text, expected):
    assert rules(text) == expected


def test_advice_says_what_and_how_to_mend_it():
    (found,) = advice("the workload of staff is too high")
    assert found.problem == "it does not begin with a verb that we know (‘the’)"
    assert found.mend == "begin with what is to be done, such as ‘ensure’ or ‘review’: it goes on from ‘should:’"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it")
def test_of_those_published_it_finds_fault_with_few():
    """69 recommendations in S1, S2 and S4 (52 + 13 + 4), read by hand: all begin with a verb and none is too long.

    Three ask for a second thing (Blackburn 5, Cumbria 7, Cambridgeshire 4), one is to be considered (Blackburn 7), and
    one is to do something better (Leicester 11).
    """
    found = [
        (item.value.addressed_as.split()[0], item.value.number, each.rule)
        for number in ("001_ff8cab6e6239494e", "002_e816e03cce485c26", "004_d258cdfbb1cfa730")
        for facts in [read(open_document(SEEDS / f"{number}.txt"))]
        for item in {id(i): i for u in (facts.units or (facts.subject,)) for i in u.recommendations.items}.values()
        for each in advice(item.value.text)
    ]
    assert found == [
        ("Blackburn", 5, "one thing"),
        ("North", 7, "measurable"),
        ("North", 7, "one thing"),
        ("East", 11, "measurable"),
        ("Cambridgeshire", 4, "one thing"),
    ]
