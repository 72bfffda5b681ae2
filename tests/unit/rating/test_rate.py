import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.aggregation.counts import aggregate
from inspectorate.aggregation.proportion import Proportion
from inspectorate.assessment.judgements import from_answers
from inspectorate.case import Case
from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import find_edition
from inspectorate.rating.evidence import (
    Evidence,
    Judgement,
    PanelDecision,
    StandardEvidence,
    evidence_from_counts,
)
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.rule import rules_of

EDITION = find_edition("hmip-pdu-2021")
DECISION = PanelDecision("Requires improvement", "Sub-samples were small", datetime.date(2023, 1, 9), ("A", "B"))


def published(*percents: int) -> StandardEvidence:
    return StandardEvidence(tuple(Proportion.published(percent) for percent in percents))


def judged(rating: str) -> StandardEvidence:
    return StandardEvidence(judgement=Judgement(rating, "a reason"))


COMPLETE = Evidence(
    EDITION,
    {
        "1.1": judged("Good"),
        "1.2": judged("Good"),
        "1.3": judged("Outstanding"),
        "1.4": judged("Requires improvement"),
        "2.1": published(80),
        "2.2": published(70, 48, 66),
        "2.3": published(65, 70, 75),
        "2.4": published(66, 70, 75),
        "2.5": published(50, 70, 75),
    },
)


def test_a_score_is_the_sum_of_the_points() -> None:
    rated = rate(COMPLETE)
    # Good 2, Good 2, Outstanding 3, RI 1; Outstanding 3, Inadequate 0, Good 2, Good 2, RI 1: 16 of 27, a mean of 1.78
    assert (rated.points, rated.maximum, rated.overall) == (16, 27, "Good")


def test_a_panel_decision_stands_beside_the_computed_rating_and_counts() -> None:
    rated = rate(replace(COMPLETE, panel={"2.2": DECISION}))
    standard = rated.standard("2.2")
    assert (standard.computed, standard.rating, rated.points) == ("Inadequate", "Requires improvement", 17)
    told = standard.working[-1].text
    assert "9 January 2023 (A, B)" in told
    assert "48 per cent is 2 points from the boundary at 50" in told
    assert "Sub-samples were small" in told


@pytest.mark.parametrize(
    ("evidence", "decided", "told"),
    [
        (published(70, 48, 66), "Requires improvement", None),  # two points below 50
        (published(70, 48, 66), "Inadequate", None),  # the panel may also leave it
        (published(70, 48, 66), "Good", "'Good' is beyond the panel's discretion at 48 per cent"),
        (published(70, 52, 66), "Inadequate", None),  # two points above 50
        (published(70, 52, 66), "Good", "'Good' is beyond the panel's discretion at 52 per cent"),
        (published(31, 49, 57), "Requires improvement", "31 per cent is not near a boundary"),
        # 7 of 12 is 58 per cent, in no window; one case more is 67 per cent: Good
        (StandardEvidence((Proportion.counted(7, 12), *[Proportion.counted(9, 12)] * 2)), "Good", None),
        (
            StandardEvidence((Proportion.counted(7, 12), *[Proportion.counted(9, 12)] * 2)),
            "Inadequate",
            "beyond the panel's discretion",
        ),
        # 72 per cent is in no window; one case fewer of 3 of 4 is 50 per cent, and the standard Requires improvement
        (
            StandardEvidence((Proportion.counted(72, 100), Proportion.counted(3, 4), Proportion.counted(9, 10))),
            "Requires improvement",
            None,
        ),
        # two questions stand equal and low: no single case lifts both
        (
            StandardEvidence((Proportion.counted(4, 10), Proportion.counted(4, 10), Proportion.counted(8, 10))),
            "Requires improvement",
            "40 per cent is not near a boundary",
        ),
        (StandardEvidence((Proportion.counted(2, 5),) * 3), "Outstanding", None),  # five cases: any rating
        (judged("Good"), "Inadequate", "has no percentage to decide on"),
    ],
)
def test_the_panel_decides_only_within_its_discretion(
    evidence: StandardEvidence, decided: str, told: str | None
) -> None:
    decision = replace(DECISION, rating=decided)
    given = replace(COMPLETE, standards={**COMPLETE.standards, "2.2": evidence}, panel={"2.2": decision})
    if told is None:
        assert rate(given).standard("2.2").rating == decided
        return
    with pytest.raises(BadInput, match=told):
        rate(given)


def test_the_panel_does_not_decide_on_what_is_judged() -> None:
    with pytest.raises(BadInput, match=r"1\.1: the standard is judged, not computed"):
        rate(replace(COMPLETE, panel={"1.1": DECISION}))


def test_a_decided_rating_is_the_one_that_decision_rules_see() -> None:
    inadequate = {id_: judged("Inadequate") for id_ in ("2.1", "2.3", "2.4", "2.5")}
    near = Evidence(EDITION, {**COMPLETE.standards, **inadequate, "2.2": published(48, 60, 60)})
    assert rate(near).standard("1.1").rating == "Inadequate"
    assert rate(replace(near, panel={"2.2": DECISION})).standard("1.1").rating == "Good"


def test_an_inspection_that_is_not_finished_has_no_score() -> None:
    rated = rate(Evidence(EDITION, {"2.2": published(57, 49, 31)}))
    assert (rated.points, rated.overall) == (None, None)
    assert rated.standard("2.2").rating == "Inadequate"
    assert "1.1 Leadership" in rated.working[-1].text
    assert rated.maximum == 24  # court work may be left unrated, and nothing was given on it


def test_a_key_question_without_relevant_cases_has_no_part_in_the_rating() -> None:
    given = StandardEvidence((Proportion.counted(7, 10), None, Proportion.counted(9, 10)))
    standard = rate(Evidence(EDITION, {"2.2": given})).standard("2.2")
    assert (standard.rating, standard.driven_by and standard.driven_by.question.id) == ("Good", "2.2.1")


def test_resettlement_is_rated_and_leaves_the_score_of_a_youth_justice_service_alone() -> None:
    edition = find_edition("hmip-yjs-2018")
    # Dorset, January 2023: with resettlement Good, ten others Good, one RI and one Outstanding: 10 x 2 + 1 + 3 = 24.
    scored = [standard.id for standard in edition.standards if standard.counts_towards_score]
    ratings = dict.fromkeys(scored, "Good") | {
        scored[0]: "Outstanding",
        scored[1]: "Requires improvement",
        "4.1": "Good",
    }
    rated = rate(Evidence(edition, {id_: judged(rating) for id_, rating in ratings.items()}))
    assert (rated.points, rated.maximum, rated.overall) == (24, 36, "Good")
    assert rated.standard("4.1").rating == "Good"


def test_each_service_is_rated_on_its_own_standards() -> None:
    edition = find_edition("hmip-crc-nps-2018")
    for service in ("CRC", "NPS"):
        own = [s.id for s in edition.standards if s.rated and s.service in (None, service)]
        rated = rate(Evidence(edition, {id_: judged("Good") for id_ in own}))
        assert (rated.points, rated.maximum, rated.overall) == (20, 30, "Good")


def test_an_overall_rating_that_is_judged_is_never_computed() -> None:
    edition = find_edition("hmip-sfo-review")
    standards = {standard.id: judged("Good") for standard in edition.standards if standard.rated}
    assert rate(Evidence(edition, standards)).overall is None
    rated = rate(Evidence(edition, standards, overall=Judgement("Requires improvement", "one gap weighed heavily")))
    assert (rated.overall, rated.points, rated.maximum) == ("Requires improvement", None, None)


@pytest.mark.parametrize(
    ("points", "rated", "told"),
    [(28, 9, "28 points"), (-1, 9, "-1 points"), (0, 0, "0 standards"), (3, 10, "10 standards"), (25, 8, "25 points")],
)
def test_a_score_that_cannot_be_is_refused(points: int, rated: int, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        overall_rating(EDITION, points, rated)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(0, 2), st.integers(0, 100))
def test_a_better_key_question_never_lowers_a_standard(percents: list[int], place: int, better: int) -> None:
    points = rules_of(EDITION).points

    def points_for(given: list[int]) -> int:
        rating = rate(Evidence(EDITION, {"2.2": published(*given)})).standard("2.2").rating
        return points[rating or ""]

    improved = [max(percent, better) if at == place else percent for at, percent in enumerate(percents)]
    assert points_for(improved) >= points_for(percents)


@given(st.integers(1, 9).flatmap(lambda rated: st.tuples(st.integers(0, 3 * rated - 1), st.just(rated))))
def test_a_point_more_never_lowers_the_overall_rating(score: tuple[int, int]) -> None:
    order = list(rules_of(EDITION).points)
    points, rated = score
    assert order.index(overall_rating(EDITION, points + 1, rated)[0]) >= order.index(
        overall_rating(EDITION, points, rated)[0]
    )


def test_every_step_by_a_rule_names_its_source_and_how_well_it_is_known() -> None:
    rated = rate(COMPLETE)
    steps = [step for standard in rated.standards for step in standard.working] + list(rated.working)
    by_rule = [step for step in steps if step.rule]
    assert by_rule
    assert all(step.source and step.certainty in ("published", "derived", "assumed") for step in by_rule)


CASES = {reference: Case(reference, {"report_type": "oral"}) for reference in "ABC"}
ALL_YES = {
    name: EDITION.scale_by_id[question.scale].answers[0].answer
    for name, question in EDITION.question_by_id.items()
    if name != "inspector_risk_of_harm"
}


def rated_without(*unanswered: str, cases: dict[str, Case] | None = None) -> InspectionRating:
    """An inspection in which everything is sufficient, and some questions have no answer."""
    answers = {name: answer for name, answer in ALL_YES.items() if not name.startswith(unanswered or ("-",))}
    findings = aggregate(from_answers(EDITION, dict.fromkeys("ABC", answers)), CASES if cases is None else cases)
    organisational = {id_: Judgement("Good", "a reason") for id_ in ("1.1", "1.2", "1.3", "1.4")}
    return rate(evidence_from_counts(findings, organisational))


def test_a_key_question_that_nobody_answered_holds_up_its_standard_and_the_score() -> None:
    rated = rated_without("2.2.3")
    standard = rated.standard("2.2")
    assert (standard.rating, standard.driven_by, rated.points) == (None, None, None)
    assert "no answer to 2.2.3 in 3 relevant cases" in standard.working[-1].text
    assert len(standard.key_questions) == 2
    assert "2.2 Assessment" in rated.working[-1].text


def test_court_reports_that_were_not_assessed_hold_up_the_score() -> None:
    rated = rated_without("2.1")
    assert (rated.standard("2.1").not_rated, rated.standard("2.1").rating, rated.points) == ("", None, None)


@pytest.mark.parametrize(
    "cases",
    [
        {reference: Case(reference, {"report_type": "none"}) for reference in "ABC"},
        {reference: Case(reference, {"gender": "male"}) for reference in "ABC"},
        {},
    ],
    ids=["none", "not recorded", "no cases given"],
)
def test_court_work_is_not_rated_where_no_court_report_is_known(cases: dict[str, Case]) -> None:
    rated = rated_without("2.1", cases=cases)
    assert rated.standard("2.1").not_rated
    # four Good at 2, four Outstanding at 3
    assert (rated.points, rated.maximum) == (20, 24)


def test_an_inspection_of_no_known_service_waits_for_the_standards_of_one() -> None:
    edition = find_edition("hmip-crc-nps-2018")
    common = {s.id: judged("Good") for s in edition.standards if s.rated and s.service is None}
    rated = rate(Evidence(edition, common))
    assert (rated.points, rated.maximum, rated.overall) == (None, 30, None)
    assert "the standards for CRC or NPS" in rated.working[-1].text
    both = {s.id: judged("Good") for s in edition.standards if s.rated}
    with pytest.raises(BadInput, match="one kind of service"):
        rate(Evidence(edition, both))


def test_a_relevance_rule_that_leaves_cases_out_is_told_with_its_source() -> None:
    told = [step for step in rated_without().standard("2.2").working if step.rule == "relevance"]
    assert [(step.text[:5], step.certainty) for step in told] == [("2.2.3", "assumed")]
