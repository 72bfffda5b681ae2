"""Where a unit stands among the others of its kind: its rank, and how they spread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.comparison import questions_in_series
from inspectorate.framework.model import Edition
from inspectorate.framework.wording import counted
from inspectorate.register.facts import NOT_RATED
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register
from inspectorate.register.series import not_comparable
from inspectorate.register.validation import ratings_of

#: Fewer units than this are not ranked.
FEWEST = 3

NO_LEAGUE_TABLE = "no league table: it is not known against which edition the unit was inspected"


@dataclass(frozen=True)
class Measure:
    """What is compared: ``kind`` is overall, score, standard or key question; ``series`` that of a key question."""

    kind: str
    id: str
    title: str
    ratings: tuple[str, ...] = ()
    series: str | None = None

    def told(self, value: Fraction) -> str:
        """A value as people read it."""
        if self.ratings:
            return self.ratings[int(value)]
        return f"{floor(value + Fraction(1, 2))}%"  # a half upwards, as percentages are published (METHOD 1.5)


@dataclass(frozen=True)
class Spread:
    """How the values of some units lie: each is one that a unit has.

    ``lower_quartile`` is the lowest value that at least a quarter of the units do not exceed; the median and the upper
    quartile likewise, with a half and three quarters.
    """

    lowest: Fraction
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    highest: Fraction


@dataclass(frozen=True)
class Standing:
    """One unit among those of its region or of the nation, each at its last comparable inspection.

    ``rank`` counts from the best, 1; units that are equal share it, and ``sharing`` says how many do. Both are None,
    with the ``reason``, where too few units can be compared, the unit has no value, or nothing says against which
    edition it was inspected; the spread stands all the same in the last case. ``editions`` are those of the inspections
    compared.
    """

    within: str
    units: int
    value: Fraction | None
    rank: int | None
    sharing: int
    spread: Spread | None
    editions: tuple[str, ...]
    reason: str = ""


def measure_named(inspection: PublishedInspection, edition: Edition | None, name: str) -> Measure:
    """A measure of an inspection: overall, score, the id of a standard, of a key question, or a series.

    Raises ``BadInput`` where there is none of the name.
    """
    if name == "overall":
        return Measure("overall", name, "overall rating", ratings_of(edition))
    if name == "score":
        return Measure("score", name, "score, of its maximum")
    if edition:
        standard = edition.find_standard(name)
        if standard:
            return Measure("standard", standard.id, standard.title, ratings_of(edition))
        question = edition.find_question(name)
        by_series = next((one for one in questions_in_series(edition) if one.series == name), question)
        if by_series:
            series = next((one.series for one in questions_in_series(edition) if one.id == by_series.id), None)
            return Measure("key question", by_series.id, by_series.text, series=series)
    against = edition.id if edition else "an edition that is not known"
    mend = "give overall, score, a standard, a key question or a series of the edition"
    raise BadInput(
        [Fault(name, 0, "", f"{inspection.inspection}, inspected against {against}, has no such measure", mend)]
    )


def measures(inspection: PublishedInspection, edition: Edition | None) -> list[Measure]:
    """Every measure of which an inspection has a value, in the order of the framework."""
    names = ["overall"] if inspection.overall else []
    names += ["score"] if inspection.score and inspection.score.maximum else []
    names += [standard for standard, rating in inspection.standards.items() if rating != NOT_RATED]
    return [measure_named(inspection, edition, name) for name in [*names, *inspection.percentages]]


def standings(register: Register, inspection: PublishedInspection, measure: Measure) -> tuple[Standing, ...]:
    """The standing of an inspected unit in its region, where that is known, and in the nation."""
    unit = register.organisation(inspection)
    nation = compared(register, inspection, measure)
    own = next((value for other, value in nation if other.unit == inspection.unit), None)
    region = [pair for pair in nation if register.organisation(pair[0]).region == unit.region]
    groups = [(unit.region, region)] if unit.region and unit.kind != "region" else []
    found = [_standing(name, pairs, own) for name, pairs in [*groups, ("all regions", nation)]]
    if inspection.edition:
        return tuple(found)
    return tuple(replace(one, rank=None, sharing=0, reason=NO_LEAGUE_TABLE) if one.rank else one for one in found)


def fuller(register: Register, inspection: PublishedInspection) -> PublishedInspection | None:
    """The unit's last inspection of which ratings by standard are known, where of this one they are not."""
    known = [one for one in register.history(inspection.unit) if one.standards]
    return known[-1] if known and not inspection.standards else None


def compared(
    register: Register, inspection: PublishedInspection, measure: Measure
) -> list[tuple[PublishedInspection, Fraction]]:
    """The value of each unit of the kind at its last comparable inspection, and of the inspected one at this."""
    kind = register.organisation(inspection).kind
    value_of, comparable = _reader(register, inspection, measure)
    values: dict[str, tuple[PublishedInspection, Fraction]] = {}
    for other in register.inspections:
        if register.organisation(other).kind == kind and comparable(other):
            value = value_of(other)
            last = other.when or other.unit not in values  # of two, the one that nothing places in time gives way
            if value is not None and other.unit != inspection.unit and last:
                values[other.unit] = (other, value)
    own = value_of(inspection)
    if own is not None:
        values[inspection.unit] = (inspection, own)
    return list(values.values())


def _standing(within: str, pairs: Sequence[tuple[PublishedInspection, Fraction]], own: Fraction | None) -> Standing:
    found = sorted((value for _, value in pairs), reverse=True)
    editions = tuple(sorted({inspection.edition or "not known" for inspection, _ in pairs}))
    if own is None or len(found) < FEWEST:
        reason = (
            "the unit has no such value"
            if own is None
            else f"too few to rank, {counted(len(found), 'unit')} to compare"
        )
        return Standing(within, len(found), own, None, 0, None, editions, reason)
    return Standing(within, len(found), own, found.index(own) + 1, found.count(own), spread(found), editions)


def spread(values: Iterable[Fraction]) -> Spread:
    """How values lie; there is at least one."""
    ordered = sorted(values)
    cut = [ordered[max(0, ceil(Fraction(quarter, 4) * len(ordered)) - 1)] for quarter in (1, 2, 3)]
    return Spread(ordered[0], cut[0], cut[1], cut[2], ordered[-1])


Reader = tuple[Callable[[PublishedInspection], Fraction | None], Callable[[PublishedInspection], bool]]


def _reader(register: Register, inspection: PublishedInspection, measure: Measure) -> Reader:
    """How a measure is read of an inspection, and which inspections can be compared by it."""
    if measure.kind == "overall":
        return (
            lambda one: _points(one.overall, measure.ratings),
            lambda one: _as_overall(register, inspection, one),
        )
    if measure.kind == "score":
        return _share, lambda one: one.edition == inspection.edition
    if measure.kind == "standard":
        return (
            lambda one: _points(one.standards.get(measure.id), measure.ratings),
            lambda one: one.edition == inspection.edition,
        )
    ids = _comparable_questions(register, inspection, measure.id)
    return (
        lambda one: _percent(one.percentages.get(ids[one.edition or ""])),
        lambda one: one.edition in ids,
    )


def _as_overall(register: Register, inspection: PublishedInspection, other: PublishedInspection) -> bool:
    """Whether overall ratings can be compared: within one edition, or on one scale where the edition is not known."""
    if inspection.edition:
        return other.edition == inspection.edition
    return ratings_of(register.edition(other)) == ratings_of(None)


def _comparable_questions(register: Register, inspection: PublishedInspection, question: str) -> dict[str, str]:
    """Edition -> its question that can be compared with a question of the inspection's edition."""
    edition = register.edition(inspection)
    if edition is None:
        return {}
    series = next((str(one.series) for one in questions_in_series(edition) if one.id == question), None)
    found = {edition.id: question}
    for other in register.editions.values() if series else ():
        if other.id != edition.id and not not_comparable(edition, other, series or ""):
            found[other.id] = next(one.id for one in questions_in_series(other) if one.series == series)
    return found


def _points(rating: str | None, ratings: Sequence[str]) -> Fraction | None:
    return Fraction(ratings.index(rating)) if rating in ratings and rating else None


def _share(inspection: PublishedInspection) -> Fraction | None:
    score = inspection.score
    return Fraction(100 * score.points, score.maximum) if score and score.maximum else None


def _percent(percent: int | None) -> Fraction | None:
    return None if percent is None else Fraction(percent)
