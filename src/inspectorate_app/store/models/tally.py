"""The counts of an inspection, kept up by each submission, so that results cost the same however much is stored."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection


class Tally(models.Model):
    """How submitted assessments answered each question, over all cases or those of one value of a characteristic.

    ``characteristic`` and ``value`` are blank for all cases. ``cases`` counts the submitted assessments; ``counts``
    maps a question to how often each answer was given; the words ``missing`` and ``not_relevant`` stand for none, and
    ``surely_missing`` for those of ``missing`` that are known to be relevant.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="tallies")
    characteristic = models.CharField(max_length=60, blank=True, default="")
    value = models.CharField(max_length=60, blank=True, default="")
    cases = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "characteristic", "value"], name="tally_once_a_group")
        ]
