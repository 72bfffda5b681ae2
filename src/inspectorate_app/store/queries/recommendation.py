"""Recommendations as they will be printed, those proposed or withdrawn, and the findings that each rests on."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import Any

from django.db.models import Prefetch, QuerySet

from inspectorate.recommendation import model, numbering
from inspectorate.recommendation.addressee import Addressee, addressees
from inspectorate.recommendation.numbering import Drafted
from inspectorate_app.store.models import Finding, Recommendation, RecommendationFinding
from inspectorate_app.store.queries import published_recommendation
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.published_recommendation import Kept, as_told, stood
from inspectorate_app.store.statement import Given, Rows


@dataclass(frozen=True)
class Ground:
    """A finding that something rests on, as it stands now; one that was withdrawn bears nothing out any more."""

    number: int
    heading: str
    kind: str
    text: str
    withdrawn: bool


@dataclass(frozen=True)
class RecommendationFacts:
    """A recommendation as it stands.

    ``number`` names it for good; ``printed`` is the number that it is printed with, None of one that is proposed or was
    withdrawn. ``version`` is named by whoever changes it.
    """

    number: int
    printed: int | None
    to: Addressee
    text: str
    place: int
    proposed: bool
    version: int
    written_by: str
    written_by_id: int
    written_at: datetime.datetime
    changed_by: str
    changed_at: datetime.datetime
    withdrawn_by: str
    withdrawn_at: datetime.datetime | None
    withdrawn_reason: str
    rests_on: tuple[Ground, ...]

    @property
    def borne_out(self) -> bool:
        """Whether a finding that stands bears it out."""
        return any(not each.withdrawn for each in self.rests_on)


@dataclass(frozen=True)
class Group:
    """The recommendations to one addressee, in order; none yet to some of those whom the edition names."""

    to: Addressee
    items: tuple[RecommendationFacts, ...]


def addressees_of(inspection: InspectionFacts) -> tuple[Addressee, ...]:
    """Whom the edition of an inspection addresses, as they are printed."""
    outline = edition_used(inspection).report
    named = outline.addressees if outline else ()
    return addressees(named, inspection.unit, inspection.kind, inspection.region)


def standing(inspection: InspectionFacts) -> list[RecommendationFacts]:
    """Those that will be printed, in that order, with their numbers: what is published keeps its own, and the next
    follow the highest that was ever published.
    """
    return _told([inspection])[inspection.id].standing


def published(inspection: InspectionFacts) -> list[RecommendationFacts]:
    """Those that the version that holds recommends, as it printed them, whatever a correction on its way changes.

    Of an inspection of which nothing was published here they are those that stand.
    """
    return published_of([inspection])[inspection.id]


def published_of(inspections: Collection[InspectionFacts]) -> dict[int, list[RecommendationFacts]]:
    """The same of several inspections by their ids, for the same number of queries as of one."""
    return {inspection: found.published for inspection, found in _told(inspections).items()}


def places(inspection: InspectionFacts) -> list[int]:
    """The lasting numbers of those that were published, in their places, those withdrawn since among them."""
    return _told([inspection])[inspection.id].places


def groups(inspection: InspectionFacts) -> list[Group]:
    """The same under whom they are made to, with every addressee of the edition."""
    found = standing(inspection)
    names = dict.fromkeys((*addressees_of(inspection), *(one.to for one in found)))
    return [Group(to, tuple(one for one in found if one.to == to)) for to in names]


def proposed(inspection: InspectionFacts) -> list[RecommendationFacts]:
    """Those that wait for the lead inspector, by addressee."""
    return [_facts_of(row, None) for row in _in_order(inspection, _PROPOSED.all(inspection=inspection.id))]


def withdrawn(inspection: InspectionFacts) -> list[RecommendationFacts]:
    """Those that were withdrawn, the latest first."""
    return [_facts_of(row, None) for row in _rows(inspection).exclude(withdrawn_at=None).order_by("-withdrawn_at")]


def listed(inspection: InspectionFacts, after: int = 0, limit: int = 50) -> list[RecommendationFacts]:
    """Up to ``limit`` recommendations by their lasting number, after one, those proposed or withdrawn among them."""
    printed = {one.number: one.printed for one in standing(inspection)}
    rows = _rows(inspection).filter(number__gt=after).order_by("number")[:limit]
    return [_facts_of(row, printed.get(row.number)) for row in rows]


def find(inspection: InspectionFacts, number: int) -> RecommendationFacts | None:
    """The recommendation of a lasting number, withdrawn or not; None where there is none."""
    row = _rows(inspection).filter(number=number).first()
    if row is None:
        return None
    printed = {one.number: one.printed for one in standing(inspection)}
    return _facts_of(row, printed.get(number))


def as_printed(inspection: InspectionFacts) -> tuple[model.Recommendation, ...]:
    """Those that stand as the report prints them."""
    return tuple(map(in_print, standing(inspection)))


def as_kept(inspection: InspectionFacts) -> tuple[dict[str, Any], ...]:
    """The same as a publication keeps them: each with its number as printed and its ``lasting`` one."""
    return tuple(asdict(in_print(one)) | {"lasting": one.number} for one in standing(inspection))


def in_documents(inspection: InspectionFacts) -> tuple[tuple[model.Recommendation, ...], tuple[int, ...]]:
    """The same, with the numbers that are empty, since what was published under them was withdrawn."""
    found = _told([inspection])[inspection.id]
    made = tuple(map(in_print, found.standing))
    return made, found.kept.withdrawn(made) if found.kept else ()


def as_published(inspection: InspectionFacts) -> tuple[tuple[model.Recommendation, ...], tuple[int, ...]]:
    """The same two as the version that holds prints them, where one was published here.

    A correction that is on its way, or was withdrawn, may have left others that nobody approved.
    """
    kept = published_recommendation.kept([inspection.id]).get(inspection.id)
    if kept is None:
        return as_printed(inspection), ()
    made = tuple(map(as_told, kept.items))
    return made, kept.withdrawn(made)


def in_print(one: RecommendationFacts) -> model.Recommendation:
    """One that stands or is published as documents print it."""
    return numbering.printed(one.printed or 0, Drafted(one.number, one.to, one.text))


def ground_of(row: Finding) -> Ground:
    """A finding as something rests on it."""
    return Ground(row.number, row.heading, row.kind, row.text, row.withdrawn_at is not None)


def _rows(inspection: InspectionFacts) -> QuerySet[Recommendation, Recommendation]:
    return _all().filter(inspection_id=inspection.id)


def _all() -> QuerySet[Recommendation, Recommendation]:
    tied = Prefetch("rests_on", RecommendationFinding.objects.select_related("finding").order_by("finding__number"))
    rows = Recommendation.objects.prefetch_related(tied)
    return rows.select_related("written_by", "changed_by", "withdrawn_by")


_MADE = Rows(lambda: _all().filter(inspection=Given("inspection"), proposed=False))
_PROPOSED = Rows(lambda: _all().filter(inspection=Given("inspection"), proposed=True, withdrawn_at=None))


@dataclass(frozen=True)
class _Told:
    """What an inspection recommends: as it stands, as it is published, the places of that, and what was kept of it."""

    standing: list[RecommendationFacts]
    published: list[RecommendationFacts]
    places: list[int]
    kept: Kept | None


def _told(inspections: Collection[InspectionFacts]) -> dict[int, _Told]:
    rows: dict[int, list[Recommendation]] = {each.id: [] for each in inspections}
    if len(rows) == 1:  # as nearly always
        made: Iterable[Recommendation] = _MADE.all(inspection=next(iter(rows)))
    else:
        made = _all().filter(inspection__in=rows, proposed=False)
    for row in made:
        rows[row.inspection_id].append(row)
    kept = published_recommendation.kept(rows)
    return {each.id: _told_of(each, rows[each.id], kept.get(each.id)) for each in inspections}


def _told_of(inspection: InspectionFacts, rows: list[Recommendation], kept: Kept | None) -> _Told:
    known = _by_lasting(inspection, rows, kept) if kept else None
    in_place = _in_order(inspection, [row for row in rows if row.withdrawn_at is None or row.number in (known or {})])
    following = count(max(kept.numbers, default=0) + 1 if kept and known is not None else 1)
    standing = [
        _facts_of(row, known[row.number]["number"] if known and row.number in known else next(following))
        for row in in_place
        if row.withdrawn_at is None
    ]
    if known is None:
        return _Told(standing, standing, [], kept)
    by_number = {row.number: row for row in rows}
    published = [_as_published(by_number[number], item) for number, item in known.items()]
    return _Told(standing, published, [row.number for row in in_place if row.number in known], kept)


def _by_lasting(
    inspection: InspectionFacts, rows: list[Recommendation], kept: Kept
) -> dict[int, Mapping[str, Any]] | None:
    """What is published by lasting number, in the order of print; None where what was kept fits no recommendations.

    Where lasting numbers were not kept, it is in the order of those that stood then, which no correction changes.
    """
    lasting = kept.lasting
    if lasting is None:
        then = _in_order(inspection, [row for row in rows if stood(row, kept.at)])
        lasting = tuple(row.number for row in then)
    if len(lasting) != len(kept.items) or not set(lasting) <= {row.number for row in rows}:
        return None
    return dict(zip(lasting, kept.items, strict=True))


def _as_published(row: Recommendation, item: Mapping[str, Any]) -> RecommendationFacts:
    to = Addressee(item["addressee"], item.get("addressed_as", ""))
    return replace(_facts_of(row, item["number"]), to=to, text=item["text"])


def _in_order(inspection: InspectionFacts, rows: Iterable[Recommendation]) -> list[Recommendation]:
    by_number = {row.number: row for row in rows}
    drafted = [Drafted(row.number, _to(row), row.text) for row in by_number.values()]
    return [by_number[each.key] for each in numbering.in_order(drafted, addressees_of(inspection))]


def _to(row: Recommendation) -> Addressee:
    return Addressee(row.addressee, row.addressed_as)


def _facts_of(row: Recommendation, printed: int | None) -> RecommendationFacts:
    return RecommendationFacts(
        number=row.number,
        printed=printed,
        to=_to(row),
        text=row.text,
        place=row.place,
        proposed=row.proposed,
        version=row.version,
        written_by=row.written_by.name,
        written_by_id=row.written_by_id,
        written_at=row.written_at,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        rests_on=tuple(ground_of(each.finding) for each in row.rests_on.all()),
    )
