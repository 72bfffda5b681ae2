"""Conflicts of interest: which organisations a person may not inspect."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.person import Person


class ConflictOfInterest(models.Model):
    """A person is kept off an organisation: ``organisation`` is an id of the directory, a unit or a whole region.

    ``declared_by`` is blank where a command declared it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="conflicts")
    organisation = models.CharField(max_length=120)
    reason = models.TextField()
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=models.Q(ended_at=None), name="conflict_declared_once"
            )
        ]
