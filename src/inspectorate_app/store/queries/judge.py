"""Who judges in an inspection: they read its cases, or answered, submitted or judged something in it."""

from collections.abc import Collection

from django.db.models import Q

from inspectorate_app.store.models import Answer, CaseAssessment, Membership, Person, StandardJudgement


def judges(inspection: int, readers: Collection[str]) -> dict[int, str]:
    """Their names by id. ``readers`` are the roles that read cases; whoever judged counts after they left the team."""
    assessments = CaseAssessment.objects.filter(inspection_id=inspection)
    found = (
        Membership.objects.filter(inspection_id=inspection, role__in=readers).values("person_id"),
        Answer.objects.filter(assessment__inspection_id=inspection).values("saved_by_id"),
        assessments.values("started_by_id"),
        assessments.filter(submitted_by__isnull=False).values("submitted_by_id"),
        StandardJudgement.objects.filter(inspection_id=inspection).values("judged_by_id"),
    )
    any_of = Q()
    for each in found:
        any_of |= Q(pk__in=each)
    return dict(Person.objects.filter(any_of).order_by("name", "pk").values_list("pk", "name"))
