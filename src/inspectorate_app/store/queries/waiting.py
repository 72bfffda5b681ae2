"""What waits in the rooms of inspections: one query for several inspections, however much lies in their rooms.

It is a long one, and people begin the day with it: it is worked out once for each size of the list (``statement``).
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from inspectorate_app.store.models import (
    AccuracyCheck,
    AccuracyComment,
    ActionPlan,
    Announcement,
    BlindReading,
    Caseload,
    DraftComment,
    DraftVersion,
    EmergingFindings,
    EvidenceRequest,
    Exercise,
    Hold,
    Identity,
    Inspection,
    Interview,
    Meeting,
    MeetingPart,
    PreviousRecommendation,
    Publication,
    Quotation,
    Recommendation,
    Review,
    Survey,
)
from inspectorate_app.store.queries.blind_reading import UNDER_WAY
from inspectorate_app.store.queries.evidence import OPEN
from inspectorate_app.store.queries.publication import UNDER_WAY as PUBLICATION_UNDER_WAY
from inspectorate_app.store.statement import Given, Read


@dataclass(frozen=True)
class Waiting:
    """What waits in one inspection, for anyone or for the person asked for.

    ``caseload`` and ``names``: whether there is one, and whether names of people are still kept. Of requests for
    evidence ``overdue`` are those still open after their day, ``answered`` those that the service answered and nobody
    accepted. ``not_arranged`` are interviews that the service cannot arrange. ``meetings`` were planned with the person
    before today, and are not recorded as held. ``surveys`` passed their last day and are not closed; ``quotations`` of
    closed ones are for the person or for nobody yet. ``second_readings`` were submitted, settled or not; ``exercises``
    are open, and all their readers have submitted. ``announced`` and ``emerging``: whether an announcement was written,
    and whether emerging findings are drafted and not shared. ``proposed`` recommendations wait for the lead inspector;
    ``not_judged`` are those of the last inspection of which nothing is said yet. ``comments`` on drafts wait for an
    answer. ``accuracy`` is the state of the latest factual accuracy check, blank where none was sent or waived;
    ``accuracy_comments`` are those of the service that nobody answered. ``reviews`` are asked for, of documents that
    the person did not write in; ``returned`` came back, and none was asked for since. ``publication`` is the state of
    the publication on its way, blank where none is; ``stopped`` whether it was due and could not be published.
    ``plan_submitted``: whether the service sent its action plan, and nobody decided on it; ``held``
    whether a legal hold stands.
    """

    caseload: bool
    names: bool
    overdue: int
    answered: int
    not_arranged: int
    meetings: int
    surveys: int
    quotations: int
    second_readings: int
    exercises: int
    announced: bool
    emerging: bool
    proposed: int
    not_judged: int
    comments: int
    accuracy: str
    accuracy_comments: int
    reviews: int
    returned: int
    publication: str
    stopped: bool
    plan_submitted: bool
    held: bool


def waiting(inspections: Collection[int], person: int | None, today: datetime.date) -> dict[int, Waiting]:
    """What waits in each of some inspections, by their ids."""
    if not inspections:
        return {}
    day = connection.ops.adapt_datefield_value(today)
    asked = list(inspections)
    places = 1 << (len(asked) - 1).bit_length()
    given = {_place(number): asked[min(number, len(asked) - 1)] for number in range(places)}
    rows = _of_so_many(places).rows(**given, person=person or _NOBODY, today=day)
    return {pk: Waiting(*found) for pk, *found in rows}


#: No person has this number.
_NOBODY = 0


def _place(number: int) -> str:
    return f"inspection_{number}"


@cache
def _of_so_many(places: int) -> Read:
    """The query of 1, 2, 4 … inspections: where there are fewer, the last is named again."""
    return Read(lambda: _all_of(places))


def _all_of(places: int) -> QuerySet[Inspection, Any]:
    person, today = Given("person"), Given("today")
    asked: Mapping[str, Any] = {
        "has_caseload": _there(Caseload.objects),
        "has_names": Exists(Identity.objects.filter(case__inspection=OuterRef("pk"))),
        **_of_evidence(today),
        "meetings_past": _counted(_meetings(person, today)),
        "surveys_over": _counted(Survey.objects.filter(closed=False, closes_on__lt=today)),
        "quotations_left": _counted(_quotations(person), "survey__inspection"),
        "second_submitted": _counted(BlindReading.objects.filter(purpose="second", state="submitted")),
        "exercises_done": _counted(_exercises()),
        "has_announcement": _there(Announcement.objects),
        "has_draft": _there(EmergingFindings.objects.filter(shared_at=None)),
        "proposed": _counted(Recommendation.objects.filter(proposed=True, withdrawn_at=None)),
        "not_judged": _counted(PreviousRecommendation.objects.filter(status="")),
        "comments_open": _counted(DraftComment.objects.filter(resolved_at=None), "draft__inspection"),
        **_of_checks(person),
        "publication_state": Coalesce(Subquery(_publications().values("state")[:1]), Value("")),
        "publication_stopped": Exists(_publications().filter(state="approved").exclude(trouble="")),
        "plan_there": _there(ActionPlan.objects.filter(state="submitted")),
        "is_held": _there(Hold.objects.filter(lifted_at=None)),
    }
    wanted = [Given(_place(number)) for number in range(places)]
    return Inspection.objects.filter(Q(pk__in=wanted)).order_by().annotate(**asked).values_list("pk", *asked)


def _publications() -> QuerySet[Publication]:
    return Publication.objects.filter(inspection=OuterRef("pk"), state__in=PUBLICATION_UNDER_WAY)


def _of_checks(person: Given) -> dict[str, Any]:
    latest = AccuracyCheck.objects.filter(inspection=OuterRef("pk")).order_by("-number").values("state")
    unanswered = AccuracyComment.objects.filter(check_of__state="submitted", verdict="")
    return {
        "accuracy_state": Coalesce(Subquery(latest[:1]), Value("")),
        "accuracy_unanswered": _counted(unanswered, "check_of__inspection"),
        "reviews_asked": _counted(_reviews(person)),
        "reviews_returned": _counted(_returned()),
    }


def _reviews(person: Given) -> QuerySet[Review]:
    written = DraftVersion.objects.filter(draft__inspection=OuterRef("inspection"), draft__kind=OuterRef("kind"))
    rows = Review.objects.filter(~Exists(written.filter(saved_by_id=person)), state="asked")
    return rows.exclude(asked_by_id=person)


def _returned() -> QuerySet[Review]:
    """Reviews that came back, the latest of their documents; one that was taken back is none."""
    same = Review.objects.filter(inspection=OuterRef("inspection"), kind=OuterRef("kind")).exclude(state="withdrawn")
    return Review.objects.filter(~Exists(same.filter(number__gt=OuterRef("number"))), state="returned")


def _of_evidence(today: Given) -> dict[str, Any]:
    requests = EvidenceRequest.objects.all()
    return {
        "requests_overdue": _counted(requests.filter(state__in=OPEN, due_on__lt=today)),
        "requests_answered": _counted(requests.filter(state__in=["received", "not_held"])),
        "not_arranged": _counted(Interview.objects.filter(state="not_possible")),
    }


def _meetings(person: Given, today: Given) -> QuerySet[Meeting]:
    own = MeetingPart.objects.filter(person_id=person).values("meeting")
    return Meeting.objects.filter(state="planned", day__lt=today, pk__in=own)


def _quotations(person: Given) -> QuerySet[Quotation]:
    rows = Quotation.objects.filter(state="waiting", survey__closed=True)
    return rows.filter(Q(survey__checker=None) | Q(survey__checker_id=person))


def _exercises() -> QuerySet[Exercise]:
    """Those open that somebody submitted and nobody has still to submit."""
    readings = BlindReading.objects.filter(exercise=OuterRef("pk"), purpose="exercise")
    done, open_ = Exists(readings.filter(state="submitted")), Exists(readings.filter(state__in=UNDER_WAY))
    return Exercise.objects.filter(done, ~open_, state="open")


def _there(rows: Any) -> Exists:
    return Exists(rows.filter(inspection=OuterRef("pk")))


def _counted(rows: QuerySet[Any], path: str = "inspection") -> Coalesce:
    """How many rows there are of each inspection, as a part of a query of inspections."""
    of_one = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(number=Count("pk"))
    return Coalesce(Subquery(of_one.values("number"), output_field=IntegerField()), 0)
