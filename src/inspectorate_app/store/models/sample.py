"""The caseload that a region supplies, the sample drawn from it, and, apart from all else, who the people are."""

from typing import Any, ClassVar

from django.db import models

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person


class Caseload(models.Model):
    """A file of cases as it was supplied. ``content`` holds names: it is emptied when the sample is approved."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="caseloads")
    module = models.CharField(max_length=60, blank=True, default="")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    as_of = models.DateField()
    rows = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)


class Sample(models.Model):
    """A draw. ``record`` is the library's ``SampleRecord`` as JSON, with codes in place of practitioners' names.

    ``module`` is blank for the main sample of cases, else the module of a further sample (court reports, say).
    ``state``: drawn, approved or superseded. ``method`` is draw, all where every eligible case was taken, or main where
    it was made from the main sample.
    ``picture`` is what pages show of the draw, computed with it (``actions.draw``).
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="samples")
    caseload = models.ForeignKey(Caseload, models.PROTECT, related_name="+")
    module = models.CharField(max_length=60, blank=True, default="")
    state = models.CharField(max_length=12, default="drawn")
    method = models.CharField(max_length=8, default="draw")
    record = models.JSONField()
    picture = models.JSONField(default=dict)
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)


class Case(models.Model):
    """A case of an approved sample, main or reserve. ``number`` counts within the inspection and is used in addresses.

    ``role``: main, reserve or withdrawn. ``practitioner`` is a code; names stand in ``Identity``.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="cases")
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=80)
    role = models.CharField(max_length=10)
    order = models.PositiveIntegerField()
    stratum = models.CharField(max_length=60)
    area = models.CharField(max_length=160, blank=True, default="")
    team = models.CharField(max_length=160, blank=True, default="")
    practitioner = models.CharField(max_length=40, blank=True, default="")
    characteristics = models.JSONField(default=dict)
    allocated_to = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    allocated_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["inspection", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["sample", "reference"], name="case_reference_once_a_sample"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["inspection", "allocated_to"])]


class Identity(models.Model):
    """Who a case is about and who supervises it. Seen by few, and deleted on the day that the inspection sets."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="identity")
    family_name = models.CharField(max_length=120, blank=True, default="")
    first_name = models.CharField(max_length=120, blank=True, default="")
    date_of_birth = models.DateField(null=True)
    person_id = models.CharField(max_length=80, blank=True, default="")
    practitioner = models.CharField(max_length=160, blank=True, default="")


class Replacement(models.Model):
    """A case withdrawn with a reason, and the reserve that took its place, if one was left."""

    withdrawn = models.OneToOneField(Case, models.PROTECT, related_name="replacement")
    by_case = models.OneToOneField(Case, models.PROTECT, related_name="replaces", null=True)
    reason = models.TextField()
    same_stratum = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
