"""Meetings, focus groups, interviews and observations: when, who leads, the guide, and the notes taken there."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Meeting(models.Model):
    """One meeting, known by its ``number`` within the inspection. Times are those of London.

    ``kind`` is one of ``inspectorate.meeting.kind``; ``state`` planned, held or cancelled. ``attendees`` are roles with
    numbers and never names; ``guide`` its questions. ``version`` and ``guide_version`` count the saves of each: a save
    that does not name the version it changes is a conflict.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    online = models.BooleanField(default=False)
    place = models.CharField(max_length=160, blank=True, default="")
    attendees = models.JSONField(default=list)
    state = models.CharField(max_length=12, default="planned")
    cancelled_because = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    guide = models.JSONField(default=list)
    guide_version = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "starts", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="meeting_number_once")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["day", "state"])]


class MeetingPart(models.Model):
    """What someone of the team does in a meeting: ``part`` is lead or notes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="meeting_parts")
    part = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "person", "part"], name="meeting_part_once")
        ]


class MeetingNote(models.Model):
    """A note of a meeting, known by its ``number`` within it.

    ``standard`` and ``question`` are ids of the edition, blank for none. ``mark`` says whether it holds what was
    ``said`` or what the note taker ``concluded``; ``flag`` strength, area or blank. A note that was removed keeps its
    number and nothing else.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    standard = models.CharField(max_length=60, blank=True, default="")
    question = models.CharField(max_length=60, blank=True, default="")
    mark = models.CharField(max_length=12)
    flag = models.CharField(max_length=12, blank=True, default="")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="note_number_once")
        ]


class NoteBefore(models.Model):
    """What stood in a note before someone else changed it: one may save again and again over one's own words alone."""

    note = models.ForeignKey(MeetingNote, models.CASCADE, related_name="before")
    version = models.PositiveIntegerField()
    standard = models.CharField(max_length=60, blank=True, default="")
    question = models.CharField(max_length=60, blank=True, default="")
    mark = models.CharField(max_length=12)
    flag = models.CharField(max_length=12, blank=True, default="")
    text = models.TextField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["note", "version"], name="note_version_once")
        ]
