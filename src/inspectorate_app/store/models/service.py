"""The inspected service: who was invited, what it is told, what it is to arrange, and what it was shown."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Invitation, Person


class ServiceInvitation(models.Model):
    """The role in an inspection that someone of the service has once they accept an invitation."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="service_roles")
    role = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "invitation", "role"], name="service_invitation_once")
        ]


class Announcement(models.Model):
    """What the lead inspector writes to the service when an inspection is announced."""

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="announcement")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)


class Interview(models.Model):
    """An interview or a meeting that the service is asked to arrange, under a number of its own.

    ``case`` is the number of a case whose practitioner is meant, or null. ``state``: asked, arranged, not_possible or
    withdrawn. ``held_at`` and ``place`` are as the service arranged it; ``answer`` is why not, or what else it says.
    ``version`` is one more with each answer.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="interviews")
    number = models.PositiveIntegerField()
    whom = models.CharField(max_length=160)
    case = models.PositiveIntegerField(null=True)
    about = models.TextField(blank=True, default="")
    day = models.DateField()
    minutes = models.PositiveIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=20, default="asked")
    held_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="interview_number_once")
        ]


class EmergingFindings(models.Model):
    """What is told to the head of the service before the report: a text for each standard or other heading of findings.

    Nothing of it changes once it is shared: what is to be told after that is a new one under the next number.
    ``version`` counts the changes of a draft.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="emerging_findings")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="emerging_findings_number_once")
        ]


class EmergingFindingsSeen(models.Model):
    """When someone of the service first opened findings that were shared."""

    findings = models.ForeignKey(EmergingFindings, models.CASCADE, related_name="seen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["findings", "person"], name="emerging_findings_seen_once")
        ]
