"""Drafts of documents: which documents and parts there are, what stands in each, its versions, comments and sources."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.framework.model import Edition
from inspectorate.language import noted
from inspectorate.report.annex import WEB_LINKS
from inspectorate.report.claims.claim import Support
from inspectorate.report.letter import is_letter, written_parts
from inspectorate.report.press_release import PART as PRESS_RELEASE
from inspectorate.report.slides import PART as NEXT_STEPS
from inspectorate_app.store.models import ClaimSupport, DraftComment, DraftPart, DraftVersion
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.statement import Given, Rows

#: The kinds of document that authors write for, in the order in which they are listed.
KINDS: Mapping[str, str] = {
    "report": noted("Report"),
    "press-release": noted("Press release"),
    "letter": noted("Letter"),
    "slides": noted("Slides"),
}
#: The one part of a document that has no outline.
_WHOLE: Mapping[str, tuple[str, str]] = {
    "press-release": (PRESS_RELEASE, noted("What the inspection found, and quotations")),
    "letter": ("letter", noted("What the letter says")),
    "slides": (NEXT_STEPS, noted("What happens next")),
}


@dataclass(frozen=True)
class Place:
    """A part of a document that can be written: ``standard`` is that of which it tells, "" for none."""

    kind: str
    id: str
    title: str
    standard: str = ""

    @property
    def level(self) -> int:
        """The level of its heading: that of a standard stands under the heading of its section."""
        return 2 if self.standard else 1


@dataclass(frozen=True)
class DraftFacts:
    """A part as it stands; version 0 where nothing was saved yet."""

    place: Place
    text: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime.datetime | None = None

    @property
    def words(self) -> int:
        """How many words it has, as typed."""
        return len(self.text.split())


@dataclass(frozen=True)
class VersionFacts:
    """A text as it was saved once."""

    version: int
    text: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class CommentFacts:
    """A comment, on the words ``quoted`` of a version or on the whole; ``resolved_at`` is None while it is open."""

    number: int
    part: str
    version: int
    quoted: str
    text: str
    by: str
    at: datetime.datetime
    answer: str
    resolved_by: str
    resolved_at: datetime.datetime | None


@dataclass(frozen=True)
class SupportFacts:
    """What a claim was tied to, by whom and when."""

    fingerprint: str
    support: Support
    by: str
    at: datetime.datetime


def places(inspection: InspectionFacts, kind: str) -> tuple[Place, ...]:
    """The parts of a document of this inspection, in order; none of a kind that there is not.

    Where the edition publishes a letter, that is the only document.
    """
    edition = edition_used(inspection)
    if is_letter(edition):
        parts = written_parts(edition) if kind == "letter" else ()
        return tuple(Place(kind, part.id, part.title, part.standard or "") for part in parts)
    if kind == "report":
        return tuple(_of_report(edition, inspection.service))
    return tuple(Place(kind, id_, title) for id_, title in [_WHOLE[kind]]) if kind in _WHOLE else ()


def find_place(inspection: InspectionFacts, kind: str, part: str) -> Place | None:
    """A part by its name; None where there is none."""
    return next((each for each in places(inspection, kind) if each.id == part), None)


def _of_report(edition: Edition, service: str) -> list[Place]:
    known = {one.id: one for one in edition.standards if one.service in (None, service or None)}
    outline = edition.report.outline if edition.report else ()
    return [
        Place("report", part.id, known[part.standard].heading if part.standard else part.title, part.standard or "")
        for part in outline
        if part.id != WEB_LINKS and (not part.standard or part.standard in known)
    ]


def drafts(inspection: InspectionFacts, kind: str) -> tuple[DraftFacts, ...]:
    """Every part of a document as it stands, those not begun among them."""
    rows = DraftPart.objects.filter(inspection_id=inspection.id, kind=kind).select_related("changed_by")
    by_part = {row.part: row for row in rows}
    return tuple(_facts(place, by_part.get(place.id)) for place in places(inspection, kind))


_PARTS = Rows(lambda: DraftPart.objects.filter(inspection_id=Given("inspection")).select_related("changed_by"))


def written(inspection: InspectionFacts) -> dict[str, tuple[DraftFacts, ...]]:
    """The same of every document, by kind, read at once."""
    rows = _PARTS.all(inspection=inspection.id)
    by_part = {(row.kind, row.part): row for row in rows}
    return {
        kind: tuple(_facts(place, by_part.get((kind, place.id))) for place in places(inspection, kind))
        for kind in KINDS
    }


def draft(inspection: InspectionFacts, place: Place) -> DraftFacts:
    """One part as it stands."""
    rows = DraftPart.objects.filter(inspection_id=inspection.id, kind=place.kind, part=place.id)
    return _facts(place, rows.select_related("changed_by").first())


def _facts(place: Place, row: DraftPart | None) -> DraftFacts:
    if row is None:
        return DraftFacts(place)
    return DraftFacts(place, row.text, row.version, row.changed_by.name, row.changed_at)


def saves(inspection: InspectionFacts, kind: str) -> int:
    """How many times any part of a document was saved: the number of the draft, which only ever rises."""
    return DraftVersion.objects.filter(draft__inspection_id=inspection.id, draft__kind=kind).count()


def versions(inspection: InspectionFacts, place: Place) -> tuple[VersionFacts, ...]:
    """Every text of a part that was saved, the latest first."""
    rows = DraftVersion.objects.filter(
        draft__inspection_id=inspection.id, draft__kind=place.kind, draft__part=place.id
    ).select_related("saved_by")
    return tuple(
        VersionFacts(row.version, row.text, row.saved_by.name, row.saved_at) for row in rows.order_by("-version")
    )


def comments(inspection: InspectionFacts, kind: str, part: str = "") -> tuple[CommentFacts, ...]:
    """The comments on a document, or on one part of it, in the order in which they were written."""
    rows = DraftComment.objects.filter(draft__inspection_id=inspection.id, draft__kind=kind)
    rows = rows.filter(draft__part=part) if part else rows
    found = rows.select_related("draft", "written_by", "resolved_by").order_by("written_at", "pk")
    return tuple(_comment(row) for row in found)


def open_comments(inspection: InspectionFacts) -> Counter[tuple[str, str]]:
    """How many comments wait for an answer, by kind of document and part."""
    rows = DraftComment.objects.filter(draft__inspection_id=inspection.id, resolved_at=None).order_by()
    return Counter(rows.values_list("draft__kind", "draft__part"))


def _comment(row: DraftComment) -> CommentFacts:
    return CommentFacts(
        number=row.number,
        part=row.draft.part,
        version=row.version,
        quoted=row.quoted,
        text=row.text,
        by=row.written_by.name,
        at=row.written_at,
        answer=row.answer,
        resolved_by=row.resolved_by.name if row.resolved_by else "",
        resolved_at=row.resolved_at,
    )


def tied(inspection: InspectionFacts) -> dict[str, dict[str, Support]]:
    """What claims were tied to, by kind of document and fingerprint."""
    made: dict[str, dict[str, Support]] = {kind: {} for kind in KINDS}
    for row in ClaimSupport.objects.filter(inspection_id=inspection.id).select_related("given_by"):
        made.setdefault(row.kind, {})[row.fingerprint] = _support(row)
    return made


def supports(inspection: InspectionFacts, kind: str) -> tuple[SupportFacts, ...]:
    """What the claims of a document were tied to, by whom and when."""
    rows = ClaimSupport.objects.filter(inspection_id=inspection.id, kind=kind).select_related("given_by")
    return tuple(SupportFacts(row.fingerprint, _support(row), row.given_by.name, row.given_at) for row in rows)


def _support(row: ClaimSupport) -> Support:
    return Support(row.source, row.statistic, tuple(row.other_than), row.given_by.name)
