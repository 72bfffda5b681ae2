"""Writes that were already done, so that a retry is answered as the first try was."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.person import Person


class Retry(models.Model):
    """A write by a person under a key of their own; ``fingerprint`` tells another write under the same key apart."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["person", "key"], name="retry_once_a_key")]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["at"])]
