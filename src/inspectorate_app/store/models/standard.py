"""Judgements on the standards that rest on no cases."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class StandardJudgement(models.Model):
    """An organisational standard judged against the characteristics of each rating, with the reason."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=60)
    rating = models.CharField(max_length=40)
    reason = models.TextField()
    version = models.PositiveIntegerField(default=1)
    judged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "standard"], name="judgement_once_a_standard")
        ]
