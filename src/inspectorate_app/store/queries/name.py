"""Of which inspections names of people are kept."""

import datetime

from django.db.models import Exists, OuterRef, Q

from inspectorate.inspection import Phase
from inspectorate_app.store.models import CaseAssessment, Caseload, Identity, Inspection, Quotation, Replacement

#: The phases in which no rating rests any more on what was written about single cases.
PUBLISHED = (Phase.PUBLISHED.value, Phase.FOLLOW_UP.value)


def inspections_due(today: datetime.date) -> tuple[str, ...]:
    """The slugs of inspections whose day for deleting names has come, and that still hold some.

    Or that hold what was written about cases, and have been published: before that ratings rest on it; or words of
    surveys that nobody has looked through for names.
    """
    held = Caseload.objects.filter(inspection=OuterRef("pk"), content__isnull=False)
    known = Identity.objects.filter(case__inspection=OuterRef("pk"))
    written = Q(Exists(CaseAssessment.objects.filter(inspection=OuterRef("pk")))) | Q(
        Exists(Replacement.objects.filter(withdrawn__inspection=OuterRef("pk")))
    )
    notes = Q(phase__in=PUBLISHED, notes_deleted_at=None) & written
    words = Q(Exists(Quotation.objects.filter(survey__inspection=OuterRef("pk"), state="waiting")))
    due = Inspection.objects.filter(Q(Exists(known)) | Q(Exists(held)) | notes | words, names_delete_on__lte=today)
    return tuple(due.values_list("slug", flat=True))


def held(inspection: int) -> tuple[int, int]:
    """How many names of people in cases, and how many caseloads, an inspection holds."""
    caseloads = Caseload.objects.filter(inspection_id=inspection, content__isnull=False)
    return Identity.objects.filter(case__inspection_id=inspection).count(), caseloads.count()
