"""However what the evidence says is worded, a claim in those words is true; with another number it is not."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.framework.catalogue import find_edition
from inspectorate.report.claims.check import in_prose
from inspectorate.report.claims.claim import Claim
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import forms, worded
from tests.unit.report.claims.evidence import EDITION, fact_base

QUESTIONS = [
    question.id
    for standard in find_edition(EDITION).standards
    if standard.kind == "case"
    for key_question in standard.key_questions
    for question in (key_question, *key_question.prompts)
]
WORDED = ("count", "per cent", "share", "share and per cent")


def drawn(seed: int) -> dict[str, tuple[int, int]]:
    """Counts of every question, by lot."""
    lot = random.Random(seed)
    return {name: (lot.randint(0, 60), lot.randint(1, 60)) for name in QUESTIONS}


def claims_of(statistic: Statistic, words: str, evidence: dict[str, Statistic]) -> tuple[Claim, ...]:
    """The claims of a sentence that says of a statistic what it counts."""
    question = statistic.what.partition("to ‘")[2].rstrip("’?")
    negative = " not" if statistic.key.endswith(":no") else ""
    sentence = f"This was{negative} so in {words} of the cases: {question}."
    return tuple(
        each for each in in_prose(sentence, evidence, about=statistic.about) if each.kind in ("number", "share")
    )


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(QUESTIONS), st.booleans(), st.sampled_from(WORDED))
def test_what_the_evidence_says_is_true(seed: int, question: str, against: bool, form: str) -> None:
    evidence = statistics(fact_base(drawn(seed), splits={}))
    statistic = evidence[f"case:{question}:no" if against else f"case:{question}"]
    words = worded(statistic, form)
    found = claims_of(statistic, words, evidence)
    assert found or words == "all"
    assert {each.verdict for each in found} <= {"true"}, (words, [(each.text, each.why) for each in found])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(QUESTIONS), st.booleans(), st.integers(1, 99))
def test_another_percentage_is_not_true(seed: int, question: str, against: bool, other: int) -> None:
    """A percentage that no statistic of that standard has is marked false, and the right one is told."""
    evidence = statistics(fact_base(drawn(seed), splits={}))
    statistic = evidence[f"case:{question}:no" if against else f"case:{question}"]
    taken = {worded(each, "per cent") for each in evidence.values() if "per cent" in forms(each)}
    if f"{other} per cent" in taken or other < 10:
        return
    (found,) = claims_of(statistic, f"{other} per cent", evidence)
    assert (found.verdict, found.right) == ("false", worded(statistic, "per cent")), found.why


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(QUESTIONS), st.integers(1, 60), st.integers(60, 120))
def test_another_count_is_not_true(seed: int, question: str, part: int, whole: int) -> None:
    evidence = statistics(fact_base(drawn(seed), splits={}))
    statistic = evidence[f"case:{question}"]
    if any((each.numerator, each.denominator) == (part, whole) for each in evidence.values()):
        return
    found = claims_of(statistic, f"{part} out of {whole}", evidence)
    assert "true" not in {each.verdict for each in found if " out of " in each.text}


@pytest.mark.parametrize("key", ["case:2.2.3", "case:2.2.3c:no", "score", "sample:cases", "recommendations:PDU"])
@pytest.mark.parametrize("start", [False, True])
def test_what_a_placeholder_puts_in_is_no_claim(key: str, start: bool) -> None:
    evidence = statistics(fact_base())
    for form in forms(evidence[key]):
        before = "" if start else "We found "
        assert in_prose(f"{before}{{{{{key} | {form}}}}} of what we looked at.", evidence) == ()


def test_every_share_that_is_worded_holds() -> None:
    """For every count out of 97: the words of its share are true, and those of a share 30 points away are not."""
    for part in range(98):
        counts = {"2.2.3": (part, 97 - part)}
        evidence = statistics(fact_base(counts, splits={}))
        statistic = evidence["case:2.2.3"]
        words = worded(statistic, "share")
        found = claims_of(statistic, words, evidence)
        assert all(each.verdict == "true" for each in found), (part, words)
        far = Fraction((part + 30) % 98, 97)
        other = worded(
            Statistic("x", "proportion", "", "", numerator=far.numerator, denominator=far.denominator), "share"
        )
        found = claims_of(statistic, other, evidence)
        assert all(each.verdict == "false" for each in found) or part >= 68, (part, words, other)
