"""Embargoed copies: who was given what is not published yet, under which number, and what became of it."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.publication import Publication


class EmbargoedCopy(models.Model):
    """A copy of an approved publication for one recipient, under a ``number`` that is its own in the inspection.

    ``kind``: minister, press, service or other. Of the token of its link only ``token_sha256`` is kept; blank ends it.
    ``trace`` stands in the metadata of each of its files. Who it was for is deleted after publication
    (``forgotten_at``); the number stays. ``accepted_at`` is when the recipient accepted the terms.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="embargoed_copies")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="embargoed_copies")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120, blank=True, default="")
    organisation = models.CharField(max_length=160, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    token_sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    trace = models.CharField(max_length=16, db_index=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="embargoed_copy_number_once")
        ]


class EmbargoedOpening(models.Model):
    """Something that was done with the link of a copy; no address of a network and no browser is kept.

    ``what``: opened, accepted, or downloaded with the ``file`` as ``report.pdf``.
    """

    copy = models.ForeignKey(EmbargoedCopy, models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    what = models.CharField(max_length=12)
    file = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
