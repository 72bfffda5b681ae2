"""How each assessor of an inspection answers: for the quality lead, and for the assessor themselves."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from inspectorate.assessment.pattern import Pattern, Share
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Answer, CaseAssessment
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

_HOUR = 3600


def patterns(inspection: InspectionFacts) -> dict[int, Pattern]:
    """The pattern of everyone who submitted a case, by their id: from submitted assessments alone."""
    rows = CaseAssessment.objects.filter(inspection_id=inspection.id, state="submitted")
    cases: dict[int, int] = Counter()
    hours: dict[int, list[float]] = defaultdict(list)
    for person, began, ended in rows.values_list("submitted_by_id", "started_at", "submitted_at"):
        if person is None or ended is None:
            continue
        cases[person] += 1
        hours[person].append((ended - began).total_seconds() / _HOUR)
    answers, shares, reopened = _answers(inspection), _shares(inspection), _reopened(inspection)
    return {
        person: Pattern(
            cases=number,
            answers=answers.get(person, (0, 0))[0],
            without_reason=answers.get(person, (0, 0))[1],
            reopened=reopened.get(person, 0),
            hours=tuple(sorted(hours[person])),
            shares=shares.get(person, {}),
        )
        for person, number in cases.items()
    }


def key_questions(edition: Edition) -> dict[str, str]:
    """The key questions of an edition that are answered yes or no, with their texts."""
    return {
        key.id: key.text
        for standard in edition.standards
        if standard.kind == "case"
        for key in standard.key_questions
        if {"yes", "no"} <= {each.answer for each in edition.scale_by_id[key.scale].answers}
    }


def _reopened(inspection: InspectionFacts) -> dict[int, int]:
    """By whom a case is allocated to: the cases that were reopened, whether they were submitted again or not."""
    rows = CaseAssessment.objects.filter(inspection_id=inspection.id, reopened__gt=0).order_by()
    return dict(rows.values_list("case__allocated_to_id").annotate(Count("id")))


def _answers(inspection: InspectionFacts) -> dict[int, tuple[int, int]]:
    """By person: answers given, and those of them without a reason."""
    rows = _submitted(inspection).exclude(answer="").order_by().values("assessment__submitted_by_id")
    found = rows.annotate(given=Count("id"), bare=Count("id", filter=Q(reason="")))
    return {row["assessment__submitted_by_id"]: (row["given"], row["bare"]) for row in found}


def _shares(inspection: InspectionFacts) -> Mapping[int, dict[str, Share]]:
    wanted = list(key_questions(edition_used(inspection)))
    rows = _submitted(inspection).filter(question__in=wanted, answer__in=["yes", "no"]).order_by()
    found: dict[int, dict[str, Share]] = defaultdict(dict)
    counted = rows.values("assessment__submitted_by_id", "question").annotate(
        of=Count("id"), no=Count("id", filter=Q(answer="no"))
    )
    for row in counted:
        found[row["assessment__submitted_by_id"]][row["question"]] = Share(row["no"], row["of"])
    return found


def _submitted(inspection: InspectionFacts) -> QuerySet[Answer]:
    return Answer.objects.filter(assessment__inspection_id=inspection.id, assessment__state="submitted")
