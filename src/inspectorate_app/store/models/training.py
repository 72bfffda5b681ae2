"""Who was trained for what, and assessed as ready."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.person import Person


class TrainingStatus(models.Model):
    """A person was trained for a module of an edition, and their practice was assessed as ready for live cases.

    ``edition`` is its name and ``module`` that of a further sample, blank for the cases of the main sample.
    ``certified_on`` is blank until the certificate of the first year is earned; ``expires_on`` blank for never. A row
    is never changed but to withdraw it: the latest that was not withdrawn counts.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="training")
    edition = models.CharField(max_length=80)
    module = models.CharField(max_length=60, blank=True, default="")
    trained_on = models.DateField()
    ready_on = models.DateField()
    certified_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["edition", "module", "person"])]
