"""The counts of an inspection as the library's findings, read from what each submission keeps up.

However many answers are stored, this is one query: the answers themselves are not looked at.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from inspectorate.aggregation.counts import NOT_RECORDED, Count, Findings
from inspectorate.assessment.judgements import answers_to
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Tally
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

#: What stands in ``Tally.counts`` beside the answers of a scale.
MISSING, NOT_RELEVANT, SURELY_MISSING = "missing", "not_relevant", "surely_missing"

_NOTHING: Mapping[str, int] = MappingProxyType({})


def findings(inspection: InspectionFacts) -> Findings:
    """The counts of every question over all submitted assessments; of no case where none was submitted yet."""
    row = Tally.objects.filter(inspection_id=inspection.id, characteristic="", value="").first()
    edition = edition_used(inspection)
    if row is None:
        return Findings(edition, 0, {question: _count(edition, question, _NOTHING) for question in _asked(edition)})
    found = findings_of(edition, row.cases, row.counts)
    unanswered = [name for name, count in found.counts.items() if count.missing and not count.relevant]
    sure = {name: row.counts[name].get(SURELY_MISSING, 0) for name in unanswered}
    return Findings(edition, found.cases, found.counts, sure)


def findings_by(inspection: InspectionFacts, characteristic: str) -> dict[str, Findings]:
    """The counts within each value of a characteristic that a submitted case has, in the edition's order.

    Cases of which it was not recorded come last. Raises ``KeyError`` where the edition has no such characteristic.
    """
    return grouped(edition_used(inspection), characteristic, groups_of(inspection.id, characteristic))


def groups_of(inspection: int, characteristic: str) -> dict[str, dict[str, Any]]:
    """The ``cases`` and ``counts`` of each value of a characteristic that a submitted case has, as they are stored."""
    return groups_by(inspection, [characteristic]).get(characteristic, {})


def groups_by(inspection: int, characteristics: Iterable[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """The same by each of several characteristics, in one query; none of one that no submitted case has."""
    rows = Tally.objects.filter(inspection_id=inspection, characteristic__in=list(characteristics), cases__gt=0)
    made: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        made.setdefault(row.characteristic, {})[row.value or NOT_RECORDED] = {"cases": row.cases, "counts": row.counts}
    return made


def grouped(edition: Edition, characteristic: str, groups: Mapping[str, Mapping[str, Any]]) -> dict[str, Findings]:
    """Groups as they are stored as the library's findings, in the order of the edition."""
    order = [value.value for value in edition.characteristic_by_id[characteristic].values]
    return {
        value: findings_of(edition, groups[value]["cases"], groups[value]["counts"])
        for value in dict.fromkeys([*order, NOT_RECORDED])
        if value in groups
    }


def submitted(inspection: InspectionFacts) -> int:
    """How many case assessments are counted."""
    row = Tally.objects.filter(inspection_id=inspection.id, characteristic="", value="").values_list("cases").first()
    return row[0] if row else 0


def _asked(edition: Edition) -> list[str]:
    return list(edition.question_by_id)


def findings_of(edition: Edition, cases: int, given: Mapping[str, Mapping[str, int]]) -> Findings:
    """The counts of some submitted assessments, as they are stored, as the library's findings."""
    counts = {question: _count(edition, question, given.get(question, _NOTHING)) for question in _asked(edition)}
    return Findings(edition, cases, counts)


def _count(edition: Edition, question: str, given: Mapping[str, int]) -> Count:
    """One question from how often each answer was given, as the library counts it."""
    totals = {"yes": 0, "no": 0, "not_applicable": given.get(NOT_RELEVANT, 0), "none": 0}
    by_answer = {}
    for answer in answers_to(edition, edition.question_by_id[question]):
        by_answer[answer.answer] = number = given.get(answer.answer, 0)
        totals[answer.counts_as] += number
    return Count(
        yes=totals["yes"],
        no=totals["no"],
        not_applicable=totals["not_applicable"],
        missing=given.get(MISSING, 0),
        other=totals["none"],
        answers=MappingProxyType(by_answer),
    )
