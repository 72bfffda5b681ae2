"""Figures of context, and every value that each has had: nothing is overwritten."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class ContextFigure(models.Model):
    """A dated figure, known by its ``number`` within the inspection. What it says is its value with the last version.

    ``figure`` is an id of the catalogue. ``version`` is that of the value that holds.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="context_figures")
    number = models.PositiveIntegerField()
    figure = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="context_number_once")
        ]


class ContextValue(models.Model):
    """One version of a figure: its value, date and source, who recorded it, and why where it corrects another.

    ``level`` is unit, region or nation; ``of`` the part of the organisation or group of staff. ``as_of`` is a day, a
    month or a year ("2022-06"), the end of the period where ``period_from`` is given. ``withdrawn`` is a version
    that withdraws the figure.
    """

    figure = models.ForeignKey(ContextFigure, models.CASCADE, related_name="values")
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=8)
    of = models.CharField(max_length=120, blank=True, default="")
    value = models.CharField(max_length=60)
    as_of = models.CharField(max_length=10)
    period_from = models.CharField(max_length=10, blank=True, default="")
    source = models.CharField(max_length=500)
    reason = models.TextField(blank=True, default="")
    withdrawn = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["figure", "version"], name="context_version_once")
        ]
