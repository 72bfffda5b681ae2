"""The names of people in cases: each look at them is an entry of the audit trail, and on their day they are deleted."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from inspectorate_app.actions import permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.actions.round import each_of
from inspectorate_app.store.models import (
    BlindReading,
    Caseload,
    FindingSource,
    Identity,
    MeetingNote,
    Membership,
    Quotation,
    Replacement,
    Sample,
    SurveyPool,
)
from inspectorate_app.store.queries import allocation
from inspectorate_app.store.queries import case as query
from inspectorate_app.store.queries import name as names
from inspectorate_app.store.queries.case import IdentityFacts
from inspectorate_app.store.queries.offer import WITH_NOTES
from inspectorate_app.store.queries.withheld import folded


@dataclass(frozen=True)
class Deleted:
    """How many names of people in cases, caseloads, and reasons and notes on cases were deleted of an inspection."""

    inspection: str
    identities: int
    caseloads: int
    notes: int = 0


def see_name(actor: Actor, inspection: str, case: int) -> IdentityFacts:
    """Who a case is about and who supervises it, for someone who may see names or to whom the case is allocated.

    Writes who looked. Raises ``NotAllowed``, for a token always, or ``NotThere`` where there is no such case or its
    names were deleted.
    """
    if not permission.in_scope(actor.scopes, Action.SEE_NAMES):
        raise NotAllowed(_("Names of people are not seen by a token."))
    action = Action.SEE_NAMES if permission.may(actor, Action.SEE_NAMES, inspection) else Action.SEE_OWN_CASES
    with change_in(actor, action, inspection) as under_way:
        facts = query.find(under_way.inspection.pk, case)
        if facts is None:
            raise NotThere
        if action is Action.SEE_OWN_CASES and (actor.person is None or facts.allocated_to != actor.person):
            raise NotAllowed(_("The name of a person is seen by the inspector to whom the case is allocated."))
        withheld.require(actor, under_way.inspection.pk, case, facts.allocated_to)
        found = query.identity_of(under_way.inspection.pk, case)
        if found is None:
            raise NotThere(_("The names of this case have been deleted."))
        under_way.action = Action.SEE_NAMES
        under_way.note(f"case {case}", after={"seen": "names"})
        return found


def delete_names(actor: Actor, inspection: str) -> Deleted:
    """Delete who the cases of an inspection are about, any caseload that is still held, and the names of their files.

    What was written about cases and by the team (reasons of answers, notes of interviews, meetings and documents, and
    all else of ``store.queries.name.WRITTEN``) goes too once the inspection is published; before that, ratings rest on
    it. Answers, counts and ratings stay.

    Of what members must not read, areas, teams and references of cases stay: what else stands there may be the name of
    a practitioner, and is deleted too.
    """
    with change_in(actor, Action.DELETE_NAMES, inspection) as under_way:
        return _delete(under_way)


def delete_names_due(today: datetime.date, actor: Actor | None = None) -> tuple[Deleted, ...]:
    """Delete the names of every inspection whose day for it has come; what was deleted, an inspection each.

    Each inspection is a change of its own, so that one that fails keeps none of the others from it. Raises
    ``ExceptionGroup`` with what failed, once the others were done.
    """
    by = actor or Actor(None, "deletion of names", "administrator", via="job")
    return each_of(names.inspections_due(today), lambda slug: delete_names(by, slug))


def _delete(under_way: InspectionChange) -> Deleted:
    row = under_way.inspection
    identities, _ = Identity.objects.filter(case__inspection=row).delete()
    caseloads = Caseload.objects.filter(inspection=row, content__isnull=False).update(content=None)
    conflicts = _delete_conflicts(row.pk)
    words = _delete_unchecked_words(row.pk)
    Caseload.objects.filter(inspection=row).update(file_name="")
    published = row.phase in names.PUBLISHED
    notes = _delete_notes(row.pk, row.phase) if published else 0
    row.names_deleted_at = row.names_deleted_at or timezone.now()
    row.notes_deleted_at = timezone.now() if published else None
    row.save(update_fields=["names_deleted_at", "notes_deleted_at"])
    before = {"names": identities, "caseloads": caseloads, "conflicts": conflicts}
    before |= {"unchecked_quotations": words} if words else {}
    kept = {} if published else {"notes": "kept until the inspection is published"}
    under_way.note(
        "names of people", before={**before, "notes": notes} if published else before, after={"names": 0, **kept}
    )
    return Deleted(row.slug, identities, caseloads, notes)


def _delete_notes(inspection: int, phase: str) -> int:
    """Delete what was written about cases and by the team, in tables of ``WRITTEN`` by phase; how many rows it was."""
    from inspectorate.sampling.record import SampleRecord
    from inspectorate.sampling.replacement import without_reasons

    replaced = Replacement.objects.filter(withdrawn__inspection_id=inspection).exclude(reason="")
    for sample in Sample.objects.filter(pk__in=replaced.values("withdrawn__sample_id")):
        record = without_reasons(SampleRecord.model_validate(sample.record))
        sample.record = record.model_dump(mode="json")
        sample.save(update_fields=["record"])
    deleted = _delete_first_reasons(inspection) + _delete_frozen_words(inspection)
    MeetingNote.objects.filter(meeting__inspection_id=inspection, removed_at=None).update(removed_at=timezone.now())
    goes = (each for each in names.WRITTEN if phase in each.phases)
    return deleted + sum(each.rows(inspection).update(**each.blank) for each in goes)


def _delete_first_reasons(inspection: int) -> int:
    """Delete the first reasons that were kept beside those of a second reading; how many these were."""
    deleted = 0
    for each in BlindReading.objects.filter(inspection_id=inspection).exclude(first_answers={}):
        with_reason = [one for one in each.first_answers.values() if one["reason"]]
        for one in with_reason:
            one["reason"] = ""
        deleted += len(with_reason)
        each.save(update_fields=["first_answers"])
    return deleted


def _delete_frozen_words(inspection: int) -> int:
    """Delete what findings keep of all this, and why each was tied to one; how many of these there were."""
    tied = FindingSource.objects.filter(WITH_NOTES, finding__inspection_id=inspection)
    return tied.exclude(words="", why="").update(words="", why="")


def _delete_conflicts(inspection: int) -> int:
    """Delete what members must not read, and where they work, that is no place or reference; how many these were."""
    stay, deleted = allocation.no_names(inspection), 0
    for member in Membership.objects.filter(inspection_id=inspection).exclude(conflicts=[], own=[]):
        kept = [each for each in member.conflicts if folded(each) in stay]
        own = [each for each in member.own if folded(each) in stay]
        gone = len(member.conflicts) + len(member.own) - len(kept) - len(own)
        if gone:
            deleted += gone
            member.conflicts, member.own = kept, own
            member.save(update_fields=["conflicts", "own"])
    return deleted


def _delete_unchecked_words(inspection: int) -> int:
    """Delete what nobody has looked through for names in surveys, and answers that were never unsealed; how many."""
    SurveyPool.objects.filter(survey__inspection_id=inspection, survey__closes_on__lt=timezone.localdate()).delete()
    deleted, _ = Quotation.objects.filter(survey__inspection_id=inspection, state="waiting").delete()
    return deleted


@task()
def delete_names_that_are_due() -> int:
    """The same as a job of the queue; how many inspections it was."""
    return len(delete_names_due(timezone.localdate()))


def ask_for_deletion(today: datetime.date) -> bool:
    """Put that job on the queue where the day of an inspection has come; whether it was."""
    due = bool(names.inspections_due(today))
    if due:
        delete_names_that_are_due.enqueue()
    return due
