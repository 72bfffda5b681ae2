"""Keeps the counts of an inspection up: adds a case when it is submitted, takes it out when it is reopened.

Part of those actions, and of their transactions. What a case adds is what the library counts of that case alone.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from django.db.models import Q

from inspectorate.aggregation.counts import NOT_RECORDED, Count, aggregate
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Tally
from inspectorate_app.store.queries.assessment import AssessmentFacts

Counts = Mapping[str, Mapping[str, int]]


def add(inspection: int, facts: AssessmentFacts) -> None:
    """Count a case that is submitted. Call it inside a change, under its lock."""
    _change(inspection, facts, 1)


def take_out(inspection: int, facts: AssessmentFacts) -> None:
    """Count a case no longer, the answers being those with which it was added."""
    _change(inspection, facts, -1)


def counts_of(facts: AssessmentFacts) -> dict[str, dict[str, int]]:
    """What one case adds for each question of the edition. A question that is not asked of it is ``not_relevant``."""
    reference = facts.case.reference
    found = aggregate(facts.judgements, {reference: facts.case})
    return {
        name: _entry(count, found.surely_missing.get(name, 0)) if name in facts.questions else {"not_relevant": 1}
        for name, count in found.counts.items()
    }


def _entry(count: Count, surely_missing: int) -> dict[str, int]:
    given = {answer: number for answer, number in count.answers.items() if number}
    if given:
        return given
    return {"missing": 1, **({"surely_missing": 1} if surely_missing else {})} if count.missing else {"not_relevant": 1}


def _change(inspection: int, facts: AssessmentFacts, sign: Literal[1, -1]) -> None:
    delta = counts_of(facts)
    groups = _groups(facts.edition, facts.case.characteristics)
    which = Q()
    for characteristic, value in groups:
        which |= Q(characteristic=characteristic, value=value)
    kept = {(row.characteristic, row.value): row for row in Tally.objects.filter(which, inspection_id=inspection)}
    rows = [
        kept.get(group) or Tally(inspection_id=inspection, characteristic=group[0], value=group[1]) for group in groups
    ]
    for row in rows:
        row.cases += sign
        row.counts = _sum(row.counts, delta, sign)
    Tally.objects.bulk_create(
        [Tally(inspection_id=inspection, **_content(row)) for row in rows],
        update_conflicts=True,
        unique_fields=["inspection", "characteristic", "value"],
        update_fields=["cases", "counts"],
    )


def _content(row: Tally) -> dict[str, object]:
    return {
        "characteristic": row.characteristic,
        "value": row.value,
        "cases": row.cases,
        "counts": row.counts,
    }


def _groups(edition: Edition, characteristics: Mapping[str, str]) -> list[tuple[str, str]]:
    """All cases, then the value that the case has of each characteristic."""
    values: Iterable[tuple[str, str]] = (
        (name, characteristics.get(name, NOT_RECORDED)) for name in edition.characteristic_by_id
    )
    return [("", ""), *values]


def _sum(counts: Counts, delta: Counts, sign: Literal[1, -1]) -> dict[str, dict[str, int]]:
    """Counts with one case more or less; what comes to nothing is left out, so that adding and taking out agree."""
    total = {question: dict(entry) for question, entry in counts.items()}
    for question, entry in delta.items():
        into = total.setdefault(question, {})
        for what, number in entry.items():
            into[what] = into.get(what, 0) + sign * number
            if not into[what]:
                del into[what]
        if not into:
            del total[question]
    return total
