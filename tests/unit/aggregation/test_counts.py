import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.aggregation.counts import Count, aggregate, aggregate_by
from inspectorate.aggregation.proportion import whole_percent
from inspectorate.assessment.judgements import from_answers
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition

EDITION = find_edition("hmip-pdu-2021")
QUESTIONS = ["2.2.1", "2.2.3", "2.2.3a", "enforcement_required", "enforcement_taken"]
ASSESSMENTS = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["yes", "no", "not_applicable"])),
    min_size=1,
    max_size=12,
)


def test_each_answer_is_counted_as_what_it_means() -> None:
    assessments = {
        "A": {"2.2.1": "yes", "management_oversight": "effective", "inspector_risk_of_harm": "low", "2.2.3": "yes"},
        "B": {"2.2.1": "no", "management_oversight": "absent", "inspector_risk_of_harm": "high", "2.2.3": "no"},
        "C": {"2.2.1": "not_applicable", "management_oversight": "insufficient", "2.2.3": "yes"},
        "D": {},
    }
    counts = aggregate(from_answers(EDITION, assessments)).counts
    assert counts["2.2.1"] == Count(yes=1, no=1, not_applicable=1, missing=1)
    assert counts["management_oversight"] == Count(yes=1, no=2, missing=1)
    assert counts["management_oversight"].answers["absent"] == 1
    assert counts["inspector_risk_of_harm"] == Count(other=2, missing=2)
    # A was judged low risk of harm: its answer to 2.2.3 does not apply, and is not counted.
    assert counts["2.2.3"] == Count(yes=1, no=1, not_applicable=1, missing=1)
    assert counts["2.2.2"] == Count(missing=4)
    assert counts["2.2.2"].proportion is None


def test_counts_by_characteristic_add_up_to_the_whole() -> None:
    answers = {"A": {"2.2.1": "yes"}, "B": {"2.2.1": "no"}, "C": {"2.2.1": "yes"}, "D": {}}
    cases = {
        "A": Case("A", {"gender": "female"}),
        "B": Case("B", {"gender": "male"}),
        "C": Case("C", {"gender": "male"}),
        "D": Case("D"),
    }
    split = aggregate_by(from_answers(EDITION, answers), cases, "gender")
    assert {value: (part.cases, part.counts["2.2.1"]) for value, part in split.items()} == {
        "female": (1, Count(yes=1)),
        "male": (2, Count(yes=1, no=1)),
        "not_recorded": (1, Count(missing=1)),
    }


@given(ASSESSMENTS, st.randoms())
def test_the_order_of_cases_never_matters(assessments: dict[str, dict[str, str]], order: random.Random) -> None:
    shuffled = list(assessments.items())
    order.shuffle(shuffled)
    one, other = aggregate(from_answers(EDITION, assessments)), aggregate(from_answers(EDITION, dict(shuffled)))
    assert one.counts == other.counts


@given(ASSESSMENTS)
def test_every_case_is_counted_once_for_every_question(assessments: dict[str, dict[str, str]]) -> None:
    for count in aggregate(from_answers(EDITION, assessments)).counts.values():
        assert count.yes + count.no + count.not_applicable + count.missing + count.other == len(assessments)


@given(ASSESSMENTS)
def test_an_unanswered_question_never_moves_a_percentage(assessments: dict[str, dict[str, str]]) -> None:
    with_silent_case = {**assessments, "silent": {}}
    before, after = aggregate(from_answers(EDITION, assessments)), aggregate(from_answers(EDITION, with_silent_case))
    for question in QUESTIONS:
        assert before.counts[question].proportion == after.counts[question].proportion
        assert after.counts[question].missing == before.counts[question].missing + 1


@given(st.integers(1, 2000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_whole_per_cent_is_never_more_than_half_a_point_away(counts: tuple[int, int]) -> None:
    share = Fraction(*counts)
    assert -Fraction(1, 2) < whole_percent(share) - share * 100 <= Fraction(1, 2)
