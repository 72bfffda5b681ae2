"""Whether anyone can be told from what an inspection is about to publish: its documents held against what is hidden."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from django.utils.translation import get_language

from inspectorate.aggregation.counts import Count
from inspectorate.organisation.model import Organisation
from inspectorate.report.claims.unit import UnitEvidence
from inspectorate.report.covered_disclosure import Covered, covered_disclosure
from inspectorate.report.disclosure_check import Disclosed, Titles, disclosure_check
from inspectorate.report.document import Document
from inspectorate.report.fact_base import Statistics
from inspectorate.report.statistic import Statistic
from inspectorate.report.workbook import Workbook
from inspectorate_app.store.queries.hidden_group import hidden_groups
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

#: How many states of the texts and the evidence of inspections a process knows the findings of.
KEPT = 8
#: A unit that a letter covers: its statistics, its hidden groups, and what tables call them.
_Covered: TypeAlias = tuple[
    Organisation,
    tuple[tuple[str, Statistic], ...],
    tuple[tuple[str, Count], ...],
    tuple[tuple[str, Titles], ...],
]


def found(
    inspection: InspectionFacts,
    documents: Iterable[Document],
    workbooks: Iterable[Workbook],
    known: Statistics,
    covered: Iterable[tuple[InspectionFacts, UnitEvidence]] = (),
) -> tuple[Disclosed, ...]:
    """What documents and data workbooks could tell of a person beside the statistics ``known``; or nothing.

    ``covered`` are the inspections that a letter covers: it is held against what is hidden of each of them too. Pages
    ask for the same again and again: of one state of texts and evidence it is worked out once.
    """
    hidden = hidden_groups(inspection)
    return _found(
        tuple(documents),
        tuple(workbooks),
        tuple(known.items()),
        tuple(hidden.items()),
        tuple(titles(inspection, hidden).items()),
        edition_used(inspection).fewest,
        tuple(_covered(*each) for each in covered),
        get_language(),
    )


def _covered(inspection: InspectionFacts, known: UnitEvidence) -> _Covered:
    hidden = hidden_groups(inspection)
    called = titles(inspection, hidden)
    return known.unit, tuple(known.statistics.items()), tuple(hidden.items()), tuple(called.items())


@lru_cache(maxsize=KEPT)
def _found(
    documents: tuple[Document, ...],
    workbooks: tuple[Workbook, ...],
    known: tuple[tuple[str, Statistic], ...],
    hidden: tuple[tuple[str, Count], ...],
    called: tuple[tuple[str, Titles], ...],
    fewest: int,
    covered: tuple[_Covered, ...],
    language: str | None,
) -> tuple[Disclosed, ...]:
    """The same, in the language that is spoken now, which is ``language``."""
    found_ = disclosure_check(documents, workbooks, dict(known), dict(hidden), fewest, titles=dict(called))
    units = [
        Covered(UnitEvidence(unit, dict(statistics)), dict(of_unit), dict(names))
        for unit, statistics, of_unit, names in covered
    ]
    return (*covered_disclosure(documents, units, fewest), *found_)


def titles(inspection: InspectionFacts, keys: Iterable[str]) -> Mapping[str, Titles]:
    """What tables call each hidden group, by its key."""
    edition = edition_used(inspection)
    known, questions = edition.characteristic_by_id, edition.question_by_id
    named = {(name, value.value): value for name, each in known.items() for value in each.values}
    found_: dict[str, Titles] = {}
    for key in keys:
        asked, _at, group = key.removeprefix("case:").partition("@")
        name, _equals, value = (group or asked).removeprefix("sample:").partition("=")
        by, of = known.get(name), named.get((name, value))
        found_[key] = Titles(
            by.title if by else "",
            of.title if of else "",
            questions[asked].text if asked in questions else "",
            tuple(of.aliases) if of else (),
        )
    return found_
