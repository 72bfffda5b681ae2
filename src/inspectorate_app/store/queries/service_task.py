"""What there is to do for the inspected service, in several inspections at once."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q

from inspectorate_app.store.models import EmergingFindings, EmergingFindingsSeen, EvidenceRequest, Interview
from inspectorate_app.store.queries.evidence import OPEN


@dataclass(frozen=True)
class Waiting:
    """How many requests are open and overdue, how many interviews are to arrange; whether findings were shared.

    ``opened`` says whether the person who asks has opened those that were shared last.
    """

    requests: int = 0
    overdue: int = 0
    interviews: int = 0
    shared: bool = False
    opened: bool = False


def waiting(inspections: Collection[int], person: int | None, today: datetime.date) -> Mapping[int, Waiting]:
    """What waits for the service in each inspection, by its id: three queries, however many there are."""
    found = dict.fromkeys(inspections, Waiting())
    asked = EvidenceRequest.objects.filter(inspection__in=inspections, state__in=OPEN).order_by()
    counted = asked.values("inspection").annotate(number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    for inspection, number, overdue in counted.values_list("inspection", "number", "late"):
        found[inspection] = replace(found[inspection], requests=number, overdue=overdue)
    meetings = Interview.objects.filter(inspection__in=inspections, state="asked").order_by()
    arranging = meetings.values("inspection").annotate(number=Count("pk"))
    for inspection, number in arranging.values_list("inspection", "number"):
        found[inspection] = replace(found[inspection], interviews=number)
    seen = EmergingFindingsSeen.objects.filter(findings=OuterRef("pk"), person_id=person or 0)
    shared = EmergingFindings.objects.filter(inspection__in=inspections, shared_at__isnull=False)
    for inspection, opened in shared.order_by("number").values_list("inspection", Exists(seen)):
        found[inspection] = replace(found[inspection], shared=True, opened=opened)  # the last one counts
    return found
