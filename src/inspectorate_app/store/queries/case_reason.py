"""What inspectors wrote on single cases, as what a finding may rest on. Who may read a case is ``actions``' to say."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from inspectorate.assessment.judgements import answers_to
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Answer, CaseAssessment
from inspectorate_app.store.queries.count_source import standard_of, title_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.source import Source

KIND = "cases"


def sources(inspection: InspectionFacts) -> list[Source]:
    """Every reason in a submitted assessment, by case and question."""
    return _found(inspection, _rows(inspection))


def submitted_by(inspection: InspectionFacts, person: int) -> frozenset[int]:
    """The numbers of the cases whose assessment someone submitted."""
    rows = CaseAssessment.objects.filter(inspection_id=inspection.id, state="submitted", submitted_by_id=person)
    return frozenset(rows.values_list("case__number", flat=True))


def named(inspection: InspectionFacts, keys: Collection[str]) -> list[Source]:
    """Those of some keys: "12/2.2.1" is the reason for 2.2.1 in case 12."""
    which = Q()
    for key in keys:
        number, _, question = key.partition("/")
        if number.isdecimal():
            which |= Q(assessment__case__number=int(number), question=question)
    return _found(inspection, _rows(inspection).filter(which)) if which else []


def _rows(inspection: InspectionFacts) -> QuerySet[Answer, Answer]:
    rows = Answer.objects.filter(assessment__inspection_id=inspection.id, assessment__state="submitted")
    return rows.exclude(reason="").order_by("assessment__case__number", "question")


def _found(inspection: InspectionFacts, rows: QuerySet[Answer, Answer]) -> list[Source]:
    edition = edition_used(inspection)
    standards = standard_of(edition)
    return [
        Source(
            kind=KIND,
            key=f"{number}/{question}",
            title=f"Case {number}: {title_of(edition.question_by_id[question])}",
            words=f"{_answer(edition, question, answer)}{reason}",
            route="case_all",
            arguments={"inspection": inspection.slug, "number": number},
            standards=frozenset({standards[question]}) if question in standards else frozenset(),
            case=number,
        )
        for number, question, answer, reason in rows.values_list(
            "assessment__case__number", "question", "answer", "reason"
        )
        if question in edition.question_by_id
    ]


def _answer(edition: Edition, question: str, answer: str) -> str:
    titles = {each.answer: each.title for each in answers_to(edition, edition.question_by_id[question])}
    return f"{titles.get(answer, answer)}. " if answer else ""
