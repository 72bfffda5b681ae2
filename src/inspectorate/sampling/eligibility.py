"""Rows of a caseload -> the eligible cohort, and every other case with the reason why it is left out."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspectorate.framework.model import Characteristic, Condition, Edition, SamplingSpecification
from inspectorate.language import noted
from inspectorate.sampling.caseload import CaseloadRow
from inspectorate.sampling.dates import in_words, weeks_in_words, within
from inspectorate.sampling.person import plain, rows_by_person


@dataclass(frozen=True)
class EligibleCase:
    """A case that may be drawn: what the draw, the allocation and the monitoring need, and nothing of the person."""

    reference: str
    stratum: str
    area: str
    team: str
    practitioner: str
    characteristics: Mapping[str, str]


@dataclass(frozen=True, order=True)
class Exclusion:
    """A case that is left out, and why, in a sentence."""

    reference: str
    reason: str


@dataclass(frozen=True)
class Cohort:
    """The eligible cases, by reference, and the excluded ones; together every row of the caseload once."""

    eligible: tuple[EligibleCase, ...]
    excluded: tuple[Exclusion, ...]


def find_cohort(
    rows: Sequence[CaseloadRow],
    edition: Edition,
    specification: SamplingSpecification,
    as_of: datetime.date,
    weeks: Sequence[datetime.date] = (),
) -> Cohort:
    """Part a caseload into eligible and excluded cases.

    ``weeks`` are the Mondays of the cohort weeks; with none, a case may have begun at any time up to ``as_of``.
    Of each person the earliest *eligible* case is kept; the public sampler took the earliest of all, and so lost the
    person where that one was excluded (METHOD 4.6). Independent of the order of the rows.
    """
    kept: list[tuple[CaseloadRow, str]] = []
    excluded = []
    for person_rows in rows_by_person(rows):
        candidates = []
        for row in person_rows:
            reason = why_excluded(row, edition, specification, as_of, weeks)
            stratum = stratum_of(row.characteristics, specification)
            if reason is None and stratum is not None:
                candidates.append((row, stratum))
            else:
                reason = reason or "It belongs to none of the strata of the sample."
                excluded.append(Exclusion(row.reference, reason))
        candidates.sort(key=lambda candidate: _earliest_first(*candidate))
        kept += candidates[:1]
        excluded += [_duplicate(row, candidates[0][0]) for row, _ in candidates[1:]]
    return Cohort(_eligible_cases(kept, specification), tuple(sorted(excluded)))


def why_excluded(
    row: CaseloadRow,
    edition: Edition,
    specification: SamplingSpecification,
    as_of: datetime.date,
    weeks: Sequence[datetime.date],
) -> str | None:
    """The first reason why a row cannot be inspected, as a sentence; None where there is none."""
    began = in_words(row.start_date)
    if row.person.is_sensitive:
        return "The name is redacted: this is a sensitive case."
    if row.start_date > as_of:
        return f"It had not commenced by {in_words(as_of)}: it starts on {began}."
    if weeks and not within(row.start_date, weeks):
        return f"It commenced on {began}, outside the cohort weeks ({weeks_in_words(weeks)})."
    for condition in specification.eligible:
        if condition.characteristic is not None:
            reason = _out_of_scope(row, edition.characteristic_by_id[condition.characteristic], condition)
            if reason:
                return reason
    return None


#: Each kind of exclusion, and what in its sentence tells it; the first that fits. A person is told the sentence.
KINDS: Mapping[str, re.Pattern[str]] = {
    noted("Sensitive case"): re.compile("The name is redacted"),
    noted("Not commenced yet"): re.compile("It had not commenced"),
    noted("Commenced outside the cohort weeks"): re.compile("It commenced on"),
    noted("Another case of the same person"): re.compile("A duplicate"),
    noted("In none of the strata"): re.compile("It belongs to none"),
    noted("A characteristic that decides is not recorded"): re.compile(".* is not recorded[.]"),
    noted("Not in scope"): re.compile(".* is not in scope of this inspection[.]"),
}


def kind_of(reason: str) -> str:
    """The kind of an exclusion, by which they are counted."""
    return next((kind for kind, sentence in KINDS.items() if sentence.match(reason)), noted("Another reason"))


def _out_of_scope(row: CaseloadRow, characteristic: Characteristic, condition: Condition) -> str | None:
    value = row.characteristics.get(characteristic.id)
    if value in condition.any_of:
        return None
    if value is None and characteristic.id not in row.as_written:
        return f"{characteristic.title} is not recorded."
    titles = {each.value: each.title for each in characteristic.values}
    given = titles[value] if value is not None else row.as_written[characteristic.id]
    return f"{characteristic.title} is '{given}', which is not in scope of this inspection."


def _earliest_first(row: CaseloadRow, stratum: str) -> tuple[datetime.date, tuple[str, ...]]:
    """By start date, then by what the row says, so that the order of the file never decides."""
    return row.start_date, (row.reference, stratum, row.area, row.team, row.practitioner, str(row.characteristics))


def _duplicate(row: CaseloadRow, kept: CaseloadRow) -> Exclusion:
    came_first = "earlier" if kept.start_date < row.start_date else "on the same day"
    reason = (
        f"A duplicate: the same person's case {kept.reference} began {came_first}, "
        f"on {in_words(kept.start_date)}, and stands for the person."
    )
    return Exclusion(row.reference, reason)


def stratum_of(characteristics: Mapping[str, str], specification: SamplingSpecification) -> str | None:
    """The first stratum whose every condition holds; None where none does."""
    for stratum in specification.strata:
        if satisfies(characteristics, stratum.where):
            return stratum.id
    return None


def satisfies(characteristics: Mapping[str, str], conditions: Iterable[Condition]) -> bool:
    """Whether each condition on a characteristic holds; one on a question cannot, before a case has been read."""
    return all(
        each.characteristic is not None and characteristics.get(each.characteristic) in each.any_of
        for each in conditions
    )


def _eligible_cases(
    kept: Sequence[tuple[CaseloadRow, str]], specification: SamplingSpecification
) -> tuple[EligibleCase, ...]:
    """The cases kept, by reference, each place and practitioner spelt in one way throughout."""
    area, team, practitioner = (
        _one_spelling(getattr(row, level) for row, _ in kept) for level in ("area", "team", "practitioner")
    )
    cases = [
        EligibleCase(
            row.reference,
            stratum,
            area(row.area),
            team(row.team),
            practitioner(row.practitioner),
            _told_of(row, specification),
        )
        for row, stratum in kept
    ]
    return tuple(sorted(cases, key=lambda case: (plain(case.reference), case.reference)))


def _one_spelling(names: Iterable[str]) -> Callable[[str], str]:
    """Names that differ in case, spaces or accents alone are one; of their spellings the first by alphabet is used."""
    spellings: dict[str, str] = {}
    for name in names:
        folded = plain(name)
        spellings[folded] = min(name, spellings.get(folded, name))
    return lambda name: spellings[plain(name)]


def _told_of(row: CaseloadRow, specification: SamplingSpecification) -> dict[str, str]:
    """The characteristics of a case, with what is only watched as it was written where the edition has no value."""
    watched = {name: row.as_written[name] for name in specification.monitored if name in row.as_written}
    return {**row.characteristics, **watched}
