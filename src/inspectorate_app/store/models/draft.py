"""What authors write of documents to be published: each part, every text saved, comments, sources of claims."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class DraftPart(models.Model):
    """A part of a document as it stands: ``part`` is its id in the outline, ``text`` Markdown with placeholders."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="draft_parts")
    kind = models.CharField(max_length=30)
    part = models.CharField(max_length=60)
    text = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "kind", "part"], name="draft_part_once")
        ]


class DraftVersion(models.Model):
    """A text of a part as it was saved once. It is never changed."""

    draft = models.ForeignKey(DraftPart, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True, default="")
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "version"], name="draft_version_once")
        ]


class DraftComment(models.Model):
    """A comment on a version of a part, on the words ``quoted`` of it or on the whole; resolved with an ``answer``."""

    draft = models.ForeignKey(DraftPart, models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    quoted = models.TextField(blank=True, default="")
    text = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    resolved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_comment_number_once")
        ]


class ClaimSupport(models.Model):
    """What an author ties a claim of a document to: a source in words, a statistic by its key, or both.

    Of a claim that speaks of something else ``other_than`` has the keys of the statistics that it does not speak of,
    and ``source`` says of what it does.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="claim_supports")
    kind = models.CharField(max_length=30)
    fingerprint = models.CharField(max_length=16)
    source = models.TextField(blank=True, default="")
    statistic = models.CharField(max_length=300, blank=True, default="")
    other_than = models.JSONField(default=list, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "kind", "fingerprint"], name="claim_support_once")
        ]
