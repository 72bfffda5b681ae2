"""The factual accuracy check: the copy that went to the inspected service, its comments with files, our answers."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class AccuracyCheck(models.Model):
    """A check under a number of its own; each further round is another.

    ``state``: sent (the service comments until ``due_on``), submitted (we answer), closed, or waived: there is none,
    for ``reason``, which of a closed one says why it was closed without an answer of the service. ``kinds`` are
    what was sent, ``documents`` those themselves as ``report.document_json`` has them, frozen; ``changed`` the same as
    they stood when the check was closed. ``letter`` went with them, ``remark`` is what the service says of all of it.
    ``first_due_on`` is the day that was set first, ``extended_because`` why another was set last.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="accuracy_checks")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="sent")
    kinds = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    letter = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    extended_because = models.TextField(blank=True, default="")
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    remark = models.TextField(blank=True, default="")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="accuracy_check_number_once")
        ]


class AccuracyComment(models.Model):
    """A comment of the service on a passage: which words are wrong, what is right, what shows it; and our answer.

    ``kind`` is the document, ``passage`` the number of ``report.passage``; ``quoted`` blank for all of it. ``version``
    is one more with each change. ``verdict``: blank until it is answered, then accepted, partly or not_accepted.
    """

    check_of = models.ForeignKey(AccuracyCheck, models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    passage = models.PositiveIntegerField()
    quoted = models.TextField(blank=True, default="")
    correction = models.TextField()
    evidence = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    changes = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["check_of", "number"], name="accuracy_comment_number_once")
        ]


class AccuracyFile(models.Model):
    """A file that the service gave as evidence for a comment, kept as those of documents are (``DocumentVersion``)."""

    comment = models.ForeignKey(AccuracyComment, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["comment", "number"], name="accuracy_file_number_once")
        ]
