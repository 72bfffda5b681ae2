"""Of which inspections names of people are kept."""

import datetime

from django.db.models import Exists, OuterRef, Q

from inspectorate_app.store.models import Caseload, Identity, Inspection


def inspections_due(today: datetime.date) -> tuple[str, ...]:
    """The slugs of inspections whose day for deleting names has come, and that still hold some."""
    held = Caseload.objects.filter(inspection=OuterRef("pk"), content__isnull=False)
    known = Identity.objects.filter(case__inspection=OuterRef("pk"))
    due = Inspection.objects.filter(Q(Exists(known)) | Q(Exists(held)), names_delete_on__lte=today)
    return tuple(due.values_list("slug", flat=True))


def held(inspection: int) -> tuple[int, int]:
    """How many names of people in cases, and how many caseloads, an inspection holds."""
    caseloads = Caseload.objects.filter(inspection_id=inspection, content__isnull=False)
    return Identity.objects.filter(case__inspection_id=inspection).count(), caseloads.count()
