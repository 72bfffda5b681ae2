"""The ratings panel: its decisions, and the evidence as it stood when it signed off."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Panel(models.Model):
    """One sitting. ``state``: open, signed_off or reopened (then a later one stands).

    ``members`` are names as they are recorded in the working. On sign-off ``evidence`` keeps all that the ratings rest
    on, as canonical JSON with its SHA-256, and ``ratings`` what they were.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="panels")
    held_on = models.DateField()
    members = models.JSONField(default=list)
    state = models.CharField(max_length=12, default="open")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    signed_off_at = models.DateTimeField(null=True)
    evidence = models.JSONField(null=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True, default="")
    ratings = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection"], condition=models.Q(state="open"), name="panel_one_open"),
            models.UniqueConstraint(
                fields=["inspection"], condition=models.Q(state="signed_off"), name="panel_one_signed_off"
            ),
        ]


class PanelDecision(models.Model):
    """A rating that the panel decided beside the computed one, within its discretion."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="decisions")
    standard = models.CharField(max_length=60)
    computed = models.CharField(max_length=40)
    rating = models.CharField(max_length=40)
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["panel", "standard"], name="decision_once_a_standard")
        ]
