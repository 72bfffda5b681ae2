"""The letter to a region: to whom it goes, and which inspections of units of the region it covers."""

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Letter(models.Model):
    """What the lead inspector of a regional review said of its letter.

    ``units`` are the slugs of the inspections that it covers, in the order in which it names them. ``to`` and
    ``copies`` are lines as they are printed, ``dear`` whom it greets. ``version`` is named by whoever changes it.
    """

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="letter")
    units = models.JSONField(default=list)
    to = models.TextField(blank=True, default="")
    dear = models.CharField(max_length=120, blank=True, default="")
    copies = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
