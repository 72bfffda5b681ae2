"""Cases read apart from whoever read them first: second readings, dip samples, and how differences were settled."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.exercise import Exercise
from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.sample import Case


class DipSample(models.Model):
    """A draw of submitted cases for a second reading: ``size`` of the ``of`` that were not chosen before.

    ``by_assessor`` maps the id of whoever submitted to how many cases they had, and how many of them were drawn.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="dip_samples")
    seed = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    by_assessor = models.JSONField(default=dict)
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)


class BlindReading(models.Model):
    """One person reads a case, or the scenario of an exercise, without seeing what others answered.

    ``purpose``: second, exercise, or reference (the answers that a quality lead holds right in an exercise). ``state``:
    waiting, in_progress, submitted or withdrawn. ``first_answers`` are those of the first reading when this one was
    chosen, by question as answer and reason: what is corrected later changes no agreement. Nothing here is counted in
    the tallies.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="blind_readings")
    case = models.ForeignKey(Case, models.PROTECT, related_name="blind_readings", null=True)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="readings", null=True)
    dip_sample = models.ForeignKey(DipSample, models.PROTECT, related_name="readings", null=True)
    purpose = models.CharField(max_length=10)
    why = models.TextField(blank=True, default="")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="blind_readings")
    state = models.CharField(max_length=12, default="waiting")
    answered = models.PositiveIntegerField(default=0)
    relevant = models.PositiveIntegerField(default=0)
    first_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    first_answers = models.JSONField(default=dict)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["inspection", "reader", "state"])]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(purpose="second") & ~models.Q(state="withdrawn"),
                name="second_reading_once_a_case",
            ),
            models.UniqueConstraint(fields=["exercise", "reader"], name="exercise_once_a_reader"),
        ]


class BlindAnswer(models.Model):
    """One answer of a blind reading, saved with its version as the answers of an assessment are."""

    reading = models.ForeignKey(BlindReading, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=60, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["reading", "question"], name="blind_answer_once_a_question")
        ]


class Settlement(models.Model):
    """How a difference between first and second reading was settled. ``outcome``: first, second or both."""

    reading = models.ForeignKey(BlindReading, models.CASCADE, related_name="settlements")
    question = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8)
    reason = models.TextField()
    version = models.PositiveIntegerField(default=1)
    settled_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["reading", "question"], name="settlement_once_a_question")
        ]
