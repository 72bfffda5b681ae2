"""The factual accuracy check: what was sent, what the service says of it, our answers, and what is left to do."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.language import noted
from inspectorate.report.document import Document
from inspectorate.report.document_json import from_json
from inspectorate.report.passage import Passage, passages
from inspectorate_app.store.models import AccuracyCheck, AccuracyComment, AccuracyFile, Publication
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.draft import places
from inspectorate_app.store.queries.evidence import StoredFile
from inspectorate_app.store.queries.inspection import InspectionFacts

#: The documents that can be sent. Assumed: the report alone is what a service checks, so it is what is proposed.
KINDS: Mapping[str, str] = {"report": noted("Report"), "press-release": noted("Press release")}
#: The states in which a check is under way.
OPEN = ("sent", "submitted")


@dataclass(frozen=True)
class FileFacts:
    """A file given as evidence; ``name`` is blank once it was deleted."""

    number: int
    name: str
    size: int
    sha256: str
    by: str
    at: datetime.datetime
    removed_at: datetime.datetime | None


@dataclass(frozen=True)
class CommentFacts:
    """A comment with its answer; ``verdict`` is blank, and ``answered_at`` None, until it is answered."""

    number: int
    kind: str
    passage: int
    quoted: str
    correction: str
    evidence: str
    version: int
    by: str
    at: datetime.datetime
    verdict: str
    answer: str
    changes: str
    answered_by: str
    answered_at: datetime.datetime | None
    files: tuple[FileFacts, ...]


@dataclass(frozen=True)
class CheckFacts:
    """A check with all its comments; ``due_on`` is None for one that was waived."""

    number: int
    state: str
    kinds: tuple[str, ...]
    letter: str
    due_on: datetime.date | None
    first_due_on: datetime.date | None
    extended_because: str
    sent_by: str
    sent_at: datetime.datetime
    remark: str
    submitted_by: str
    submitted_at: datetime.datetime | None
    closed_by: str
    closed_at: datetime.datetime | None
    reason: str
    comments: tuple[CommentFacts, ...]

    @property
    def unanswered(self) -> tuple[CommentFacts, ...]:
        """The comments that have no answer yet; of none that is still with the service."""
        return tuple(each for each in self.comments if self.submitted_at and not each.verdict)

    @property
    def sent_comments(self) -> tuple[CommentFacts, ...]:
        """The comments that went to the inspectorate: none that is still the service's own."""
        return self.comments if self.submitted_at else ()

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.state in OPEN

    def late(self, today: datetime.date) -> bool:
        """Whether its last day is over, and the service has not sent its comments."""
        return self.state == "sent" and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Waiting:
    """Of a check under way its state, its last day, and how many comments wait for our answer."""

    state: str
    due_on: datetime.date | None
    unanswered: int


@dataclass(frozen=True)
class GivenFile:
    """Where a file lies that was given as evidence; ``sent`` once its comment went to the inspectorate."""

    file: StoredFile
    sent: bool


def checks(inspection: InspectionFacts) -> tuple[CheckFacts, ...]:
    """Every check of an inspection, the latest first."""
    rows = AccuracyCheck.objects.filter(inspection_id=inspection.id).defer("documents", "changed")
    rows = rows.select_related("sent_by", "submitted_by", "closed_by").prefetch_related(
        "comments__written_by", "comments__answered_by", "comments__files__uploaded_by"
    )
    return tuple(_check(row) for row in rows.order_by("-number"))


def check(inspection: InspectionFacts, number: int) -> CheckFacts | None:
    """The check of a number; None where there is none."""
    return next((each for each in checks(inspection) if each.number == number), None)


def sent_to(inspection: InspectionFacts) -> tuple[CheckFacts, ...]:
    """The checks that went to the service, the latest first."""
    return tuple(each for each in checks(inspection) if each.state != "waived")


def document(inspection: int, number: int, kind: str, *, changed: bool = False) -> Document | None:
    """A document as it was sent, or as it stood when the check was closed; None where there is none."""
    field = "changed" if changed else "documents"
    rows = AccuracyCheck.objects.filter(inspection_id=inspection, number=number)
    return _of_kind(rows.values_list(field, flat=True).first() or (), kind)


def passage(inspection: int, number: int, kind: str, place: int) -> Passage | None:
    """A passage of a document as it was sent; None where there is none."""
    found = document(inspection, number, kind)
    return next((each for each in passages(found) if each.number == place), None) if found else None


def now(inspection: InspectionFacts, kind: str) -> Document | None:
    """A document as it was published last, or as its draft stands; None where there is none."""
    kept = published(inspection.id, kind)
    return kept or draft_check.composed(inspection, kind, draft_check.evidence(inspection))


def published(inspection: int, kind: str) -> Document | None:
    """A document as it was published last; None where nothing was."""
    rows = Publication.objects.filter(inspection_id=inspection, state="published").order_by("-number")
    return _of_kind(rows.values_list("documents", flat=True).first() or (), kind)


def part_of(inspection: InspectionFacts, kind: str, found: Passage) -> str:
    """The part of the drafts in which a passage is written or told; blank where no author writes it."""
    known = [each.id for each in places(inspection, kind)]
    if len(known) == 1:
        return known[0]
    starts = (each for each in known for name in (found.anchor, found.under) if f"{name}-".startswith(f"{each}-"))
    return next(starts, "")


def waiting(inspection: int) -> Waiting | None:
    """What the check that is under way waits for; None where none is."""
    row = AccuracyCheck.objects.filter(inspection_id=inspection, state__in=OPEN).only("state", "due_on").first()
    if row is None:
        return None
    return Waiting(row.state, row.due_on, row.comments.filter(verdict="").count() if row.state == "submitted" else 0)


def hindering(inspection: InspectionFacts) -> Iterator[str]:
    """What is missing of the factual accuracy check before publication can be prepared, in words."""
    found = checks(inspection)
    if not found:
        yield _("send the factual accuracy check, or record that none is needed")
        return
    last = found[0]
    if last.unanswered:
        count = len(last.unanswered)
        yield ngettext(
            "answer {count} comment of the service on factual accuracy",
            "answer {count} comments of the service on factual accuracy",
            count,
        ).format(count=count)
    if last.is_open:
        yield _("close the factual accuracy check")


def stored(inspection: str, number: int, comment: int, file: int) -> GivenFile | None:
    """Where a file lies that was given as evidence; None where there is none any more."""
    rows = AccuracyFile.objects.filter(
        comment__check_of__inspection__slug=inspection,
        comment__check_of__number=number,
        comment__number=comment,
        number=file,
        removed_at=None,
    )
    row = rows.select_related("comment__check_of").first()
    if row is None:
        return None
    kept = StoredFile(inspection, comment, file, row.key, row.name, row.kind, row.size, row.sha256)
    return GivenFile(kept, row.comment.check_of.submitted_at is not None)


def _of_kind(kept: Sequence[Any], kind: str) -> Document | None:
    found = next((each for each in kept if each.get("is") == "Document" and each.get("kind") == kind), None)
    read = from_json(found) if found else None
    return read if isinstance(read, Document) else None


def _check(row: AccuracyCheck) -> CheckFacts:
    return CheckFacts(
        number=row.number,
        state=row.state,
        kinds=tuple(row.kinds),
        letter=row.letter,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        extended_because=row.extended_because,
        sent_by=row.sent_by.name,
        sent_at=row.sent_at,
        remark=row.remark,
        submitted_by=row.submitted_by.name if row.submitted_by else "",
        submitted_at=row.submitted_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        closed_at=row.closed_at,
        reason=row.reason,
        comments=tuple(map(_comment, row.comments.all())),
    )


def _comment(row: AccuracyComment) -> CommentFacts:
    return CommentFacts(
        number=row.number,
        kind=row.kind,
        passage=row.passage,
        quoted=row.quoted,
        correction=row.correction,
        evidence=row.evidence,
        version=row.version,
        by=row.written_by.name,
        at=row.written_at,
        verdict=row.verdict,
        answer=row.answer,
        changes=row.changes,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_at=row.answered_at,
        files=tuple(
            FileFacts(one.number, one.name, one.size, one.sha256, one.uploaded_by.name, one.uploaded_at, one.removed_at)
            for one in row.files.all()
        ),
    )
