"""Benchmarking exercises: many assessors, one case."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.sample import Case


class Exercise(models.Model):
    """A case of the inspection, or a written ``scenario``, that several people read, each blind to the others.

    ``standards`` are the ids of those whose questions are asked; empty for all. ``state``: open or closed.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="exercises")
    title = models.CharField(max_length=120)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", null=True)
    scenario = models.TextField(blank=True, default="")
    standards = models.JSONField(default=list)
    state = models.CharField(max_length=8, default="open")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[Any]] = ["id"]
