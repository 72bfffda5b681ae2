"""Whatever is typed, it is read without a failure, and every claim stands in the text."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.report.claims.check import in_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import fact_base

PIECES = st.sampled_from(
    """only|just|over|nearly|three|quarters|of|the|cases|12|out of|74 per cent|(|)|,|.|"|'Good'|rated|better|than|for
women|men|most|all but|none|not|assessment|# 2.2 Assessment|\n\n|- |{{case:2.2.3 | count}}|{{case:9}}|{{|published|on
3 March 2026|score|5/27|five points out of 27|recommendations|six|fieldwork|higher|regional average|0 per cent|in|1/0
increased|since|the last inspection|99999999999999|½|’|‘|<sup>1</sup>|*|_""".replace("\n", "|").split("|")
)


@cache
def evidence() -> dict[str, Statistic]:
    return statistics(fact_base())


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["", "2.2", "1.1", "9"]))
def test_any_text_is_read(text: str, about: str) -> None:
    for claim in in_prose(text, evidence(), about=about):
        assert 0 <= claim.place.start < claim.place.end <= len(text)
        assert claim.place.line == text.count("\n", 0, claim.place.start) + 1
        assert claim.why
        assert claim.fingerprint


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    in_prose(text, evidence())
