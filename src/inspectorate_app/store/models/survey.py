"""Surveys of staff and of people on probation. What ties an answer to a person, a link or a moment is not kept.

docs/adr/0018-anonymous-surveys.md says why these tables have the columns that they have, and no others.
"""

import uuid
from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Survey(models.Model):
    """A questionnaire of the edition, put to people. ``number`` counts within the inspection, for addresses.

    ``answered`` counts answers by link, ``imported`` those from files. ``checker`` is who alone reads one's own words
    before they are checked. ``answers_kept`` is False where a closed survey had too few answers, which were destroyed.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="surveys")
    number = models.PositiveIntegerField()
    questionnaire = models.CharField(max_length=60)
    opens_on = models.DateField()
    closes_on = models.DateField()
    invited = models.PositiveIntegerField(null=True)
    links_made = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)
    answers_kept = models.BooleanField(default=False)
    checker = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="survey_number_once")
        ]


class SurveyLink(models.Model):
    """A link that was not used yet, as the hash of its word. The row goes when it is used."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="links")


class SurveyPool(models.Model):
    """The answers of a survey that is not closed yet: all of them in one sealed text (``actions.survey_pool``)."""

    survey = models.OneToOneField(Survey, models.CASCADE, primary_key=True, related_name="pool")
    sealed = models.BinaryField()


class SurveyResponse(models.Model):
    """The choices and numbers of one respondent to a survey that is closed, under a random key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    answers = models.JSONField()


class Quotation(models.Model):
    """What someone wrote in their own words, apart from all else that they answered.

    ``state``: waiting (sealed, and read by the checker alone) or checked. Checking overwrites the original.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="quotations")
    question = models.CharField(max_length=60)
    text = models.TextField()
    state = models.CharField(max_length=10, default="waiting")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["survey", "state"])]
