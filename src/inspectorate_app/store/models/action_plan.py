"""What is done about the recommendations of an inspection: answers, actions, reports, versions, what is public."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.recommendation import Recommendation


class ActionPlan(models.Model):
    """The action plan of the inspected service, from when the first thing is written of it.

    ``state``: writing, submitted, sent_back or accepted. ``due_on`` is null where nobody set a day, and the assumed one
    holds. ``report_on`` are the days on which progress is reported, as ISO dates in order. ``version`` counts changes
    of state, days and the whole.
    """

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="action_plan")
    state = models.CharField(max_length=20, default="writing")
    due_on = models.DateField(null=True)
    report_on = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(auto_now=True)


class ActionPlanVersion(models.Model):
    """A plan as it was submitted, and what the lead inspector decided: accepted or sent_back, "" until then."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=20, blank=True, default="")
    remarks = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_plan_version_once")
        ]


class RecommendationAnswer(models.Model):
    """What was answered to a recommendation, and later what the inspectorate judged of what was done about it.

    ``response`` is the id of one of the library's, ``status`` of one of its statuses of progress, "" until judged.
    ``found`` is told in public once the plan is published; ``evidence``, on what that rests, never.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="answers")
    recommendation = models.OneToOneField(Recommendation, models.CASCADE, related_name="answer")
    response = models.CharField(max_length=20, blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    status = models.CharField(max_length=30, blank=True, default="")
    found = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    judged_at = models.DateTimeField(null=True)


class PlannedAction(models.Model):
    """Something that is done about a recommendation, under a ``number`` of its plan. ``who`` is a role, not a name."""

    answer = models.ForeignKey(RecommendationAnswer, models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField()
    what = models.TextField()
    who = models.CharField(max_length=200)
    due_on = models.DateField()
    measure = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]


class ActionReport(models.Model):
    """How far an action was on a day, and in words; what is reported is never changed, only followed by more."""

    action = models.ForeignKey(PlannedAction, models.CASCADE, related_name="reports")
    state = models.CharField(max_length=20)
    words = models.TextField(blank=True, default="")
    on = models.DateField()
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class PublicActionPlan(models.Model):
    """What anyone may know of a plan, exactly as the lead inspector looked at it; the last of an inspection holds."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="published")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["plan", "number"], name="public_action_plan_number_once")
        ]
