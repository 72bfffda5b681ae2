"""Evidence in advance: what is asked for, the documents that came, their versions, and who has read which."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class EvidenceRequest(models.Model):
    """Something that is asked for in an inspection, under a number of its own.

    ``state``: asked, partly, received, accepted, not_held or withdrawn. ``reason`` is the service's where it does not
    hold it; ``remark`` is the inspectorate's where it asks again. ``origin`` names the entry of the catalogue or the
    key question that it was proposed from, with its ``certainty``; both are blank where a person thought of it.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="evidence_requests")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True, default="")
    standards = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=80)
    origin = models.CharField(max_length=80, blank=True, default="")
    certainty = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=20, default="asked")
    reason = models.TextField(blank=True, default="")
    remark = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="evidence_request_number_once")
        ]


class EvidenceDocument(models.Model):
    """A document, under a number of its own. ``supplied``: by the service, which may then see it; else handed over."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="evidence_documents")
    number = models.PositiveIntegerField()
    request = models.ForeignKey(EvidenceRequest, models.PROTECT, related_name="documents", null=True)
    title = models.CharField(max_length=200)
    supplied = models.BooleanField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="evidence_document_number_once")
        ]


class DocumentVersion(models.Model):
    """One file of a document as it was uploaded. ``key`` is where it lies; ``name`` is told to people, and no path.

    ``removed_at`` is when the file was deleted: its size and its SHA-256 stay as proof, and its name does not.
    """

    document = models.ForeignKey(EvidenceDocument, models.CASCADE, related_name="versions")
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
            models.UniqueConstraint(fields=["document", "number"], name="document_version_number_once")
        ]


class DocumentText(models.Model):
    """What stands in a version of a document, to be searched: derived from its file, and made anew from it.

    ``state``: read, or why there is no text: none (a picture, or a kind that is not read), failed. ``text`` is the
    first part of what was found; ``folded`` the same as it is compared, letter for letter; ``cut`` that there was more.
    """

    version = models.OneToOneField(DocumentVersion, models.CASCADE, related_name="read_text")
    state = models.CharField(max_length=10)
    text = models.TextField(blank=True, default="")
    folded = models.TextField(blank=True, default="")
    cut = models.BooleanField(default=False)
    read_at = models.DateTimeField(auto_now_add=True)


class Reading(models.Model):
    """A member of the team has read a version, with a note against a standard or none; once a standard."""

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    standard = models.CharField(max_length=60, blank=True, default="")
    note = models.TextField(blank=True, default="")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "person", "standard"], name="reading_once_a_standard")
        ]
