"""What tests of action plans start from: a published inspection with recommendations, its team and its service."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from inspectorate_app.actions import action_plan, action_plan_decision
from inspectorate_app.actions.action_plan import Wanted
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Person, PhaseChange, Publication, Recommendation
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries import recommendation
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

#: Of whom, in the order of print: S2 prints the PDU's first, then the region's, then those to HMPPS.
PDU, REGION = "Leicester, Leicestershire and Rutland PDU", "East Midlands region"
HMPPS = "HM Prison and Probation Service"
TEXTS = (
    ("PDU", PDU, "improve the quality of work to assess and manage risk of harm"),
    ("region", REGION, "review the arrangements for unpaid work"),
    ("HMPPS", HMPPS, "recruit practitioners where there are too few"),
)


@dataclass
class Followed:
    """A published inspection, and who follows it."""

    row: Inspection
    lead_person: Person
    head_person: Person
    contact_person: Person
    lead: Actor
    head: Actor
    contact: Actor

    @property
    def slug(self) -> str:
        """How addresses name it."""
        return self.row.slug

    @property
    def plan(self) -> query.PlanFacts:
        """Its plan as it stands."""
        return query.plan(facts_of(self.row))


def followed(phase: str = "published", published: datetime.date | None = None) -> Followed:
    """An inspection that was published so long ago, today where nothing is said, with three recommendations."""
    row = given.inspection(phase=phase)
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    head = given.member(row, Role.SERVICE_HEAD, "Hal Head")
    contact = given.member(row, Role.SERVICE_CONTACT, "Con Contact")
    with guard.allowed():
        for number, (kind, name, text) in enumerate(TEXTS, start=1):
            Recommendation.objects.create(
                **{"inspection": row, "number": number, "addressee": kind, "addressed_as": name, "text": text},
                **{"place": 1, "written_by": lead, "changed_by": lead},
            )
        moved = PhaseChange.objects.create(inspection=row, before="factual_accuracy", after="published", by=lead)
        day = published or timezone.localdate()
        at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        PhaseChange.objects.filter(pk=moved.pk).update(at=at)
    return Followed(row, lead, head, contact, given.actor(lead), given.actor(head), given.actor(contact))


def wanted(what: str = "Train every practitioner", days: int = 90, **facts: str) -> Wanted:
    """An action that is due in so many days."""
    fixed = {"who": "Head of the PDU", "measure": "All trained by the day"} | facts
    return Wanted(what, fixed["who"], timezone.localdate() + datetime.timedelta(days=days), fixed["measure"])


def answered(of: Followed) -> Followed:
    """The same, with a whole plan of the service that is not submitted: agreed with an action, not agreed."""
    action_plan.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0)
    action_plan.add_action(of.contact, of.slug, 1, wanted())
    action_plan.respond(of.contact, of.slug, 2, response="not_agreed", reasons="It was reviewed in June.", version=0)
    days = [timezone.localdate() + datetime.timedelta(days=days) for days in (60, 120)]
    action_plan.report_on(of.contact, of.slug, days, version=of.plan.version)
    return of


def accepted(of: Followed) -> Followed:
    """The same, submitted and accepted."""
    answered(of)
    action_plan.submit(of.head, of.slug, version=of.plan.version)
    action_plan_decision.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version)
    return of


def publication(
    of: Followed, number: int = 1, state: str = "published", *, by_number_alone: bool = False
) -> Publication:
    """A publication of what is recommended now; ``by_number_alone`` as it was kept before lasting numbers were."""
    kept = recommendation.as_kept(facts_of(of.row))
    if by_number_alone:
        kept = tuple({name: value for name, value in each.items() if name != "lasting"} for each in kept)
    row = given.publication(of.row, number, state, files=())
    with guard.allowed():
        row.recommendations = list(kept)
        row.save()
    return row


def end(row: Publication, state: str) -> None:
    """End a correction that has begun: published, as it stands, or withdrawn."""
    with guard.allowed():
        row.state, row.prepared_at = state, timezone.now()
        if state == "published":
            row.recommendations = list(recommendation.as_kept(facts_of(row.inspection)))
            row.published_at = row.prepared_at
        row.save()
