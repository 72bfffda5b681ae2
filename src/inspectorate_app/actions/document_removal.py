"""The files of documents deleted: one that should not have been uploaded, and all of an inspection on their day.

The row stays with the title, the size and the SHA-256, so that what was relied on can be proved to whoever has the
file. The file itself goes once the change is committed; one that could not be reached then is swept away later.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from inspectorate.errors import FaultLog
from inspectorate_app.actions import document_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.actions.round import each_of
from inspectorate_app.actions.source import forget
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AccuracyFile, DocumentVersion
from inspectorate_app.store.queries import evidence as query

#: The longest reason, in characters.
REASON = 2_000


@dataclass(frozen=True)
class Removed:
    """How many files of an inspection were deleted."""

    inspection: str
    files: int


def remove(actor: Actor, inspection: str, document: int, *, reason: str) -> int:
    """Delete every file of a document that should not be kept; how many these were.

    What findings keep of its words goes too. Raises ``BadInput`` without a reason, and ``NotThere``, also where all its
    files were deleted before.
    """
    with change_in(actor, Action.REMOVE_EVIDENCE, inspection) as under_way:
        log = FaultLog()
        reason = check_text(log, reason, "reason", REASON, _("why it is removed"))
        log.raise_if_any()
        found = _held(under_way).filter(document__number=document)
        if not found:
            raise NotThere
        under_way.note(f"document {document}", after={"removed": kept_out(reason)})
        return _delete(under_way, found)


def delete_due(today: datetime.date, actor: Actor | None = None) -> tuple[Removed, ...]:
    """Delete the files of every published inspection whose day for it has come; how many, an inspection each.

    Raises ``ExceptionGroup`` with what failed, once the others were done.
    """
    by = actor or Actor(None, "deletion of documents", "administrator", via="job")
    return each_of(query.inspections_due(today), lambda slug: _on_the_day(by, slug))


def _on_the_day(actor: Actor, inspection: str) -> Removed:
    with change_in(actor, Action.DELETE_DOCUMENTS, inspection) as under_way:
        found, given = _held(under_way), list(_given(under_way))
        if not found and not given:
            under_way.was_done_before()
        return Removed(inspection, _delete(under_way, found) + delete_given(under_way, given))


def _held(under_way: InspectionChange) -> QuerySet[DocumentVersion]:
    rows = DocumentVersion.objects.filter(document__inspection=under_way.inspection, removed_at=None)
    return rows.select_related("document").order_by("document__number", "number")


def _delete(under_way: InspectionChange, found: Iterable[DocumentVersion]) -> int:
    files = 0
    for row in found:
        before = {"sha256": row.sha256, "size": row.size}
        row.removed_at, row.name = timezone.now(), ""
        row.save(update_fields=["removed_at", "name"])
        document_text.forget(row.document_id)
        forget(under_way, "document", f"document {row.document.number}")
        under_way.note(f"document {row.document.number} version {row.number}", before=before, after={"file": "deleted"})
        transaction.on_commit(partial(keeping.remove, row.key), robust=True)
        files += 1
    return files


def _given(under_way: InspectionChange) -> QuerySet[AccuracyFile]:
    """What the service gave as evidence for its comments on factual accuracy."""
    rows = AccuracyFile.objects.filter(comment__check_of__inspection=under_way.inspection, removed_at=None)
    return rows.select_related("comment__check_of").order_by("comment__check_of__number", "comment__number", "number")


def delete_given(under_way: InspectionChange, found: Iterable[AccuracyFile]) -> int:
    """Delete such files, whose rows stay; how many these were. Part of a change."""
    files = 0
    for row in found:
        row.removed_at, row.name = timezone.now(), ""
        row.save(update_fields=["removed_at", "name"])
        subject = f"accuracy check {row.comment.check_of.number}, comment {row.comment.number}, file {row.number}"
        under_way.note(subject, before={"sha256": row.sha256, "size": row.size}, after={"file": "deleted"})
        transaction.on_commit(partial(keeping.remove, row.key), robust=True)
        files += 1
    return files


@task()
def delete_documents_that_are_due() -> int:
    """The same as a job of the queue; how many files these were."""
    return sum(each.files for each in delete_due(timezone.localdate()))


def ask_for_deletion(today: datetime.date) -> bool:
    """Put that job on the queue where the day of an inspection has come; whether it was."""
    due = bool(query.inspections_due(today))
    if due:
        delete_documents_that_are_due.enqueue()
    return due
