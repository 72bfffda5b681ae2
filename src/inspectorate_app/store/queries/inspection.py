"""Inspections as pages and the API show them, and the edition that each uses."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from inspectorate.framework.model import Edition
from inspectorate.inspection import Phase, documents_deletion, due_dates
from inspectorate_app.store.models import Case, Inspection, Membership, StoredEdition
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries.conflict import closed_to
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class InspectionFacts:
    """One inspection. ``organisation`` is an id of the directory; ``cohort_weeks`` are Mondays."""

    id: int
    slug: str
    organisation: str
    unit: str
    kind: str
    region: str
    service: str
    edition: str
    edition_sha256: str
    phase: Phase
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    cohort_weeks: tuple[datetime.date, ...]
    names_delete_on: datetime.date
    names_deleted_at: datetime.datetime | None
    documents_day_set: datetime.date | None
    notes_deleted_at: datetime.datetime | None
    demonstration: bool

    @property
    def documents_delete_on(self) -> datetime.date:
        """The day on which the files of documents are deleted, once it is published; assumed where nobody set one.

        Assumed it is never before the day for names.
        """
        due = due_dates(self.fieldwork_from, self.fieldwork_to)[Phase.PUBLISHED]
        return self.documents_day_set or max(documents_deletion(due), self.names_delete_on)


def find(slug: str) -> InspectionFacts | None:
    """The inspection of a slug; None where there is none. Whether someone may see it is ``permission``'s to say."""
    row = row_of(slug)
    return facts_of(row) if row else None


_FIELDS = [field.attname for field in Inspection._meta.concrete_fields]
_OF_EDITION = ["id", "name", "sha256", "stored_at"]
_SHOWN = (*_FIELDS, *(f"edition__{name}" for name in _OF_EDITION))


def _by_slug() -> QuerySet[Inspection, Any]:
    return Inspection.objects.filter(slug=Given("slug")).order_by().values_list(*_SHOWN)


def _by_case() -> QuerySet[Case, Any]:
    of_case = Case.objects.filter(inspection__slug=Given("slug"), number=Given("number")).order_by()
    return of_case.values_list(*(f"inspection__{name}" for name in _SHOWN))


_ROW = Read(_by_slug)
_LOCKED = Read(_by_slug, locking='FOR NO KEY UPDATE OF "store_inspection"')
_LOCKED_WITH_CASE = Read(_by_case, locking='FOR SHARE OF "store_inspection" FOR NO KEY UPDATE OF "store_case"')


def row_of(slug: str) -> Inspection | None:
    """The row of a slug, its edition with it but for the text; for actions."""
    return _row(_ROW.row(slug=slug))


def lock(slug: str) -> Inspection | None:
    """The row of a slug, which is this transaction's alone until it ends; None where there is none."""
    return _row(_LOCKED.row(slug=slug))


def lock_case(slug: str, number: int) -> Inspection | None:
    """The row of a slug, which stays as it is, and of its cases one is this transaction's alone, until it ends.

    Transactions that lock other cases go on beside it; one that locks the inspection waits. None where there is no
    such case.
    """
    return _row(_LOCKED_WITH_CASE.row(slug=slug, number=number))


def _row(found: tuple[Any, ...] | None) -> Inspection | None:
    if found is None:
        return None
    row = Inspection.from_db("default", _FIELDS, found[: len(_FIELDS)])
    row.edition = StoredEdition.from_db("default", _OF_EDITION, found[len(_FIELDS) :])
    return row


def any_real() -> bool:
    """Whether there is an inspection that is no demonstration."""
    return Inspection.objects.filter(demonstration=False).exists()


def listed(member: int | None, after: str = "", limit: int = 50, closed: Collection[str] = ()) -> list[InspectionFacts]:
    """Up to ``limit`` inspections by slug, after one: all, or those of whose team a person is a ``member``.

    One from which a conflict of interest keeps that member off is not among them: they cannot open it. Nor is one of
    those ``closed``, by their slugs.
    """
    rows = Inspection.objects.select_related("edition").defer("edition__files").order_by("slug").filter(slug__gt=after)
    if member is not None:
        places = Membership.objects.filter(inspection=OuterRef("pk"), person_id=member)
        rows = rows.filter(Exists(places.exclude(role__in=OF_THE_INSPECTED)))
        rows = rows.exclude(slug__in=closed_to(member))
    if closed:
        rows = rows.exclude(slug__in=closed)
    return [facts_of(row) for row in rows[:limit]]


def facts_of(row: Inspection) -> InspectionFacts:
    """A row, its edition selected with it, as a value."""
    return InspectionFacts(
        id=row.pk,
        slug=row.slug,
        organisation=row.organisation,
        unit=row.unit,
        kind=row.kind,
        region=row.region,
        service=row.service,
        edition=row.edition.name,
        edition_sha256=row.edition.sha256,
        phase=Phase(row.phase),
        fieldwork_from=row.fieldwork_from,
        fieldwork_to=row.fieldwork_to,
        cohort_weeks=tuple(datetime.date.fromisoformat(day) for day in row.cohort_weeks),
        names_delete_on=row.names_delete_on,
        names_deleted_at=row.names_deleted_at,
        documents_day_set=row.documents_delete_on,
        notes_deleted_at=row.notes_deleted_at,
        demonstration=row.demonstration,
    )


def edition_used(inspection: InspectionFacts) -> Edition:
    """The edition that an inspection uses, whole."""
    return edition_of(inspection.edition_sha256)


def everything(region: str = "") -> tuple[InspectionFacts, ...]:
    """Every inspection, or those of a region, the earliest fieldwork first; for whoever may see all of them."""
    rows = Inspection.objects.select_related("edition").defer("edition__files")
    if region:
        rows = rows.filter(region=region)
    return tuple(facts_of(row) for row in rows)
