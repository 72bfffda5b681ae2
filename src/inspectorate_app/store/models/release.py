"""The results by characteristic that were told, where fieldwork was opened again after they were."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection


class Release(models.Model):
    """The results by one characteristic as they were told when fieldwork had ended, at a moment.

    A row is there only where fieldwork was opened again: until then the tally stands still, and is told itself.
    ``groups`` maps each value to its ``cases`` and ``counts``, as ``Tally`` has them.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="releases")
    characteristic = models.CharField(max_length=60)
    groups = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "characteristic"], name="release_once_a_characteristic")
        ]
