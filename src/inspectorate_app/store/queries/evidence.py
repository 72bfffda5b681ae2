"""Evidence in advance as pages and the API show it: requests, documents, gaps, and who has read what."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from inspectorate_app.store.models import (
    AccuracyFile,
    DocumentVersion,
    EvidenceDocument,
    EvidenceRequest,
    Inspection,
    Reading,
)
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of
from inspectorate_app.store.queries.name import PUBLISHED
from inspectorate_app.store.queries.source import Source
from inspectorate_app.store.statement import Given, Rows

#: States of a request in which something is still missing.
OPEN = frozenset({"asked", "partly"})


@dataclass(frozen=True)
class ReadingFacts:
    """Someone has read a version; ``note`` and ``standard`` may be blank."""

    id: int
    person: int
    by: str
    standard: str
    note: str
    at: datetime.datetime


@dataclass(frozen=True)
class VersionFacts:
    """One version of a document; ``size`` in bytes. ``removed_at`` is when its file was deleted."""

    number: int
    name: str
    kind: str
    size: int
    sha256: str
    by: str
    at: datetime.datetime
    removed_at: datetime.datetime | None
    readings: tuple[ReadingFacts, ...]

    def read_by(self, person: int | None) -> bool:
        """Whether someone has marked it as read."""
        return any(each.person == person for each in self.readings)


@dataclass(frozen=True)
class DocumentFacts:
    """A document with all its versions, the first one first; ``request`` is a number, or None."""

    number: int
    title: str
    request: int | None
    standards: tuple[str, ...]
    supplied: bool
    versions: tuple[VersionFacts, ...]

    @property
    def current(self) -> VersionFacts:
        """The latest version."""
        return self.versions[-1]


@dataclass(frozen=True)
class RequestFacts:
    """A request with what came for it, but what was handed to inspectors is not the service's to see."""

    number: int
    title: str
    why: str
    standards: tuple[str, ...]
    due_on: datetime.date | None
    answered_by: str
    origin: str
    certainty: str
    state: str
    reason: str
    remark: str
    version: int
    documents: tuple[DocumentFacts, ...]

    def overdue(self, today: datetime.date) -> bool:
        """Whether something is still missing after the day by which it was due."""
        return self.state in OPEN and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Gap:
    """What is missing of a standard: requests still open, those overdue, those not held, and nothing asked at all."""

    standard: str
    title: str
    requests: tuple[RequestFacts, ...]
    missing: tuple[RequestFacts, ...]
    overdue: tuple[RequestFacts, ...]
    not_held: tuple[RequestFacts, ...]

    @property
    def never_asked(self) -> bool:
        """Whether nothing at all is asked for under it."""
        return not self.requests


@dataclass(frozen=True)
class StoredFile:
    """Where a file lies, and what it should be. ``place`` says in words whose it is where it is of no document."""

    inspection: str
    document: int
    version: int
    key: str
    name: str
    kind: str
    size: int
    sha256: str
    place: str = ""

    @property
    def told(self) -> str:
        """Which it is, in words."""
        return self.place or f"document {self.document} version {self.version}"


def requests(inspection: InspectionFacts, withdrawn: bool = False) -> list[RequestFacts]:
    """Every request of an inspection by number, with its documents; those withdrawn only where asked for."""
    rows = EvidenceRequest.objects.filter(inspection_id=inspection.id)
    if not withdrawn:
        rows = rows.exclude(state="withdrawn")
    by_request: dict[int | None, list[DocumentFacts]] = defaultdict(list)
    for document in documents(inspection):
        by_request[document.request].append(document)
    return [_request(row, by_request[row.number]) for row in rows]


def request(inspection: InspectionFacts, number: int) -> RequestFacts | None:
    """The request of a number; None where there is none."""
    return next((each for each in requests(inspection, withdrawn=True) if each.number == number), None)


def documents(inspection: InspectionFacts) -> list[DocumentFacts]:
    """Every document of an inspection by number, with its versions and who has read them."""
    return [_document(row) for row in _OF_INSPECTION.all(inspection=inspection.id)]


def document(inspection: InspectionFacts, number: int) -> DocumentFacts | None:
    """The document of a number; None where there is none."""
    row = _NUMBERED.first(inspection=inspection.id, number=number)
    return _document(row) if row else None


def gaps(inspection: InspectionFacts, today: datetime.date) -> list[Gap]:
    """What is missing, for each standard of the edition that is asked about or rests on no cases, in its order."""
    edition, asked = edition_used(inspection), requests(inspection)
    found = []
    for standard in edition.standards:
        if standard.service not in (None, inspection.service or None):
            continue
        of_it = tuple(each for each in asked if standard.id in each.standards)
        if of_it or standard.kind == "organisational":
            found.append(_gap(standard.id, standard.title, of_it, today))
    without = tuple(each for each in asked if not each.standards)
    return [*found, *([_gap("", "No standard", without, today)] if without else [])]


def sources(inspection: InspectionFacts) -> list[Source]:
    """What findings may rest on: each document in its current version, and each note of who read one."""
    found = []
    for each in documents(inspection):
        current, standards = each.current, frozenset(each.standards)
        words = f"{current.name}, version {current.number}, SHA-256 {current.sha256}"
        where: dict[str, str | int] = {"inspection": inspection.slug, "document": each.number}
        if current.removed_at is None:
            found.append(
                Source("document", f"document {each.number}", each.title, words, "evidence_document", where, standards)
            )
        found += [
            Source(
                "document",
                f"reading {reading.id}",
                f"{reading.by} on ‘{each.title}’, version {version.number}",
                reading.note,
                "evidence_document",
                where,
                frozenset({reading.standard}) if reading.standard else standards,
            )
            for version in each.versions
            for reading in version.readings
            if reading.note
        ]
    return found


def stored(inspection: str, document: int, version: int, supplied: bool = False) -> StoredFile | None:
    """Where a version lies; None where there is none any more, or ``supplied`` and it did not come from the service."""
    rows = _stored().filter(document__inspection__slug=inspection, document__number=document, number=version)
    if supplied:
        rows = rows.filter(document__supplied=True)
    return next(map(_file, rows), None)


def every_stored(inspection: str = "") -> Iterable[StoredFile]:
    """Every file of every inspection, or of one, as its row says that it is; none removed.

    Those of documents come first, then what the service gave for its comments on factual accuracy.
    """
    rows = _stored().order_by("document__inspection__slug", "document__number", "number")
    if inspection:
        rows = rows.filter(document__inspection__slug=inspection)
    given = AccuracyFile.objects.filter(removed_at=None).select_related("comment__check_of__inspection").order_by("pk")
    if inspection:
        given = given.filter(comment__check_of__inspection__slug=inspection)
    return chain(map(_file, rows.iterator(chunk_size=500)), map(_given, given))


def inspections_due(today: datetime.date) -> tuple[str, ...]:
    """The slugs of published inspections that hold files of documents, and whose day for deleting them has come."""
    held = DocumentVersion.objects.filter(document__inspection=OuterRef("pk"), removed_at=None)
    given = AccuracyFile.objects.filter(comment__check_of__inspection=OuterRef("pk"), removed_at=None)
    rows = (
        Inspection.objects.filter(Exists(held) | Exists(given), phase__in=PUBLISHED)
        .select_related("edition")
        .defer("edition__files")
    )
    found = map(facts_of, rows)
    return tuple(each.slug for each in found if each.documents_delete_on <= today)


def files_deleted_at(inspection: InspectionFacts) -> datetime.datetime | None:
    """When the files of its documents were deleted on their day; None where they were not, or some are held again."""
    rows = DocumentVersion.objects.filter(document__inspection=inspection.id)
    last = rows.order_by("removed_at").values_list("removed_at", flat=True)
    moments = list(last.filter(removed_at__date__gte=inspection.documents_delete_on).reverse()[:1])
    return None if not moments or rows.filter(removed_at=None).exists() else moments[0]


def known_keys(keys: Sequence[str]) -> frozenset[str]:
    """Which of these keys a row names whose file was not removed."""
    models = (DocumentVersion, AccuracyFile)
    found = (each.objects.filter(key__in=keys, removed_at=None).values_list("key", flat=True) for each in models)
    return frozenset(chain.from_iterable(found))


def _stored() -> QuerySet[DocumentVersion]:
    rows = DocumentVersion.objects.filter(removed_at=None)
    return rows.select_related("document__inspection").defer("document__inspection__edition")


def _file(row: DocumentVersion) -> StoredFile:
    slug, number = row.document.inspection.slug, row.document.number
    return StoredFile(slug, number, row.number, row.key, row.name, row.kind, row.size, row.sha256)


def _given(row: AccuracyFile) -> StoredFile:
    comment = row.comment
    slug, check = comment.check_of.inspection.slug, comment.check_of.number
    place = f"factual accuracy check {check} comment {comment.number} file {row.number}"
    return StoredFile(slug, 0, 0, row.key, row.name, row.kind, row.size, row.sha256, place)


def _documents() -> QuerySet[EvidenceDocument, EvidenceDocument]:
    readings = Reading.objects.select_related("person").order_by("at", "pk")
    versions = DocumentVersion.objects.select_related("uploaded_by").prefetch_related(Prefetch("readings", readings))
    return EvidenceDocument.objects.select_related("request").prefetch_related(Prefetch("versions", versions))


_OF_INSPECTION = Rows(lambda: _documents().filter(inspection_id=Given("inspection")))
_NUMBERED = Rows(lambda: _documents().filter(inspection_id=Given("inspection"), number=Given("number")))


def _request(row: EvidenceRequest, found: Sequence[DocumentFacts]) -> RequestFacts:
    return RequestFacts(
        number=row.number,
        title=row.title,
        why=row.why,
        standards=tuple(row.standards),
        due_on=row.due_on,
        answered_by=row.answered_by,
        origin=row.origin,
        certainty=row.certainty,
        state=row.state,
        reason=row.reason,
        remark=row.remark,
        version=row.version,
        documents=tuple(found),
    )


def _document(row: EvidenceDocument) -> DocumentFacts:
    return DocumentFacts(
        number=row.number,
        title=row.title,
        request=row.request.number if row.request else None,
        standards=tuple(row.request.standards) if row.request else (),
        supplied=row.supplied,
        versions=tuple(map(_version, row.versions.all())),
    )


def _version(row: DocumentVersion) -> VersionFacts:
    readings = tuple(
        ReadingFacts(each.pk, each.person_id, each.person.name, each.standard, each.note, each.at)
        for each in row.readings.all()
    )
    at, by = row.uploaded_at, row.uploaded_by.name
    return VersionFacts(row.number, row.name, row.kind, row.size, row.sha256, by, at, row.removed_at, readings)


def _gap(standard: str, title: str, asked: tuple[RequestFacts, ...], today: datetime.date) -> Gap:
    return Gap(
        standard=standard,
        title=title,
        requests=asked,
        missing=tuple(each for each in asked if each.state in OPEN),
        overdue=tuple(each for each in asked if each.overdue(today)),
        not_held=tuple(each for each in asked if each.state == "not_held"),
    )
