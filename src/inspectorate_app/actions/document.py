"""Documents of evidence: uploaded, given out, read, checked against their hashes, and orphans swept away."""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.evidence.kind import KINDS, Kind, kind_of
from inspectorate_app.actions import permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.document_text import read_for_search
from inspectorate_app.actions.evidence import came, request_row
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import OF_THE_INSPECTED, Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.round import once_a_day
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import DocumentVersion, EvidenceDocument, Reading
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries import publication
from inspectorate_app.store.queries.evidence import StoredFile
from inspectorate_app.store.queries.inspection import edition_used, facts_of, find

#: The most documents of an inspection and versions of a document; the longest name of a file and note, in characters.
MOST_DOCUMENTS, MOST_VERSIONS, NAME, NOTE = 2_000, 100, 200, 5_000
#: How old a file without a row must be before it is swept away: no transaction lasts so long.
SWEPT_AFTER = datetime.timedelta(hours=24)


@dataclass(frozen=True)
class Uploaded:
    """A file as it is sent: its name on the sender's computer, and its content, open for reading."""

    name: str
    file: BinaryIO


@dataclass(frozen=True)
class Wrong:
    """A version whose file is missing or not what it was; ``found`` is the SHA-256 of what lies there, or None."""

    stored: StoredFile
    found: str | None


def upload(
    actor: Actor, inspection: str, given: Uploaded, *, request: int | None, title: str = "", complete: bool = False
) -> int:
    """Add a document; gives its number. ``complete`` where it is all that there is for the request.

    Whoever is of the inspected service supplies it, and must name a request. Raises ``BadInput`` with what is wrong
    with the file, ``NotThere``, ``NotNow``.
    """
    action = _action(actor, inspection)
    kept = keep_file(actor, action, inspection, given)
    with change_in(actor, action, inspection) as under_way:
        supplied = action is Action.SUPPLY_EVIDENCE
        if request is None and supplied:
            raise NotThere
        asked = request_row(under_way, request) if request is not None else None
        log = FaultLog()
        title = check_text(log, title or _titled(kept.name), "title", NAME, _("the title of the document"))
        log.raise_if_any()
        rows = EvidenceDocument.objects.filter(inspection=under_way.inspection)
        number = (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
        if number > MOST_DOCUMENTS:
            raise NotNow(
                _("An inspection has {most_documents:,} documents at most.").format(most_documents=MOST_DOCUMENTS)
            )
        row = EvidenceDocument.objects.create(
            inspection=under_way.inspection, number=number, request=asked, title=title, supplied=supplied
        )
        _add_version(under_way, row, kept)
        if asked is not None:
            came(under_way, asked, complete)
        tell(under_way, "document_came", number=number)
        return number


def upload_version(actor: Actor, inspection: str, document: int, given: Uploaded, *, complete: bool = False) -> int:
    """Upload a document again; gives the number of the version. The earlier ones stay, and nobody has read this one.

    The service replaces what it supplied alone, and the team what it was handed alone: of what the service supplied the
    service sees every version. Raises ``BadInput``, ``NotThere``, ``NotNow``.
    """
    action = _action(actor, inspection)
    permission.require(actor, action, inspection)
    found = EvidenceDocument.objects.filter(inspection__slug=inspection, number=document).first()
    require_own(found is not None and found.supplied, action)  # which never changes
    kept = keep_file(actor, action, inspection, given)
    with change_in(actor, action, inspection) as under_way:
        row = EvidenceDocument.objects.filter(inspection=under_way.inspection, number=document).first()
        if row is None:
            raise NotThere
        latest = row.versions.order_by("-number").first()
        if latest is not None and latest.sha256 == kept.sha256:
            raise BadInput(
                [Fault(kept.name, 0, "file", _("it is the same as the version before"), _("choose another"))]
            )
        version = _add_version(under_way, row, kept)
        if row.request is not None and row.request.state != "withdrawn":
            came(under_way, row.request, complete)
        tell(under_way, "document_came", number=document)
        return version


def require_own(supplied: bool, action: Action) -> None:
    """Raise ``NotThere`` or ``NotNow`` where a document came from the other side than whoever uploads it again."""
    if action is Action.SUPPLY_EVIDENCE and not supplied:
        raise NotThere
    if action is Action.UPLOAD_EVIDENCE and supplied:
        raise NotNow(
            _("The service sent this document and would see what you upload. Upload it as a document of its own.")
        )


def give_out(actor: Actor, inspection: str, document: int, version: int) -> tuple[StoredFile, Kind, Iterator[bytes]]:
    """A version with its content, for someone who may have it; writes who had it. Raises ``NotThere``."""
    action = Action.DOWNLOAD_EVIDENCE
    if not permission.may(actor, action, inspection):
        action = Action.DOWNLOAD_SUPPLIED
    with change_in(actor, action, inspection) as under_way:
        found = query.stored(inspection, document, version, supplied=action is Action.DOWNLOAD_SUPPLIED)
        if found is None:
            raise NotThere
        try:
            content = keeping.chunks(found.key)
        except FileNotFoundError:
            raise NotThere(_("The file of this document is missing. Tell whoever runs the service.")) from None
        under_way.note(f"document {document} version {version}", after={"sha256": found.sha256, "size": found.size})
    return found, KINDS[found.kind], content


def mark_read(
    actor: Actor, inspection: str, document: int, version: int, *, standard: str = "", note: str = ""
) -> None:
    """Say that one has read a version, with a note against a standard or none; a note replaces one's earlier one.

    Raises ``BadInput``, ``NotThere``.
    """
    with change_in(actor, Action.READ_EVIDENCE, inspection) as under_way:
        rows = DocumentVersion.objects.filter(document__inspection=under_way.inspection, document__number=document)
        row, log = rows.filter(number=version, removed_at=None).first(), FaultLog()
        if row is None:
            raise NotThere
        note = check_text(log, note, "note", NOTE, _("the note"), needed=False)
        if standard and standard not in edition_used(facts_of(under_way.inspection)).standard_by_id:
            log.add(
                _("there is no standard '{standard}'").format(standard=standard[:60]),
                _("choose one of the edition"),
                field="standard",
            )
        log.raise_if_any()
        Reading.objects.update_or_create(
            version=row, person_id=under_way.person, standard=standard, defaults={"note": note}
        )
        after = {"read": True, "standard": standard, "note": kept_out(note)}
        under_way.note(f"document {document} version {version}", after=after)


def wrong_files(inspection: str = "") -> Iterator[Wrong]:
    """Every version whose file is missing or is not what was uploaded; reads all of them."""
    for each in query.every_stored(inspection):
        found = keeping.sha256_of(each.key)
        if found != each.sha256:
            yield Wrong(each, found)


def sweep(now: datetime.datetime) -> int:
    """Remove files that no row names and that are old enough; gives how many. None is a document or published."""
    old, removed = keeping.keys(before=now - SWEPT_AFTER), 0
    while some := list(islice(old, 500)):
        for key in set(some) - query.known_keys(some) - publication.known_keys(some):
            keeping.remove(key)
            removed += 1
    return removed


@task()
def sweep_orphans() -> int:
    """The same as a job of the queue."""
    return sweep(timezone.now())


def ask_for_sweep(today: datetime.date) -> bool:
    """Put that job on the queue, once a day; whether it was."""
    return once_a_day("evidence-swept", today, sweep_orphans)


@dataclass(frozen=True)
class Kept:
    """A file that was kept, before its row is written."""

    key: str
    name: str
    kind: Kind
    size: int
    sha256: str


def _action(actor: Actor, inspection: str) -> Action:
    """As what someone uploads: as the service, where they are of it."""
    held = permission.roles(actor, inspection)
    return Action.UPLOAD_EVIDENCE if held.isdisjoint(OF_THE_INSPECTED) else Action.SUPPLY_EVIDENCE


def keep_file(actor: Actor, action: Action, inspection: str, given: Uploaded) -> Kept:
    """Check a file and keep it before its row is written; only of someone who may, when it is time."""
    permission.require(actor, action, inspection)
    facts = find(inspection)
    if facts is None:
        raise NotThere
    policy.require(action, facts.phase)
    name = sound_name(given.name)
    size = given.file.seek(0, 2)
    given.file.seek(0)
    if size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1_000_000
        raise BadInput(
            [
                Fault(
                    name,
                    0,
                    "file",
                    _("the file is larger than {limit} MB").format(limit=limit),
                    _("make it smaller, or split it"),
                )
            ]
        )
    kind = kind_of(name, given.file)
    key, sha256, size = keeping.keep(given.file)
    return Kept(key, name, kind, size, sha256)


def sound_name(given: str) -> str:
    """The name of a file as it is told to people: no folders, nothing invisible, not too long, its end kept."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    name = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in name)
    name = " ".join(name.replace('"', "'").split()).strip(". ") or "document"
    stem, dot, end = name.rpartition(".")
    return name if len(name) <= NAME else f"{stem[: NAME - len(end) - 1]}{dot}{end}"[:NAME]


def _titled(name: str) -> str:
    return name.rpartition(".")[0] or name


def _add_version(under_way: InspectionChange, row: EvidenceDocument, kept: Kept) -> int:
    number = (row.versions.aggregate(highest=Max("number"))["highest"] or 0) + 1
    if number > MOST_VERSIONS:
        raise NotNow(
            _("A document has {most_versions} versions at most. Upload it as a new document.").format(
                most_versions=MOST_VERSIONS
            )
        )
    DocumentVersion.objects.create(
        document=row,
        number=number,
        key=kept.key,
        name=kept.name,
        kind=kept.kind.extension,
        size=kept.size,
        sha256=kept.sha256,
        uploaded_by_id=under_way.person,
    )
    after = {
        "request": row.request.number if row.request else None,
        "title": kept_out(row.title),
        "kind": kept.kind.extension,
        "size": kept.size,
        "sha256": kept.sha256,
        "supplied": row.supplied,
    }
    under_way.note(f"document {row.number} version {number}", after=after)
    read_for_search.enqueue()
    return number
