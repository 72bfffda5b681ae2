"""What there is to do for the inspected service, in several inspections at once."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inspectorate.inspection import Phase
from inspectorate.recommendation.action_plan import product_rules
from inspectorate_app.store.models import (
    AccuracyCheck,
    EmergingFindings,
    EmergingFindingsSeen,
    EvidenceRequest,
    Inspection,
    Interview,
)
from inspectorate_app.store.queries.accuracy import OPEN as CHECKING
from inspectorate_app.store.queries.evidence import OPEN
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.published_recommendation import addressed


@dataclass(frozen=True)
class Waiting:
    """How many requests are open and overdue, how many interviews are to arrange; whether findings were shared.

    ``opened`` says whether the person who asks has opened those that were shared last; ``accuracy`` is the last day for
    comments on the draft report, None where there is none to check, and ``answering`` says whether the inspectorate
    answers them. ``plan`` is the state of the action plan once recommendations are the service's to answer, "" before.
    """

    requests: int = 0
    overdue: int = 0
    interviews: int = 0
    shared: bool = False
    opened: bool = False
    accuracy: datetime.date | None = None
    plan: str = ""
    answering: bool = False


def waiting(given: Collection[InspectionFacts], person: int | None, today: datetime.date) -> Mapping[int, Waiting]:
    """What waits for the service in each inspection, by its id: three queries, however many there are.

    One more is for those whose factual accuracy is checked, and three for those published, where there are any.
    """
    inspections = [each.id for each in given]
    checking = [each.id for each in given if each.phase is Phase.FACTUAL_ACCURACY]
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
    checks = AccuracyCheck.objects.filter(inspection__in=checking, state__in=CHECKING).order_by("number")
    for inspection, state, due_on in checks.values_list("inspection", "state", "due_on") if checking else ():
        sent = {"accuracy": due_on} if state == "sent" else {"answering": True}
        found[inspection] = replace(found[inspection], **sent)
    published = [each.id for each in given if each.phase in (Phase.PUBLISHED, Phase.FOLLOW_UP)]
    for inspection, state in _plans(published) if published else ():
        found[inspection] = replace(found[inspection], plan=state or "writing")
    return found


def _plans(inspections: Collection[int]) -> QuerySet[Inspection, Any]:
    """The published inspections with recommendations that the service answers, and the state of their plans."""
    own = set(product_rules().answering.addressees)
    asked = [each for each, kinds in addressed(inspections).items() if kinds & own]
    return Inspection.objects.filter(pk__in=asked).order_by().values_list("pk", "action_plan__state")
