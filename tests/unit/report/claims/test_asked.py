"""What a recommendation says is so is held against the evidence; what it asks for is not."""

from functools import cache
from pathlib import Path

import pytest

from inspectorate.register.opening.open import open_document
from inspectorate.register.reading.read import read
from inspectorate.report.claims.asked import is_said
from inspectorate.report.claims.check import in_prose
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import fact_base

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"


@cache
def evidence():
    return statistics(fact_base())


def in_recommendation(text):
    return [each for each in in_prose(text, evidence()) if is_said(text, each)]


#: Of 96 cases 30 were sufficient on keeping people safe (31 per cent), of 102 27 had effective management oversight
#: (26 per cent); 19 per cent of posts of probation officers are vacant, and 13.8 days were lost to sickness.
SAFE = "assessment focuses sufficiently on keeping other people safe"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "improve assessment, which focused sufficiently on keeping other people safe in only 60 per cent of cases",
            "60",
        ),
        (f"raise the share of cases in which {SAFE} from 45 per cent", "45"),
        ("double the share of 40 per cent of cases with effective management oversight", "40"),
        ("reduce the vacancy rate for probation officers, which is 30 per cent", "30"),
        ("cut sickness from 10.4 to 8 days a year", "10.4"),
        ("address management oversight, because it was effective in most cases", "most"),
        ("ensure that managers act on the 40 per cent of cases with effective management oversight", "40"),
    ],
)
def test_what_it_says_is_so_is_held(text, said):
    (claim,) = [each for each in in_recommendation(text) if each.verdict == "false"]
    assert claim.text.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        f"raise the share of cases in which {SAFE} from 31 per cent to 80 per cent",
        f"ensure that in 80 per cent of cases {SAFE}",
        f"make sure that, in at least 80 per cent of cases, {SAFE}",
        f"reach at least 80 per cent of cases in which {SAFE}",
        "ensure that all cases have an assessment that focuses sufficiently on keeping other people safe",
        "ensure that every case has management oversight",
        "ensure that management oversight is effective in over half of cases",
        "give management oversight that is effective in the majority of cases",
        "reduce the vacancy rate for probation officers to 5 per cent",
        "bring the vacancy rate for probation officers down to no more than 5 per cent",
        "cut sickness from 13.8 to 10 days a year",
        "publish the plan by 1 September 2026",
        "complete the backlog within three months, and train staff every four weeks",
        "improve the quality of work to keep people safe",
    ],
)
def test_what_it_asks_for_is_not_held(text):
    assert [each.text for each in in_recommendation(text) if each.verdict == "false"] == []


def test_what_is_so_is_told_as_true():
    (claim,) = in_recommendation("cut sickness from 13.8 to 10 days a year")
    assert (claim.text, claim.verdict) == ("13.8", "true")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it")
def test_of_those_published_none_is_held_for_what_it_asks_of_all_cases():
    """69 recommendations in S1, S2 and S4 (52 + 13 + 4), read by hand: none states a number as a fact.

    Three ask for something "in all cases" or "in all relevant cases"; as a report would say it, two were false here.
    """
    texts = [
        item.value.text
        for number in ("001_ff8cab6e6239494e", "002_e816e03cce485c26", "004_d258cdfbb1cfa730")
        for facts in [read(open_document(SEEDS / f"{number}.txt"))]
        for item in {id(i): i for u in (facts.units or (facts.subject,)) for i in u.recommendations.items}.values()
    ]
    assert len(texts) == 69
    assert sum(each.verdict == "false" for text in texts for each in in_prose(text, evidence())) == 2
    assert [each for text in texts for each in in_recommendation(text)] == []
