"""Recommendations of an inspection, and those of the last one with what came of them; each with its findings."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.finding import Finding
from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Recommendation(models.Model):
    """What the inspection asks of an addressee: its kind, one of the library's ``ADDRESSEES``, and its name as printed.

    ``number`` names it within its inspection for good; the number that is printed follows from the order. ``place`` is
    its order among those to the same addressee. One that is ``proposed`` waits for the lead inspector and is not
    printed. One that no longer holds is withdrawn, not deleted.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField()
    addressee = models.CharField(max_length=20)
    addressed_as = models.CharField(max_length=200)
    text = models.TextField()
    place = models.PositiveIntegerField()
    proposed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="recommendation_number_once")
        ]


class RecommendationFinding(models.Model):
    """A finding that a recommendation rests on."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="rests_on")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="recommendations")
    tied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["recommendation", "finding"], name="finding_once_a_recommendation")
        ]


class PreviousRecommendation(models.Model):
    """A recommendation of the unit's last inspection, as it was published, and what this one found of it.

    ``number`` names it here for good, ``printed`` is the number it was published with, ``unit`` whose it was where that
    inspection had several (a company and a division). ``origin`` says how it came here: typed, file or inspection, with
    the ``name`` of the file or the slug. ``status`` is the id of one of the library's statuses, "" until judged.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="previous_recommendations")
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=200, blank=True, default="")
    printed = models.PositiveIntegerField()
    addressed_as = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    origin = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(max_length=30, blank=True, default="")
    found = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    judged_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["unit", "printed"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="previous_number_once"),
            models.UniqueConstraint(fields=["inspection", "unit", "printed"], name="previous_printed_once"),
        ]


class ProgressFinding(models.Model):
    """A finding on which it rests what was found of a previous recommendation."""

    previous = models.ForeignKey(PreviousRecommendation, models.CASCADE, related_name="rests_on")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="progress")
    tied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["previous", "finding"], name="finding_once_a_previous")
        ]
