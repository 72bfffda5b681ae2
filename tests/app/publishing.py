"""An inspection that is brought to publication, for the tests of it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from inspectorate_app.actions import accuracy, publication, publication_approval, publication_files, publication_round
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Notification, Publication
from tests.app import given
from tests.app.drafting import in_drafting


@dataclass(frozen=True)
class Room:
    """Who brings an inspection to publication, and the inspection."""

    inspection: Inspection
    lead: Actor
    officer: Actor
    chief: Actor

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.inspection.slug


def room() -> Room:
    """An inspection whose documents are checked for accuracy, with those who publish it."""
    made = in_drafting()
    set_phase(made, "factual_accuracy")
    lead = given.actor(given.member(made, Role.LEAD_INSPECTOR, "Lee Lead"))
    accuracy.waive(lead, made.slug, reason="Made up for a test.")
    given.reviewed(made)
    return Room(
        made,
        lead,
        given.actor(given.person("Olive Officer", "publication_officer")),
        given.actor(given.person("Cai Chief", "chief_inspector")),
    )


def set_phase(inspection: Inspection, phase: str) -> None:
    """Put an inspection into a phase."""
    with guard.allowed():
        inspection.phase = phase
        inspection.save(update_fields=["phase"])


def finding(of: Inspection, lead: Actor, text: str) -> int:
    """A finding under 2.2, written while the documents were drafted; its number."""
    phase = of.phase
    set_phase(of, "drafting")
    number = findings.write(lead, of.slug, heading="2.2", kind="improvement", text=text)
    set_phase(of, phase)
    return number


def recommendation(of: Inspection, lead: Actor, text: str) -> int:
    """A recommendation, written while the documents were drafted; its lasting number."""
    phase = of.phase
    set_phase(of, "drafting")
    number = recommendations.write(lead, of.slug, addressed_as="HM Prison and Probation Service", text=text)
    set_phase(of, phase)
    return number


def tomorrow() -> datetime.date:
    """The first day on which something can be published."""
    return timezone.localdate() + datetime.timedelta(days=1)


def made(of: Room, **facts: object) -> Publication:
    """A publication whose files the job has made; ``facts`` are those of ``prepare``."""
    number = publication.prepare(of.officer, of.slug, **({"day": tomorrow()} | facts))
    row = Publication.objects.exclude(state="withdrawn").get(inspection=of.inspection, number=number)
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    return row


def approved(of: Room, **facts: object) -> Publication:
    """The same once the chief inspector has approved it, for the day that it prints, or a correction at once."""
    return approve(of, made(of, **facts))


def approve(of: Room, row: Publication) -> Publication:
    """Have the chief inspector approve what is prepared; it is given back as it is then."""
    assert row.state == "prepared", row.trouble
    publication_approval.approve(
        of.chief, of.slug, row.number, sealed=row.sealed, day=row.day if row.number == 1 else None
    )
    row.refresh_from_db()
    return row


def due(row: Publication) -> tuple[publication_round.Ended, ...]:
    """Publish what is due a second after the publication is."""
    return publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(seconds=1))


def told(event: str) -> set[str]:
    """Who was told of something, by name."""
    return set(Notification.objects.filter(event=event).values_list("person__name", flat=True))


def published(of: Room) -> Publication:
    """The same once it is published."""
    row = approved(of)
    due(row)
    return row


def prepared() -> Room:
    """A room with a publication whose files are made."""
    of = room()
    made(of)
    return of


def prepared_and_approved() -> Room:
    """The same once it is approved."""
    of = room()
    approved(of)
    return of


def prepared_and_published() -> Room:
    """The same once it is published."""
    of = room()
    published(of)
    return of
