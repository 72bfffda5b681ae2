"""What is known of an inspection that came from another installation in an archive."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection


class AuditOrigin(models.Model):
    """The entries of an inspection's trail up to ``entries`` were written elsewhere, and name people by other ids.

    Entries come over exactly, since their hashes are over these ids; ``people`` maps each id there to the one here.
    An inspection that has moved twice has two rows: the second stands for the entries after the first.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="audit_origins")
    entries = models.PositiveBigIntegerField()
    people = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["entries"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "entries"], name="audit_origin_once")
        ]
