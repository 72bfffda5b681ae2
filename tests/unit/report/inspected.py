"""A fact base of 100 cases with everything in it, on a place that does not exist. All names and figures are made up."""

import datetime
from fractions import Fraction

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.case import Case
from inspectorate.context.record import Record
from inspectorate.framework.catalogue import find_edition
from inspectorate.organisation.model import Organisation
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, evidence_from_counts
from inspectorate.rating.rate import rate
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.fact_base import FactBase, Progress, Split, Surveyed
from inspectorate.survey.result import Beside, count

EDITION = find_edition("hmip-pdu-2021")
CASES = 100

__all__ = ["BASE", "CASES", "EDITION", "Case", "Fraction", "counts", "made_base"]


def counts(share: int = 70) -> dict[str, Count]:
    """Counts of every question over 100 cases: 4 missing, some not applicable, about ``share`` per cent yes."""
    made = {}
    for place, name in enumerate(EDITION.question_by_id):
        not_applicable = place * 7 % 30
        relevant = CASES - 4 - not_applicable
        yes = relevant * (share + place * 11 % 30 - 15) // 100
        made[name] = Count(yes=yes, no=relevant - yes, not_applicable=not_applicable, missing=4)
    return made


def _evidence(found: Findings) -> Evidence:
    judged = {
        each.id: Judgement("Requires improvement", "The evidence was mixed.")
        for each in EDITION.standards
        if each.kind == "organisational" and each.rated
    }
    return evidence_from_counts(found, judged)


def _panel(found: Findings) -> Evidence:
    """The evidence with a decision of the panel on a standard where it has discretion, if there is one."""
    evidence = _evidence(found)
    for each in rate(evidence).standards:
        if each.latitude.ratings:
            decision = PanelDecision(
                each.latitude.ratings[0], "The case that decided was disputed.", DAY, ("Pia Panel",)
            )
            return Evidence(evidence.edition, evidence.standards, {each.standard.id: decision})
    return evidence


DAY = datetime.date(2031, 2, 20)


def _splits(found: Findings) -> tuple[Split, ...]:
    """By gender both groups are told of the first question, and none of the second; by age one of three groups is."""
    names = list(found.counts)
    gender = EDITION.characteristic_by_id["gender"]
    first, second, *_ = [value.title for value in gender.values]
    told = {
        first: {name: Count(yes=30, no=40) if name != names[1] else None for name in names[:12]},
        second: {name: Count(yes=9, no=11) if name != names[1] else None for name in names[:12]},
    }
    return (Split("gender", gender.title, told, {names[0]: True, names[2]: False}),)


def _survey(audience: str) -> Surveyed:
    survey = next(each for each in EDITION.surveys if each.audience == audience)
    answers = []
    for number in range(40):
        given: dict[str, object] = {}
        for place, question in enumerate(survey.question_by_id.values()):
            choices = survey.choices_of(question)
            if question.kind in ("one", "scale"):
                given[question.id] = choices[
                    (number + place) % min(2, len(choices))
                    if question.about_you
                    else (number * 3 + place) % len(choices)
                ].choice
            elif question.kind == "several":
                given[question.id] = [choices[0].choice, choices[number % len(choices)].choice]
            elif question.kind == "number":
                given[question.id] = 30 + number
        answers.append(given)
    beside = (Beside("Men", 28, 70, 85), Beside("Women", 12, 30, 15), Beside("Not said or not recorded", None, None, 0))
    return Surveyed(survey.id, survey.title, count(survey, answers), beside)


def made_base() -> FactBase:
    """The fact base."""
    found = Findings(EDITION, CASES, counts())
    previous = PublishedInspection.model_validate(
        {
            "inspection": "pdu/northmoor/2028-03",
            "unit": "pdu/northmoor",
            "unit_name": "Northmoor",
            "unit_kind": "PDU",
            "edition": EDITION.id,
            "published": "2028-03-14",
            "overall": "Inadequate",
            "score": {"points": 2, "maximum": 27},
            "standards": {each.id: "Inadequate" for each in EDITION.standards if each.rated},
            "percentages": {},
            "sources": [{"document": "Report on Northmoor", "gives": ["overall"], "published": "2028-03-14"}],
            "certainty": "published",
            "reviewed": {"by": "those who keep the register", "on": "2031-01-01"},
        }
    )
    return FactBase(
        unit=Organisation("pdu/northmoor", "Northmoor", "PDU", "Far North"),
        rated=rate(_panel(found)),
        findings=found,
        fieldwork=(datetime.date(2031, 1, 13), datetime.date(2031, 1, 31)),
        announced=datetime.date(2030, 12, 16),
        published=datetime.date(2031, 3, 13),
        cohorts=((datetime.date(2030, 6, 3), datetime.date(2030, 6, 9)),),
        composition={"gender": {"male": 80, "female": 20}, "sentence_type": {"community": 61}},
        interviews=79,
        splits=_splits(found),
        context=(
            Record("caseload", "unit", "approximately 1,900", "2031-01", "The service"),
            Record("caseload", "region", "21401", "2031-01", "The service"),
            Record("caseload_women", "unit", "13.8", "2031-01-31", "The service", period_from="2030-02"),
        ),
        surveys=(_survey("staff"), _survey("people_on_probation")),
        recommendations=(
            Recommendation(1, "PDU", "Northmoor PDU", "=improve the quality of work to keep other people safe"),
            Recommendation(2, "HMPPS", "HM Prison and Probation Service", "fill vacancies"),
        ),
        previous=previous,
        progress=(Progress(Recommendation(1, "PDU", "Northmoor PDU", "train staff"), "Some progress", "Half were."),),
        neighbours=(previous,),
        sampling=("Of 240 cases 100 were drawn.",),
        method=("We read cases and spoke with those who supervise.",),
        frozen_at=datetime.datetime(2031, 2, 21, 12, tzinfo=datetime.UTC),
        seal="ab" * 32,
    )


BASE = made_base()
