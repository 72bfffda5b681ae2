"""Texts on cases as a search looks through them. Which cases someone may read, ``actions.search`` says and gives here.

Reasons of answers are many: those alone become texts in which something that is wanted may stand.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from inspectorate.search.fold import comparable
from inspectorate.search.wanted import Wanted
from inspectorate_app.store.models import Answer, Case, CaseAssessment, Replacement
from inspectorate_app.store.queries.count_source import standard_of, title_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.search import Text
from inspectorate_app.store.queries.search_holding import holding_some
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class CaseName:
    """A case by its row, number and reference, and to whom it is allocated."""

    id: int
    number: int
    reference: str
    allocated_to: int | None


_NAMES = Read(
    lambda: (
        Case.objects.filter(inspection_id=Given("inspection"))
        .order_by("number")
        .values_list("pk", "number", "reference", "allocated_to_id")
    )
)


def names(inspection: int, reader: int | None = None) -> list[CaseName]:
    """The cases of an inspection by number, or those alone that are allocated to a ``reader``."""
    found = _NAMES.rows(inspection=inspection)
    return [each for each in (CaseName(*row) for row in found) if reader is None or each.allocated_to == reader]


def cases(inspection: InspectionFacts, found: Collection[CaseName], route: str, argument: str) -> Iterator[Text]:
    """Cases by their references; ``route`` leads to one, whose number is its ``argument``."""
    for each in found:
        title = f"Case {each.number}, reference {each.reference}"
        yield Text(title, "", route, {"inspection": inspection.slug, argument: each.number})


def reasons(inspection: InspectionFacts, readable: Mapping[int, CaseName], wanted: Wanted) -> Iterator[Text]:
    """Reasons and notes on answers in the cases that someone may read, by the ids of their rows."""
    edition = edition_used(inspection)
    standards = standard_of(edition)
    rows = Answer.objects.filter(assessment__inspection_id=inspection.id).exclude(reason="").order_by("pk")
    rows = holding_some(rows, "reason", wanted)
    if len(readable) < _MANY:
        rows = rows.filter(assessment__case__in=readable)
    labels = {name: title_of(asked) for name, asked in edition.question_by_id.items()}
    compared = {name: comparable(f"{name} {label}") for name, label in labels.items()}
    for case, question, reason in rows.values_list("assessment__case_id", "question", "reason").iterator(_AT_ONCE):
        folded = comparable(reason)
        if case not in readable or not wanted.fits(compared.get(question, "") + _compared(readable[case]), folded):
            continue
        yield Text(
            f"{_titled(readable[case])}: {labels.get(question, question)}",
            reason,
            "case_all",
            {"inspection": inspection.slug, "number": readable[case].number},
            anchor=f"question-{question.replace(' ', '-')}",
            standards=frozenset({standards[question]} if question in standards else ()),
            title_alone=False,
            folded=folded,
        )


_INTERVIEWS = Read(
    lambda: (
        CaseAssessment.objects.filter(inspection_id=Given("inspection"))
        .exclude(interview_notes="")
        .order_by("case__number")
        .values_list("case_id", "interview_notes")
    )
)


def interviews(inspection: InspectionFacts, readable: Mapping[int, CaseName]) -> Iterator[Text]:
    """Notes of interviews with practitioners in the cases that someone may read."""
    for case, notes in _INTERVIEWS.rows(inspection=inspection.id):
        if case in readable:
            title = f"{_titled(readable[case])}: interview with the practitioner"
            where: dict[str, str | int] = {"inspection": inspection.slug, "number": readable[case].number}
            yield Text(title, notes, "case_interview", where, title_alone=False)


_REPLACED = Read(
    lambda: (
        Replacement.objects.filter(withdrawn__inspection_id=Given("inspection"))
        .exclude(reason="")
        .order_by("pk")
        .values_list("withdrawn__number", "reason")
    )
)


def replacements(inspection: InspectionFacts) -> Iterator[Text]:
    """Why cases were withdrawn from the sample."""
    for number, reason in _REPLACED.rows(inspection=inspection.id):
        where: dict[str, str | int] = {"inspection": inspection.slug, "case": number}
        yield Text(f"Case {number} was withdrawn", reason, "sample_case", where, title_alone=False)


#: From how many cases on all answers are read and sorted out here: a list in a query costs more.
_MANY = 60
#: Rows that are fetched at a time.
_AT_ONCE = 2_000


@lru_cache(maxsize=4_096)
def _compared(case: CaseName) -> str:
    return f" {comparable(_titled(case))}"


def _titled(case: CaseName) -> str:
    return _("Case {number} ({reference})").format(number=case.number, reference=case.reference)
