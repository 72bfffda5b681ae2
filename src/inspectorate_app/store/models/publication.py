"""What is published of an inspection: each version of it as one, with its files, made before and never changed."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Publication(models.Model):
    """Everything that is published of an inspection at one time, under a number; from 2 on it corrects the one before.

    ``state``: begun (texts are changed for a correction), making (a job makes the files), failed (``trouble`` says
    why), prepared (waits for the chief inspector), approved (is published by the job at ``due_at``), published, or
    withdrawn with its ``reason``. ``day`` is the one that the documents print. ``due_at`` is 00.01 in London on the
    day, or for a correction at any time. ``notice`` says in public what a correction corrected. One that was withdrawn
    stays, and its number is given again: what is published has the numbers from 1 without a gap. While files are made,
    ``run`` counts the jobs that were asked for, and ``files_made`` of ``files_to_make`` are there since ``worked_at``.
    ``isbn`` is printed in the report; blank where it has none.
    ``entry`` is what the public register holds of it (``register.inspection.PublishedInspection`` as its file has it),
    ``recommendations`` what was recommended, ``texts`` the versions of the drafts that it was composed of, and the ids
    of the quotations that were there. ``sealed`` is the SHA-256 over the files' own, in their order. Approved is what
    was made: the files are never made again.
    ``also_in`` is the code of the language in which all of it is made too ("cy"), blank for English alone.
    ``documents`` holds each document and workbook as ``report.document_json`` has it, for copies that bear a mark.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="publications")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="making")
    day = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    notice = models.TextField(blank=True, default="")
    isbn = models.CharField(max_length=17, blank=True, default="")
    also_in = models.CharField(max_length=10, blank=True, default="")
    entry = models.JSONField(default=dict)
    recommendations = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    documents = models.JSONField(default=list)
    sealed = models.CharField(max_length=64, blank=True, default="")
    trouble = models.TextField(blank=True, default="")
    run = models.PositiveIntegerField(default=0)
    files_made = models.PositiveIntegerField(default=0)
    files_to_make = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["inspection", "number"], condition=~models.Q(state="withdrawn"), name="publication_number_once"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "due_at"]),
            # the public register asks before each page whether anything was published
            models.Index(fields=["state", "published_at"]),
        ]


class PublishedFile(models.Model):
    """A file of a publication: its ``kind`` of document, ``format`` and ``language``; ``key`` is where it lies."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    format = models.CharField(max_length=10)
    language = models.CharField(max_length=10, default="en")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    key = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["publication", "name"], name="published_file_name_once")
        ]
