"""The inspected service as its own people and the team see it: announcement, dates, interviews, emerging findings."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate_app.store.models import (
    Announcement,
    Case,
    EmergingFindings,
    Inspection,
    Interview,
    Membership,
    Milestone,
    ServiceInvitation,
)
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries.conflict import closed_to
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of

#: The phases whose end concerns the service, and what that means for it.
CONCERNED: Mapping[Phase, str] = {
    Phase.EVIDENCE: "Evidence to be sent by",
    Phase.FACTUAL_ACCURACY: "Check of factual accuracy ends",
    Phase.PUBLISHED: "Report to be published by",
}


#: Assumed: the ratings panel and the drafting of the report are the inspectorate's own work. Until the report comes to
#: be checked for accuracy, an inspection stands for the service where fieldwork left it.
_OWN_WORK = frozenset({Phase.PANEL, Phase.DRAFTING})


def phase_known(phase: Phase) -> Phase:
    """Where an inspection stands as far as the inspected service may know."""
    return Phase.ANALYSIS if phase in _OWN_WORK else phase


@dataclass(frozen=True)
class AnnouncementFacts:
    """What was announced; ``version`` is named by whoever changes it."""

    text: str
    version: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class InterviewFacts:
    """An interview to arrange. ``case`` is the service's own reference of a case, blank where none is meant.

    ``version`` is named by whoever answers.
    """

    number: int
    whom: str
    case: str
    about: str
    day: datetime.date
    minutes: int
    place: str
    state: str
    held_at: datetime.datetime | None
    answer: str
    asked_by: str
    answered_by: str
    answered_at: datetime.datetime | None
    version: int


@dataclass(frozen=True)
class EmergingFacts:
    """Emerging findings: a text by standard. ``seen`` says who of the service opened them, and when."""

    number: int
    texts: Mapping[str, str]
    version: int
    shared_at: datetime.datetime | None
    shared_by: str
    seen: tuple[tuple[str, datetime.datetime], ...]


@dataclass(frozen=True)
class InvitedFacts:
    """Someone of the service who was invited and has not accepted yet; ``expired`` where the link works no more."""

    id: int
    name: str
    email: str
    role: str
    expired: bool


@dataclass(frozen=True)
class Place:
    """An inspection in which someone is of the inspected service, and their roles."""

    inspection: InspectionFacts
    roles: tuple[str, ...]


def places_of(person: int) -> tuple[Place, ...]:
    """The inspections of a person of the service, the earliest first; none from which a conflict keeps them off."""
    rows = Membership.objects.filter(person_id=person, role__in=OF_THE_INSPECTED).order_by("role")
    held: dict[int, list[str]] = defaultdict(list)
    for inspection, role in rows.values_list("inspection", "role"):
        held[inspection].append(role)
    if not held:
        return ()
    found = Inspection.objects.filter(pk__in=held).exclude(slug__in=closed_to(person))
    found = found.select_related("edition").defer("edition__files")
    return tuple(Place(facts_of(row), tuple(held[row.pk])) for row in found)


#: What stands in the place of whom an interview was with, once that was deleted with the names of people.
DELETED = "Deleted with the names of people"


def announcement(inspection: InspectionFacts) -> AnnouncementFacts | None:
    """What was announced; None where nothing was written yet."""
    row = Announcement.objects.filter(inspection_id=inspection.id).select_related("written_by").first()
    return AnnouncementFacts(row.text, row.version, row.written_by.name, row.written_at) if row else None


def dates(inspection: InspectionFacts) -> list[tuple[str, datetime.date, bool]]:
    """The days that concern the service, the earliest first: what it is, the day, and whether it is over."""
    found = [
        (_("Fieldwork begins"), inspection.fieldwork_from, False),
        (_("Fieldwork ends"), inspection.fieldwork_to, False),
    ]
    for row in Milestone.objects.filter(inspection_id=inspection.id):
        words = CONCERNED.get(Phase(row.phase))
        if words:
            found.append((words, row.due_on, row.done_on is not None))
    today = timezone.localdate()
    return sorted(((words, day, done or day < today) for words, day, done in found), key=lambda each: each[1])


def interviews(inspection: InspectionFacts, withdrawn: bool = False) -> list[InterviewFacts]:
    """The interviews that the service is asked to arrange, by day."""
    rows = Interview.objects.filter(inspection_id=inspection.id).select_related("asked_by", "answered_by")
    if not withdrawn:
        rows = rows.exclude(state="withdrawn")
    references = dict(Case.objects.filter(inspection_id=inspection.id).values_list("number", "reference"))
    return [
        InterviewFacts(
            number=row.number,
            whom=row.whom or DELETED,
            case=references.get(row.case, "") if row.case is not None else "",
            about=row.about,
            day=row.day,
            minutes=row.minutes,
            place=row.place,
            state=row.state,
            held_at=row.held_at,
            answer=row.answer,
            asked_by=row.asked_by.name,
            answered_by=row.answered_by.name if row.answered_by else "",
            answered_at=row.answered_at,
            version=row.version,
        )
        for row in rows
    ]


def interview(inspection: InspectionFacts, number: int) -> InterviewFacts | None:
    """The interview of a number; None where there is none or it was withdrawn."""
    return next((each for each in interviews(inspection) if each.number == number), None)


def emerging(inspection: InspectionFacts) -> list[EmergingFacts]:
    """All emerging findings of an inspection, the latest last; the last may be a draft."""
    rows = EmergingFindings.objects.filter(inspection_id=inspection.id).select_related("shared_by")
    return [
        EmergingFacts(
            number=row.number,
            texts=dict(row.texts),
            version=row.version,
            shared_at=row.shared_at,
            shared_by=row.shared_by.name if row.shared_by else "",
            seen=tuple((each.person.name, each.at) for each in row.seen.select_related("person").order_by("at")),
        )
        for row in rows.prefetch_related("seen")
    ]


def shared(inspection: InspectionFacts) -> EmergingFacts | None:
    """The emerging findings that were shared last; None where none were."""
    return next((each for each in reversed(emerging(inspection)) if each.shared_at), None)


def draft(inspection: InspectionFacts) -> EmergingFacts | None:
    """The emerging findings that are being written; None where there are none."""
    return next((each for each in emerging(inspection) if each.shared_at is None), None)


def invited(inspection: InspectionFacts) -> tuple[InvitedFacts, ...]:
    """Who of the service was invited and has not accepted yet."""
    rows = ServiceInvitation.objects.filter(inspection_id=inspection.id).select_related("invitation")
    waiting = rows.filter(invitation__accepted_at=None, invitation__withdrawn_at=None).order_by("invitation__name")
    now = timezone.now()
    return tuple(
        InvitedFacts(row.pk, row.invitation.name, row.invitation.email, row.role, row.invitation.expires_at <= now)
        for row in waiting
    )
