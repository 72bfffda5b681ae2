"""A fact base made for tests: an inspection that never was, of a place that is not."""

import datetime
from collections.abc import Mapping, Sequence

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.aggregation.proportion import Proportion
from inspectorate.context.record import Record
from inspectorate.framework.catalogue import find_edition
from inspectorate.organisation.model import Organisation
from inspectorate.rating.evidence import Evidence, Judgement, StandardEvidence
from inspectorate.rating.rate import rate
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.fact_base import FactBase, Split, Surveyed
from inspectorate.survey.result import QuestionResult, Results

EDITION = "hmip-pdu-2021"
Pair = tuple[int, int]

#: Cases judged sufficient, and not: of every question that the tests speak of.
COUNTS: dict[str, Pair] = {
    "2.1.1": (4, 8),
    "2.2.1": (58, 44),
    "2.2.2": (50, 52),
    "2.2.3": (30, 66),
    "2.2.3c": (45, 50),
    "2.3.1": (51, 51),
    "2.3.2": (53, 49),
    "2.3.3": (37, 56),
    "2.3.3d": (24, 33),
    "2.4.1": (66, 36),
    "2.4.2": (41, 61),
    "2.4.3": (40, 53),
    "2.5.1": (62, 40),
    "2.5.2": (56, 46),
    "2.5.3": (41, 52),
    "2.6.1": (39, 61),
    "management_oversight": (27, 75),
    "compliance_sufficient": (89, 13),
    "risk_of_harm_reduced": (0, 96),
    "victim_contact_timely": (10, 0),
}
#: Women and men, so that they differ in engagement and hardly in desistance.
WOMEN: dict[str, Pair] = {"2.4.1": (18, 2), "2.4.2": (9, 11)}
MEN: dict[str, Pair] = {"2.4.1": (48, 34), "2.4.2": (32, 50)}
FIGURES: Sequence[tuple[str, str, str, str, str]] = (
    ("caseload", "unit", "2380", "2026-03", ""),
    ("caseload", "region", "15372", "2026-03", ""),
    ("vacancy_rate", "unit", "43", "2026-03", "court staff"),
    ("vacancy_rate", "unit", "19", "2026-03", "probation officers"),
    ("sickness_days", "unit", "13.8", "2026-03", ""),
    ("sickness_days", "region", "12.9", "2026-03", ""),
    ("sickness_days", "unit", "15.1", "2024-03", ""),
    ("domestic_abuse_backlog", "unit", "over 1300", "2026-03", ""),
)
RATED = {"1.1": "Inadequate", "1.2": "Requires improvement", "1.3": "Good", "1.4": "Good"}


def fact_base(counts: Mapping[str, Pair] = COUNTS, splits: Mapping[str, Mapping[str, Pair]] | None = None) -> FactBase:
    """The fact base with such counts."""
    edition = find_edition(EDITION)
    made = {name: Count(yes=yes, no=no) for name, (yes, no) in counts.items()}
    evidence = {id_: StandardEvidence(judgement=Judgement(rating)) for id_, rating in RATED.items()}
    for standard in edition.standards:
        questions = [question.id for question in standard.key_questions]
        if standard.kind == "case" and standard.rated and all(id_ in made for id_ in questions):
            evidence[standard.id] = StandardEvidence(tuple(made[id_].proportion for id_ in questions))
    groups = {"Female": WOMEN, "Male": MEN} if splits is None else splits
    return FactBase(
        unit=Organisation("pdu/northmoor", "Northmoor", "PDU", "Northern"),
        rated=rate(Evidence(edition, evidence)),
        findings=Findings(edition, 102, made),
        fieldwork=(datetime.date(2026, 3, 2), datetime.date(2026, 3, 13)),
        published=datetime.date(2026, 6, 9),
        cohorts=((datetime.date(2025, 8, 4), datetime.date(2025, 8, 10)),),
        composition={"gender": {"female": 20, "male": 82}},
        interviews=79,
        splits=(_split(groups),) if groups else (),
        context=tuple(Record(name, level, value, on, "the region", of) for name, level, value, on, of in FIGURES),
        surveys=(_survey(),),
        recommendations=tuple(
            Recommendation(number, *to, "do it")
            for number, to in enumerate([("PDU", "Northmoor PDU")] * 4 + [("HMPPS", "HMPPS")] * 2, start=1)
        ),
    )


def _split(groups: Mapping[str, Mapping[str, Pair]]) -> Split:
    counts = {title: {name: Count(yes=yes, no=no) for name, (yes, no) in row.items()} for title, row in groups.items()}
    return Split("gender", "Gender", counts)


def _survey() -> Surveyed:
    survey = find_edition(EDITION).survey_by_id["people-on-probation"]
    results = {
        name: QuestionResult(survey.question_by_id[name], base, base, True, favourable=Proportion.counted(good, base))
        for name, good, base in (("safe", 40, 41), ("views", 19, 41))
    }
    return Surveyed("people-on-probation", survey.title, Results(survey, 41, 5, results))
