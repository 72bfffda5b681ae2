"""The audit trail: append-only in the database itself, and chained so that tampering shows."""

from typing import Any, ClassVar

from django.db import models


class AuditChain(models.Model):
    """One chain of entries: that of an inspection (its slug), or ``service`` for all else; and its latest link."""

    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="0" * 64)


class AuditEntry(models.Model):
    """Who did what, and what stood there before and after. Triggers refuse its change and its deletion.

    ``actor`` is a person's id, blank for a command or a job; ``actor_name`` the name under which they acted.
    ``sha256`` is over all else in the entry and the entry before.
    """

    chain = models.ForeignKey(AuditChain, models.PROTECT, related_name="entries")
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    via = models.CharField(max_length=12)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=64, blank=True, default="")
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_entry_once_a_place")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["chain", "subject"])]
