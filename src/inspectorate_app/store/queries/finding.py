"""Findings: the headings that they stand under, what each rests on, and which are told to the service as emerging."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from inspectorate.aggregation.triangulation import Support, support
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import Finding, FindingSource
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.offer import Name, evidence_of
from inspectorate_app.store.statement import Given, Rows

#: The two kinds of finding, and what a list of each is called.
KINDS = {"strength": "Strengths", "improvement": "Areas for improvement"}
#: What the outline calls a part's findings; a part that holds one of these, or tells of a standard, waits for some.
_HOLDS = frozenset({"strengths", "areas for improvement", "findings"})


@dataclass(frozen=True)
class Heading:
    """What findings stand under: a standard, by its id, or another part of the report.

    Under an ``expected`` one findings are missing where there are none; a foreword may have some.
    """

    id: str
    title: str
    standard: str = ""
    expected: bool = True


@dataclass(frozen=True)
class Tied:
    """One thing that a finding rests on, in the words that stood there when it was tied; ``why`` it bears it out."""

    id: int
    kind: str
    key: str
    title: str
    words: str
    why: str
    by: str
    at: datetime.datetime

    @property
    def name(self) -> Name:
        """Its kind and key."""
        return self.kind, self.key


@dataclass(frozen=True)
class FindingFacts:
    """A finding as it stands. ``version`` is named by whoever changes it; ``withdrawn_at`` is None while it stands."""

    number: int
    heading: str
    kind: str
    text: str
    place: int
    chosen: bool
    version: int
    written_by: str
    written_at: datetime.datetime
    changed_by: str
    changed_at: datetime.datetime
    withdrawn_by: str
    withdrawn_at: datetime.datetime | None
    withdrawn_reason: str
    sources: tuple[Tied, ...]

    @property
    def support(self) -> Support:
        """The kinds of evidence that it rests on."""
        return support(evidence_of(each.kind) for each in self.sources)


def headings(inspection: InspectionFacts) -> list[Heading]:
    """The parts of the report that findings may stand under, in its order; then standards that it does not name.

    An edition without an outline has its standards alone.
    """
    edition = edition_used(inspection)
    known = {one.id: one for one in edition.standards if one.service in (None, inspection.service or None)}
    found = {part.id: part for part in _parts(edition) if part.standard in known or not part.standard}
    told = {part.standard for part in found.values()}
    rest = [Heading(one.id, one.heading, one.id) for one in known.values() if one.id not in told]
    titled = [
        Heading(part.id, known[part.standard].heading, part.standard, part.expected) if part.standard else part
        for part in found.values()
    ]
    return [*titled, *rest]


def _parts(edition: Edition) -> Iterable[Heading]:
    for part in edition.report.outline if edition.report else ():
        expected = bool(part.standard or _HOLDS.intersection(part.holds))
        yield Heading(part.standard or part.id, part.title, part.standard or "", expected)


def findings(inspection: InspectionFacts) -> list[FindingFacts]:
    """Those that stand, in the order of the report: by heading, strengths first, as they were put in order."""
    return _in_order(inspection, _STANDING.all(inspection=inspection.id))


def withdrawn(inspection: InspectionFacts) -> list[FindingFacts]:
    """Those that were withdrawn, the latest first."""
    rows = _rows().filter(inspection_id=inspection.id).exclude(withdrawn_at=None)
    return [facts_of(row) for row in rows.order_by("-withdrawn_at")]


def listed(inspection: InspectionFacts, after: int = 0, limit: int = 50) -> list[FindingFacts]:
    """Up to ``limit`` findings by number, after one, those withdrawn among them."""
    rows = _rows().filter(inspection_id=inspection.id, number__gt=after)
    return [facts_of(row) for row in rows.order_by("number")[:limit]]


def find(inspection: InspectionFacts, number: int) -> FindingFacts | None:
    """The finding of a number, withdrawn or not; None where there is none."""
    row = _NUMBERED.first(inspection=inspection.id, number=number)
    return facts_of(row) if row else None


def emerging(inspection: InspectionFacts) -> dict[str, str]:
    """The text under each heading of the findings that were chosen to be told to the inspected service, in order."""
    chosen = [one for one in findings(inspection) if one.chosen]
    return {
        heading: "\n\n".join(_told(title, [one.text for one in of if one.kind == kind]) for kind, title in _kinds(of))
        for heading in dict.fromkeys(one.heading for one in chosen)
        if (of := [one for one in chosen if one.heading == heading])
    }


def facts_of(row: Finding) -> FindingFacts:
    """A row, what it rests on fetched with it, as a value."""
    return FindingFacts(
        number=row.number,
        heading=row.heading,
        kind=row.kind,
        text=row.text,
        place=row.place,
        chosen=row.chosen,
        version=row.version,
        written_by=row.written_by.name,
        written_at=row.written_at,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        sources=tuple(map(_tied, row.sources.all())),
    )


def _kinds(of: Sequence[FindingFacts]) -> list[tuple[str, str]]:
    return [(kind, title) for kind, title in KINDS.items() if any(one.kind == kind for one in of)]


def _told(title: str, texts: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"- {text}" for text in texts)])


def _rows() -> QuerySet[Finding, Finding]:
    sources = Prefetch("sources", FindingSource.objects.select_related("tied_by"))
    return Finding.objects.prefetch_related(sources).select_related("written_by", "changed_by", "withdrawn_by")


_STANDING = Rows(lambda: _rows().filter(inspection_id=Given("inspection"), withdrawn_at=None))
_NUMBERED = Rows(lambda: _rows().filter(inspection_id=Given("inspection"), number=Given("number")))


def _in_order(inspection: InspectionFacts, rows: Iterable[Finding]) -> list[FindingFacts]:
    """A heading that the edition does not know, as after a change of the service inspected, comes last."""
    order = [heading.id for heading in headings(inspection)]
    places, kinds = {name: place for place, name in enumerate(order)}, list(KINDS)
    found = [facts_of(row) for row in rows]
    return sorted(
        found, key=lambda one: (places.get(one.heading, len(order)), kinds.index(one.kind), one.place, one.number)
    )


def _tied(row: FindingSource) -> Tied:
    return Tied(row.pk, row.kind, row.key, row.title, row.words, row.why, row.tied_by.name, row.tied_at)
