"""Legal holds: while one stands on an inspection, nothing of it goes outside."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Hold(models.Model):
    """A legal hold with its ``reason``; it stands until it is lifted, with words of its own. Several may stand."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="holds")
    number = models.PositiveIntegerField()
    reason = models.TextField()
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_because = models.TextField(blank=True, default="")
    lifted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="hold_number_once")
        ]
