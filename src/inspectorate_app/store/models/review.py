"""Internal quality reviews of documents that are to go out: what was asked, who read it, and what they said."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Review(models.Model):
    """One review of a document, frozen as it was when the review was asked for.

    ``state``: asked, passed, returned or withdrawn. ``frozen`` has the version of every part, and of what the document
    takes from elsewhere (``store.queries.review``); ``parts`` names those that are to be read, all of them the first
    time. ``asked_for`` is what the lead inspector said to whom reads it, ``words`` what came of it. ``checklist`` holds
    each thing to look for as it was worded, under its id, with its answer.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="reviews")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=12, default="asked")
    frozen = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    asked_for = models.TextField(blank=True, default="")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    checklist = models.JSONField(default=list)
    words = models.TextField(blank=True, default="")
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="review_number_once"),
            models.UniqueConstraint(
                fields=["inspection", "kind"], condition=models.Q(state="asked"), name="review_one_asked"
            ),
        ]
