"""What the lead inspector says of a text in which a person could be told, before it is published."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class DisclosureAnswer(models.Model):
    """Why a text can be published though it tells much of one person; another text has another ``fingerprint``."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="disclosure_answers")
    fingerprint = models.CharField(max_length=16)
    reason = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "fingerprint"], name="disclosure_answer_once")
        ]
