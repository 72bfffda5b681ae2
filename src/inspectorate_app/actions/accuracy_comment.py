"""The factual accuracy check as the people of the service make it: the copy opened, comments written, all sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.evidence.kind import KINDS, Kind
from inspectorate.report.document import Document
from inspectorate.report.file_format import FORMATS
from inspectorate.report.passage import Passage, passages
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import permission
from inspectorate_app.actions.accuracy import find, mark_for
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.document import Uploaded, keep_file
from inspectorate_app.actions.draft import Copy
from inspectorate_app.actions.hold import require_none
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import OF_THE_INSPECTED, Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AccuracyCheck, AccuracyComment, AccuracyFile
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.evidence import StoredFile
from inspectorate_app.store.queries.inspection import facts_of

#: The most comments of a check and files of a comment; the longest text of a comment, in characters.
MOST, MOST_FILES, TEXT = 1_000, 10, 4_000
#: The formats in which a copy can be had.
FORMS = ("pdf", "docx")


@dataclass(frozen=True)
class Comment:
    """What is wrong in a passage: the words ``quoted`` of it, or all; what is right; and what shows it."""

    correction: str
    quoted: str = ""
    evidence: str = ""


def open_copy(actor: Actor, inspection: str, number: int, kind: str) -> Document:
    """The document as it was sent, marked with who opens it; writes that they did. Raises ``NotThere``, ``NotNow``."""
    return _opened(actor, inspection, number, kind, "page")


def open_passage(actor: Actor, inspection: str, number: int, kind: str, place: int) -> Passage:
    """A passage of it, beside which a comment is written; writes that it was opened. Raises as ``open_copy`` does."""
    document = _opened(actor, inspection, number, kind, "form of a comment", passage=place)
    return next(each for each in passages(document) if each.number == place)


def open_changes(actor: Actor, inspection: str, number: int, kind: str) -> Document:
    """It beside what was made of it; writes that it was opened. Raises as ``open_copy`` does."""
    return _opened(actor, inspection, number, kind, "changes")


def download(actor: Actor, inspection: str, number: int, kind: str, form: str) -> Copy:
    """The same as a file. Raises ``NotThere`` for a format that there is not, ``NotNow``."""
    if form not in FORMS:
        raise NotThere
    document, written_in = _opened(actor, inspection, number, kind, form), FORMATS[form]
    name = f"{inspection}-{kind}-accuracy-check-{number}.{form}"
    return Copy(name, written_in.content_type, written_in.write(document))


def _opened(
    actor: Actor, inspection: str, number: int, kind: str, form: str, *, passage: int | None = None
) -> Document:
    with change_in(actor, Action.OPEN_ACCURACY_COPY, inspection) as under_way:
        row, facts = find(under_way, number), facts_of(under_way.inspection)
        require_none(facts.id)
        found = query.document(facts.id, row.number, kind)
        if found is None or (passage is not None and query.passage(facts.id, row.number, kind, passage) is None):
            raise NotThere
        where = {} if passage is None else {"passage": passage}
        under_way.note(f"accuracy check {number}, {kind}", after={"opened": form, **where})
        return replace(found, mark=mark_for(actor.name, facts))


def comment(actor: Actor, inspection: str, number: int, kind: str, passage: int, given: Comment) -> int:
    """Write a comment on a passage, for the service alone until all are sent; gives its number.

    Raises ``NotThere``, ``BadInput``, and ``NotNow`` once the last day is over or comments were sent.
    """
    with change_in(actor, Action.COMMENT_ACCURACY, inspection) as under_way:
        row = _with_the_service(under_way, number)
        sound = _checked(under_way, row, kind, passage, given)
        last = row.comments.aggregate(highest=Max("number"))["highest"] or 0
        if row.comments.count() >= MOST:
            raise NotNow(_("A check has {most:,} comments at most.").format(most=MOST))
        made = row.comments.create(
            **{"number": last + 1, "kind": kind, "passage": passage, "written_at": timezone.now()},
            **{"quoted": sound.quoted, "correction": sound.correction, "evidence": sound.evidence},
            written_by_id=under_way.person,
        )
        under_way.note(_named(row, made.number), after=_recorded(made))
        return made.number


def change(actor: Actor, inspection: str, number: int, comment: int, given: Comment, *, version: int) -> int:
    """Change a comment that was not sent yet; gives its new version. Raises as ``comment`` does, and ``Overtaken``."""
    with change_in(actor, Action.COMMENT_ACCURACY, inspection) as under_way:
        row = _with_the_service(under_way, number)
        found = _found(row, comment)
        if found.version != version:
            theirs = {"quoted": found.quoted, "correction": found.correction, "evidence": found.evidence}
            by = found.written_by.name
            raise Overtaken(
                _("Someone else changed this comment after you opened it."),
                {**theirs, "version": found.version, "by": by},
            )
        sound, before = _checked(under_way, row, found.kind, found.passage, given), _recorded(found)
        found.quoted, found.correction, found.evidence = sound.quoted, sound.correction, sound.evidence
        found.version, found.written_by_id, found.written_at = version + 1, under_way.person, timezone.now()
        found.save()
        under_way.note(_named(row, comment), before=before, after=_recorded(found))
        return found.version


def remove(actor: Actor, inspection: str, number: int, comment: int) -> None:
    """Remove a comment that was not sent yet, with its files. Raises ``NotThere``, ``NotNow``."""
    with change_in(actor, Action.COMMENT_ACCURACY, inspection) as under_way:
        row = _with_the_service(under_way, number)
        found = _found(row, comment)
        for each in found.files.all():
            transaction.on_commit(partial(keeping.remove, each.key), robust=True)
        under_way.note(_named(row, comment), before=_recorded(found))
        found.delete()


def attach(actor: Actor, inspection: str, number: int, comment: int, given: Uploaded) -> int:
    """Give a file as evidence for a comment; gives its number. Raises ``BadInput``, ``NotThere``, ``NotNow``."""
    kept = keep_file(actor, Action.COMMENT_ACCURACY, inspection, given)
    with change_in(actor, Action.COMMENT_ACCURACY, inspection) as under_way:
        row = _with_the_service(under_way, number)
        found = _found(row, comment)
        last = found.files.aggregate(highest=Max("number"))["highest"] or 0
        if found.files.count() >= MOST_FILES:
            raise NotNow(_("A comment has {most} files at most.").format(most=MOST_FILES))
        made = AccuracyFile.objects.create(
            **{"comment": found, "number": last + 1, "key": kept.key, "name": kept.name, "size": kept.size},
            **{"kind": kept.kind.extension, "sha256": kept.sha256, "uploaded_by_id": under_way.person},
        )
        after = {"kind": made.kind, "size": made.size, "sha256": made.sha256}
        under_way.note(f"{_named(row, comment)}, file {made.number}", after=after)
        return made.number


def detach(actor: Actor, inspection: str, number: int, comment: int, file: int) -> None:
    """Remove a file from a comment that was not sent yet. Raises ``NotThere``, ``NotNow``."""
    with change_in(actor, Action.COMMENT_ACCURACY, inspection) as under_way:
        row = _with_the_service(under_way, number)
        found = _found(row, comment).files.filter(number=file).first()
        if found is None:
            raise NotThere
        before = {"size": found.size, "sha256": found.sha256}
        transaction.on_commit(partial(keeping.remove, found.key), robust=True)
        found.delete()
        under_way.note(f"{_named(row, comment)}, file {file}", before=before)


def submit(actor: Actor, inspection: str, number: int, *, remark: str = "", comments: int) -> None:
    """Send all comments to the inspectorate, with a remark on all of it or none; no comment says: nothing to correct.

    ``comments`` is how many whoever sends saw. Raises ``NotThere``, ``BadInput``, ``NotNow``, and ``Overtaken`` where
    others wrote or removed one meanwhile.
    """
    with change_in(actor, Action.SUBMIT_ACCURACY, inspection) as under_way:
        row, log = _with_the_service(under_way, number), FaultLog()
        remark = check_text(log, remark, "remark", TEXT, _("the remark"), needed=False)
        log.raise_if_any()
        there = row.comments.count()
        if there != comments:
            raise Overtaken(_("Comments were written or removed after you opened this page."), {"comments": there})
        row.state, row.remark = "submitted", remark
        row.submitted_by_id, row.submitted_at = under_way.person, timezone.now()
        row.save(update_fields=["state", "remark", "submitted_by", "submitted_at"])
        under_way.note(f"accuracy check {number}", after={"comments": there, "remark": kept_out(remark)})
        tell(under_way, "accuracy_submitted", number=number, count=max(1, there))


def give_out(
    actor: Actor, inspection: str, number: int, comment: int, file: int
) -> tuple[StoredFile, Kind, Iterator[bytes]]:
    """A file of a comment with its content; the team has it once the comments were sent. Writes who had it.

    Raises ``NotThere``.
    """
    with change_in(actor, Action.DOWNLOAD_ACCURACY_FILE, inspection) as under_way:
        found = query.stored(inspection, number, comment, file)
        inside = not permission.roles(actor, inspection).isdisjoint(OF_THE_INSPECTED)
        if found is None or not (inside or found.sent):
            raise NotThere
        try:
            content = keeping.chunks(found.file.key)
        except FileNotFoundError:
            raise NotThere(_("The file of this document is missing. Tell whoever runs the service.")) from None
        subject = f"accuracy check {number}, comment {comment}, file {file}"
        under_way.note(subject, after={"sha256": found.file.sha256, "size": found.file.size})
    return found.file, KINDS[found.file.kind], content


def _with_the_service(under_way: InspectionChange, number: int) -> AccuracyCheck:
    """A check on which the service may still comment. Raises ``NotThere``, ``NotNow``."""
    row = find(under_way, number)
    if row.state != "sent":
        raise NotNow(_("Your comments were sent, or the check was closed: nothing of it can be changed any more."))
    if row.due_on and row.due_on < timezone.localdate():
        raise NotNow(
            _("The last day for comments was {day}. Ask the lead inspector for more time.").format(
                day=in_words(row.due_on)
            )
        )
    return row


def _found(row: AccuracyCheck, number: int) -> AccuracyComment:
    found = row.comments.filter(number=number).select_related("written_by").first()
    if found is None:
        raise NotThere
    return found


def _checked(under_way: InspectionChange, row: AccuracyCheck, kind: str, passage: int, given: Comment) -> Comment:
    """A comment as it is kept. Raises ``NotThere`` for a passage that there is not, ``BadInput``."""
    found = query.passage(under_way.inspection.pk, row.number, kind, passage)
    if found is None:
        raise NotThere
    log = FaultLog()
    quoted = " ".join(check_text(log, given.quoted, "quoted", TEXT, _("the words"), needed=False).split())
    correction = check_text(log, given.correction, "correction", TEXT, _("what is right"))
    evidence = check_text(log, given.evidence, "evidence", TEXT, _("what shows it"), needed=False)
    if quoted not in found.text:
        mend = _("copy them from the paragraph, or leave it blank for all of it")
        log.add(_("these words do not stand in the paragraph"), mend, field="quoted")
    log.raise_if_any()
    return Comment(correction, quoted, evidence)


def _recorded(row: AccuracyComment) -> dict[str, Any]:
    return {
        "document": row.kind,
        "passage": row.passage,
        "quoted": kept_out(row.quoted),
        "correction": kept_out(row.correction),
        "evidence": kept_out(row.evidence),
    }


def _named(row: AccuracyCheck, comment: int) -> str:
    return f"accuracy check {row.number}, comment {comment}"
