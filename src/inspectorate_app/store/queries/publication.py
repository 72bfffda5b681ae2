"""Publications of inspections for those who bring them about: on their way and past, with their files.

What anyone may read of them is ``public_publication``.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from inspectorate.language import is_english
from inspectorate.report.document import Document
from inspectorate.report.document_json import from_json
from inspectorate.report.isbn import plain_digits
from inspectorate_app.store.models import Publication, PublishedFile

#: States of one that is neither published nor withdrawn.
UNDER_WAY = ("begun", "making", "failed", "prepared", "approved")
#: A job that has told of no file for so long has died.
DEAD_AFTER = datetime.timedelta(minutes=10)
#: What is never read but where it is asked for: it may be large.
_LARGE = ("documents", "inspection__edition")


@dataclass(frozen=True)
class FileFacts:
    """A file of a publication: its kind of document, its format, and what it is; ``key`` says where it lies.

    ``language`` is the code of the language in which it is: en or cy.
    """

    kind: str
    format: str
    name: str
    content_type: str
    size: int
    sha256: str
    key: str
    language: str = "en"


@dataclass(frozen=True)
class PublicationFacts:
    """A publication as those who bring it about see it; times and people are None and blank where there is none yet."""

    id: int
    inspection: str
    unit: str
    number: int
    state: str
    day: datetime.date | None
    due_at: datetime.datetime | None
    notice: str
    isbn: str
    also_in: str
    sealed: str
    trouble: str
    files_made: int
    files_to_make: int
    worked_at: datetime.datetime | None
    prepared_by: str
    prepared_by_id: int
    prepared_at: datetime.datetime
    run: int
    approved_by: str
    approved_at: datetime.datetime | None
    published_at: datetime.datetime | None
    withdrawn_by: str
    withdrawn_at: datetime.datetime | None
    reason: str
    files: tuple[FileFacts, ...] = ()

    @property
    def is_correction(self) -> bool:
        """Whether it corrects one that was published."""
        return self.number > 1

    @property
    def is_open(self) -> bool:
        """Whether texts are looked at as they stand, since no files are made of them."""
        return self.state in ("begun", "failed")

    @property
    def late(self) -> datetime.timedelta | None:
        """How much later than due it was published; None where it was not published, or within five minutes."""
        if self.published_at is None or self.due_at is None:
            return None
        found = self.published_at - self.due_at
        return found if found > datetime.timedelta(minutes=5) else None

    def has_stopped(self, now: datetime.datetime) -> bool:
        """Whether the job that makes its files has died, so that they can be made again."""
        return self.state == "making" and (self.worked_at or self.prepared_at) + DEAD_AFTER < now


def published_at(inspection: str, number: int) -> datetime.datetime | None:
    """When a version was published; None where there is none of this number, or it is not published."""
    rows = Publication.objects.filter(inspection__slug=inspection, number=number, state="published")
    return rows.values_list("published_at", flat=True).first()


def published_file(inspection: str, number: int, name: str) -> FileFacts | None:
    """A file of a version that was published; None where there is none, or it is not published yet."""
    rows = PublishedFile.objects.filter(
        publication__inspection__slug=inspection,
        publication__number=number,
        publication__state="published",
        name=name,
    )
    return next(map(_file, rows), None)


def under_way(inspection: int) -> PublicationFacts | None:
    """The publication of an inspection that is on its way; None where none is."""
    return next(_facts(Publication.objects.filter(inspection_id=inspection, state__in=UNDER_WAY)), None)


def history(inspection: int) -> tuple[PublicationFacts, ...]:
    """Every publication of an inspection that ended, published or withdrawn, the latest first."""
    rows = Publication.objects.filter(inspection_id=inspection).exclude(state__in=UNDER_WAY)
    return tuple(_facts(rows.order_by("-pk")))


def every() -> tuple[PublicationFacts, ...]:
    """Every publication that was not withdrawn, by inspection and number."""
    rows = Publication.objects.exclude(state="withdrawn")
    return tuple(_facts(rows.order_by("inspection__slug", "number")))


def of_inspection(inspection: str, after: int, limit: int) -> tuple[PublicationFacts, ...]:
    """Up to ``limit`` publications of an inspection that were not withdrawn, by number, after one."""
    rows = Publication.objects.filter(inspection__slug=inspection, number__gt=after).exclude(state="withdrawn")
    return tuple(_facts(rows.order_by("number")[:limit]))


def find(inspection: str, number: int) -> PublicationFacts | None:
    """A publication by its number that was not withdrawn; None where there is none."""
    rows = Publication.objects.filter(inspection__slug=inspection, number=number)
    return next(_facts(rows.exclude(state="withdrawn")), None)


def correcting(inspection: int) -> bool:
    """Whether a correction has begun, and its files were not made: then drafts are changed again."""
    return Publication.objects.filter(inspection_id=inspection, state__in=("begun", "failed"), number__gt=1).exists()


def waits(inspection: int) -> int:
    """The number of the publication that is on its way; 0 where none is."""
    rows = Publication.objects.filter(inspection_id=inspection, state__in=UNDER_WAY)
    return rows.values_list("number", flat=True).first() or 0


def notice(inspection: int) -> str:
    """What the correction that is on its way says that it corrects; blank where none is."""
    rows = Publication.objects.filter(inspection_id=inspection, state__in=UNDER_WAY)
    return rows.values_list("notice", flat=True).first() or ""


def last_isbn(inspection: str) -> str:
    """The ISBN of the version of an inspection that was published last; blank where it has none."""
    rows = Publication.objects.filter(inspection__slug=inspection, state="published").order_by("-number")
    return rows.values_list("isbn", flat=True).first() or ""


def last_also_in(inspection: str) -> str:
    """The language beside English of the version of an inspection that was published last; blank for none."""
    rows = Publication.objects.filter(inspection__slug=inspection, state="published").order_by("-number")
    return rows.values_list("also_in", flat=True).first() or ""


def has_isbn(isbn: str, inspection: int) -> bool:
    """Whether a publication of another inspection that was not withdrawn has this ISBN, however it was typed."""
    rows = Publication.objects.exclude(isbn="").exclude(state="withdrawn").exclude(inspection_id=inspection)
    return plain_digits(isbn) in map(plain_digits, rows.values_list("isbn", flat=True))


def every_file(inspection: str = "") -> Iterator[FileFacts]:
    """Every file of any publication, or of those of an inspection, whatever came of it."""
    rows = PublishedFile.objects.order_by("pk")
    rows = rows.filter(publication__inspection__slug=inspection) if inspection else rows
    return map(_file, rows.iterator(chunk_size=500))


def files_of(publication: int) -> tuple[FileFacts, ...]:
    """The files of a publication, by the id of its row, in their order."""
    return tuple(map(_file, PublishedFile.objects.filter(publication_id=publication)))


def known_keys(keys: Iterable[str]) -> frozenset[str]:
    """Which of these keys a row names."""
    return frozenset(PublishedFile.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def documents_of(publication: int) -> tuple[Document, ...]:
    """The documents in English that the files of a publication were made of, by its id.

    Those in another language tell the same evidence and the same texts.
    """
    kept = Publication.objects.filter(pk=publication).values_list("documents", flat=True).first()
    documents = (each for each in map(from_json, kept or ()) if isinstance(each, Document))
    return tuple(each for each in documents if is_english(each.language))


def _facts(rows: QuerySet[Publication]) -> Iterator[PublicationFacts]:
    people = ("prepared_by", "approved_by", "withdrawn_by")
    for row in rows.select_related("inspection", *people).defer(*_LARGE, "entry", "texts").prefetch_related("files"):
        yield PublicationFacts(
            id=row.pk,
            inspection=row.inspection.slug,
            unit=row.inspection.unit,
            number=row.number,
            state=row.state,
            day=row.day,
            due_at=row.due_at,
            notice=row.notice,
            isbn=row.isbn,
            also_in=row.also_in,
            sealed=row.sealed,
            trouble=row.trouble,
            files_made=row.files_made,
            files_to_make=row.files_to_make,
            worked_at=row.worked_at,
            prepared_by=row.prepared_by.name,
            prepared_by_id=row.prepared_by_id,
            prepared_at=row.prepared_at,
            run=row.run,
            approved_by=row.approved_by.name if row.approved_by else "",
            approved_at=row.approved_at,
            published_at=row.published_at,
            withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
            withdrawn_at=row.withdrawn_at,
            reason=row.reason,
            files=tuple(map(_file, row.files.all())),
        )


def _file(row: PublishedFile) -> FileFacts:
    return FileFacts(row.kind, row.format, row.name, row.content_type, row.size, row.sha256, row.key, row.language)
