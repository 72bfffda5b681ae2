"""Case assessments, and the answers in them."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.sample import Case


class CaseAssessment(models.Model):
    """The reading of one case. ``state``: in_progress or submitted; a case without a row has not been started.

    ``answered`` and ``relevant`` are kept up by each save, so that lists of cases need no answers. The interview with
    the practitioner: ``interview`` is held, declined, unavailable or blank.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="assessment")
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="assessments")
    state = models.CharField(max_length=12, default="in_progress")
    answered = models.PositiveIntegerField(default=0)
    relevant = models.PositiveIntegerField(default=0)
    interview = models.CharField(max_length=12, blank=True, default="")
    interview_on = models.DateField(null=True)
    interview_notes = models.TextField(blank=True, default="")
    interview_version = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True)
    reopened = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["inspection", "state"])]


class Answer(models.Model):
    """One judgement: the answer to a question of the edition about a case, with its reason and notes of the evidence.

    ``version`` counts the saves; a save that does not name the version it changes is a conflict. ``answer`` is blank
    where only a note was written yet, or the answer was taken back.
    """

    assessment = models.ForeignKey(CaseAssessment, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=60, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "question"], name="answer_once_a_question")
        ]
