"""Findings in prose, and what each rests on, in the words that stood there when it was tied to it."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Finding(models.Model):
    """A strength or an area for improvement under a heading of the report: a standard's id, or that of a part.

    ``number`` names it within its inspection for good. ``place`` is its order among those of its heading and kind.
    ``chosen`` is to be told to the inspected service as emerging. One that no longer holds is withdrawn, not deleted.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, choices=[("strength", "strength"), ("improvement", "improvement")])
    text = models.TextField()
    place = models.PositiveIntegerField()
    chosen = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["heading", "kind", "place", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number_once")
        ]


class FindingSource(models.Model):
    """One thing that a finding rests on, by its kind and key, with what it said when it was tied; ``why`` is ours."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    title = models.TextField()
    words = models.TextField()
    why = models.TextField(blank=True, default="")
    tied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["finding", "kind", "key"], name="source_once_a_finding")
        ]
