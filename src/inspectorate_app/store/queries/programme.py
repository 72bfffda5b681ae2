"""The inspections beside each other: what is planned when, and what is in the way of another."""

import datetime

from inspectorate_app.store.models import Inspection


def overlapping(
    organisation: str, fieldwork_from: datetime.date, fieldwork_to: datetime.date, but: int = 0
) -> tuple[datetime.date, datetime.date] | None:
    """The fieldwork of an inspection of the same organisation that overlaps with these dates, ``but`` one's own."""
    rows = Inspection.objects.filter(
        organisation=organisation, fieldwork_from__lte=fieldwork_to, fieldwork_to__gte=fieldwork_from
    ).exclude(pk=but)
    return rows.values_list("fieldwork_from", "fieldwork_to").first()


def slugs_beginning(with_: str) -> frozenset[str]:
    """The slugs in use that begin with a word."""
    return frozenset(Inspection.objects.filter(slug__startswith=with_).values_list("slug", flat=True))
