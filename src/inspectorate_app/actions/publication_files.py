"""The files of a publication: made by a job before anyone approves them, kept, and never made again.

A job that cannot end well says why on the publication, in words for who prepared it. One that was killed tells nothing
any more; that is seen by the time since its last file, and its files are made again by another.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from time import monotonic

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from pydantic import ValidationError

from inspectorate.errors import BadInput
from inspectorate.language import is_english
from inspectorate.report.document_set import MadeFile
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import Publication, PublishedFile
from inspectorate_app.store.queries import publication_gate as gate
from inspectorate_app.store.queries.draft_check import evidence
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.public_publication import misfits, misread
from inspectorate_app.store.queries.publication import FileFacts
from inspectorate_app.store.queries.publication_content import (
    Content,
    as_read,
    compositions,
    content_from,
    content_of,
)

#: How many seconds pass before it is told again how many files are made: each time locks the inspection.
TOLD_EVERY = 1.0
#: Where the public register begins behind the address of the service.
_REGISTER = "/register/"
#: The job that makes files.
JOB = Actor(None, "making of publications", "administrator", via="job")


class _Stopped(Exception):  # noqa: N818 - it says what happened
    """Nobody waits for these files any more: it was withdrawn, or another job makes them."""


class _Hindered(Exception):  # noqa: N818 - it says what happened
    """They cannot be made; the message says why, in words for who prepared it."""


@dataclass(frozen=True)
class _Making:
    """What a job was asked for: the id of the row, its ``run``, and what stands in it."""

    id: int
    run: int
    inspection: InspectionFacts
    row: Publication


@task()
def make_files(publication: int, run: int) -> int:
    """The files of a publication as a job of the queue; how many it were."""
    return make(JOB, publication, run)


def make(actor: Actor, publication: int, run: int) -> int:
    """Make and keep every file; then the publication waits for approval. How many files; 0 where it failed."""
    rows = Publication.objects.filter(pk=publication, run=run, state="making").select_related("inspection")
    row = rows.first()
    if row is None:
        return 0
    making = _Making(publication, run, facts_of(row.inspection), row)
    with translation.override("en"):
        try:
            return _made(actor, making)
        except _Stopped:
            return 0
        except _Hindered as error:
            return _fail(actor, making, str(error))
        except BadInput as error:
            told = "; ".join(f"{fault.problem}: {fault.mend}" for fault in error.faults)
            return _fail(actor, making, _("A document cannot be written: {told}.").format(told=told))
        except Exception:
            logging.getLogger(__name__).exception("making a publication failed", extra={"publication": publication})
            return _fail(
                actor,
                making,
                _("An error of the service stopped it. Make the files again, or tell whoever runs the service."),
            )


def _made(actor: Actor, making: _Making) -> int:
    content = _content(making)
    _progress(actor, making, 0, content.count)
    made, told = [], monotonic()
    for file in content.files(making.inspection.slug):
        key, sha256, size = keeping.keep(BytesIO(file.content))
        made.append(_facts(file, key, sha256, size))
        if monotonic() - told >= TOLD_EVERY:
            _progress(actor, making, len(made), content.count)
            told = monotonic()
    return _finish(actor, making, content, made)


def _facts(file: MadeFile, key: str, sha256: str, size: int) -> FileFacts:
    language = "en" if is_english(file.language) else file.language
    return FileFacts(file.kind, file.format, file.name, file.content_type, size, sha256, key, language)


def _content(making: _Making) -> Content:
    """What is published, once nothing stands in its way, nobody can be told unanswered, and the register holds it."""
    inspection, row = making.inspection, making.row
    known = evidence(inspection).printed_on(row.day, row.isbn)
    sets = compositions(inspection, known, row.notice, row.number, row.also_in)
    if missing := list(gate.hindering(inspection, known, composed=sets[0] if sets else None)):
        raise _Hindered(_("Before it can be prepared: {missing}.").format(missing="; ".join(missing)))
    if known.base is None or not sets or row.day is None:
        raise _Hindered(_("There is nothing to publish: sign off the ratings."))
    try:
        content = content_from(inspection, row.number, row.day, known.base, sets)
    except ValidationError as error:
        raise _misfit(misread(error)) from error
    if found := misfits(inspection, content.entry):
        raise _misfit(found)
    return content


def _misfit(found: Iterable[str]) -> _Hindered:
    """What has no place in the public register would be published and found by nobody."""
    told = _("The public register has no place for it: {told}. Have that put right, then make the files again.")
    return _Hindered(told.format(told="; ".join(found)))


def _composed(inspection: InspectionFacts, row: Publication) -> Content | None:
    if row.day is None:
        return None
    return content_of(inspection, row.number, row.day, notice=row.notice, isbn=row.isbn, also_in=row.also_in)


def _is_still(inspection: InspectionFacts, row: Publication, made: Content) -> bool:
    """Whether a publication composed now would tell what was made: texts, ratings, names, surveys, all of it."""
    now = _composed(inspection, row)
    return now is not None and now.told == made.told


def is_as_kept(inspection: InspectionFacts, row: Publication, *, wherever: bool = False) -> bool:
    """The same of what was made before and is kept with the publication; ``wherever`` the service was at that time."""
    try:
        now = _composed(inspection, row)
    except BadInput:  # in a language that the edition no longer speaks
        return False
    if now is None:
        return False
    told = json.dumps(now.told)
    if wherever:
        told = told.replace(f"{settings.ADDRESS}{_REGISTER}", f"{made_at(row)}{_REGISTER}")
    return bool(json.loads(told) == [row.documents, row.entry, as_read(row.recommendations), row.texts])


def made_at(row: Publication) -> str:
    """The address of the service when files were made, as they print it; blank before they are."""
    found = next((each["url"] for each in row.entry.get("sources", ())), "")
    return str(found.partition(_REGISTER)[0])


def _progress(actor: Actor, making: _Making, made: int, of: int) -> None:
    with change_in(actor, Action.MAKE_PUBLICATION, making.inspection.slug) as under_way:
        under_way.leaves_no_trace()
        rows = Publication.objects.filter(pk=making.id, run=making.run, state="making")
        if not rows.update(files_made=made, files_to_make=of, worked_at=timezone.now()):
            raise _Stopped


def _finish(actor: Actor, making: _Making, content: Content, made: list[FileFacts]) -> int:
    with change_in(actor, Action.MAKE_PUBLICATION, making.inspection.slug) as under_way:
        row = _still(under_way, making)
        if not _is_still(facts_of(under_way.inspection), row, content):
            raise _Hindered(_("What the documents tell was changed while the files were made. Make them again."))
        PublishedFile.objects.bulk_create(
            PublishedFile(
                publication=row,
                place=place,
                kind=each.kind,
                format=each.format,
                language=each.language,
                name=each.name,
                content_type=each.content_type,
                key=each.key,
                size=each.size,
                sha256=each.sha256,
            )
            for place, each in enumerate(made, start=1)
        )
        row.state, row.trouble, row.sealed = "prepared", "", seal(made)
        row.files_made, row.worked_at = len(made), timezone.now()
        row.entry, row.recommendations = dict(content.entry), list(content.recommendations)
        row.texts, row.documents = dict(content.texts), content.as_json
        row.save()
        tell(under_way, "publication_prepared")
        under_way.note(
            f"publication {row.number}", after={"state": "prepared", "sealed": row.sealed, "files": len(made)}
        )
    return len(made)


def _fail(actor: Actor, making: _Making, trouble: str) -> int:
    with change_in(actor, Action.MAKE_PUBLICATION, making.inspection.slug) as under_way:
        rows = Publication.objects.filter(pk=making.id, run=making.run, state="making")
        if not rows.update(state="failed", trouble=trouble, worked_at=timezone.now()):
            under_way.was_done_before()
            return 0
        tell(under_way, "publication_failed")
        under_way.note(f"publication {making.row.number}", after={"state": "failed"})
    return 0


def _still(under_way: InspectionChange, making: _Making) -> Publication:
    row = Publication.objects.filter(pk=making.id, run=making.run, state="making").first()
    if row is None:
        raise _Stopped
    return row


def seal(files: Iterable[FileFacts]) -> str:
    """The SHA-256 over those of the files, a line each in their order: what is approved is exactly these."""
    return hashlib.sha256("".join(f"{each.sha256} {each.name}\n" for each in files).encode()).hexdigest()


def wrong_files(files: Iterable[FileFacts]) -> list[FileFacts]:
    """Those that are missing or not what was made; reads all of them."""
    return [each for each in files if keeping.sha256_of(each.key) != each.sha256]


def content_of_file(file: FileFacts) -> Iterator[bytes]:
    """The content of a file, in parts. Raises ``FileNotFoundError`` at once where it is not there."""
    return keeping.chunks(file.key)
