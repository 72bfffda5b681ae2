"""An inspection: what is inspected, by whom, when, and where it stands."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.edition import StoredEdition
from inspectorate_app.store.models.person import Person

#: Roles of the people of the inspected service: members of the inspection, and never of its team.
OF_THE_INSPECTED = ("service_contact", "service_head")


class Inspection(models.Model):
    """One inspection of one organisation against one edition.

    ``slug`` names it in addresses; ``organisation`` is an id of the directory, and ``unit`` and ``region`` its names
    when the inspection was set up. ``names_delete_on`` is the day on which the names of people are deleted,
    and what was written about cases, once the inspection is published (``notes_deleted_at``). On
    ``documents_delete_on`` the files of documents are; None where nobody set it, and ``InspectionFacts`` assumes one.
    """

    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.CharField(max_length=120)
    unit = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=120, blank=True, default="")
    service = models.CharField(max_length=60, blank=True, default="")
    edition = models.ForeignKey(StoredEdition, models.PROTECT)
    phase = models.CharField(max_length=20, default="announced")
    fieldwork_from = models.DateField()
    fieldwork_to = models.DateField()
    cohort_weeks = models.JSONField(default=list)
    names_delete_on = models.DateField()
    documents_delete_on = models.DateField(null=True)
    names_deleted_at = models.DateTimeField(null=True)
    notes_deleted_at = models.DateTimeField(null=True)
    demonstration = models.BooleanField(default=False)
    set_up_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["fieldwork_from", "slug"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["organisation", "fieldwork_from"])]


class Milestone(models.Model):
    """By when a phase is due to end, and when it did."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="milestones")
    phase = models.CharField(max_length=20)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "phase"], name="milestone_once_a_phase")
        ]


class PhaseChange(models.Model):
    """A move from one phase to another, by a named person; a move back has a reason."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="phase_changes")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class Membership(models.Model):
    """A person's role in an inspection (``actions.permission.Role``), with what allocation must know of them.

    ``capacity`` is the most cases they read; ``skills`` ids of the edition; ``conflicts`` names of areas, teams or
    practitioners whose cases they must not read. ``own`` is where someone of the inspected service works: their area,
    team or practitioners, whose cases they are never given.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    capacity = models.PositiveIntegerField(default=0)
    skills = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    own = models.JSONField(default=list)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "person", "role"], name="membership_once_a_role")
        ]
