"""What stands in documents, read so that it can be searched: in a job, in a process that may be lost, within limits.

Every version of each document. The text is derived: whatever has none is read by the next job, after an upload as after
an import or a restore.
"""

import tempfile
from pathlib import Path

from django_tasks import task

from inspectorate.errors import BadInput
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import DocumentText, DocumentVersion
from inspectorate_app.store.queries import document_text as query
from inspectorate_app.store.queries.evidence import StoredFile

#: The kinds whose text is read, and how much of it is kept, in characters: some 100 pages.
READ, KEPT = frozenset({"pdf", "docx", "xlsx", "ods", "pptx", "odt", "csv", "txt"}), 300_000
#: What reading one document may take, far below what it may in a register: seconds, memory in bytes, pages, characters.
SECONDS, MEMORY, PAGES, CHARACTERS = 30.0, 1_000_000_000, 2_000, 5_000_000


def read_documents(actor: Actor, inspection: str = "") -> int:
    """Read every version of a document that was not read, of one inspection or of all; how many it was."""
    return sum(read_document(actor, each) for each in query.unread(inspection))


def read_document(actor: Actor, stored: StoredFile) -> bool:
    """Read one version and keep what stands in it; whether its file is still kept, and nobody did so meanwhile."""
    from inspectorate.search.fold import fold, tidy

    state, found = _text_of(stored)
    text = tidy(found)
    kept = text[:KEPT]
    with change_in(actor, Action.READ_FOR_SEARCH, stored.inspection) as under_way:
        row = query.row_to_read(stored.key)
        if row is None:
            under_way.was_done_before()
            return False
        DocumentText.objects.create(version=row, state=state, text=kept, folded=fold(kept), cut=len(text) > KEPT)
        about = {"read_for_search": state, "characters": len(kept)}
        under_way.note(f"document {stored.document} version {stored.version}", after=about)
        return True


def forget(document: int) -> None:
    """Take away what stands in a document, by the id of its row; part of a change of it, and of its transaction."""
    DocumentText.objects.filter(version__in=DocumentVersion.objects.filter(document_id=document)).delete()


@task()
def read_for_search() -> int:
    """The same as a job of the queue."""
    return read_documents(Actor(None, "reading of documents for search", "administrator", via="job"))


def ask_for_reading() -> bool:
    """Put that job on the queue where something is to be read; whether it was."""
    due = query.is_any_unread()
    if due:
        read_for_search.enqueue()
    return due


def _text_of(stored: StoredFile) -> tuple[str, str]:
    """How it went, and the text: a file that cannot be read is no fault of ours, and stays a document."""
    if stored.kind not in READ:
        return "none", ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"document.{stored.kind}"
            with path.open("wb") as file:
                file.writelines(keeping.chunks(stored.key))
            return "read", _opened(path)
    except (BadInput, FileNotFoundError):
        return "failed", ""


def _opened(path: Path) -> str:
    from django.conf import settings

    from inspectorate.register.opening.limits import Limits
    from inspectorate.register.opening.open import open_document

    limits = Limits(
        file_bytes=settings.UPLOAD_LIMIT,
        characters=CHARACTERS,
        pages=PAGES,
        seconds=SECONDS,
        memory_bytes=MEMORY,
        any_office=True,
    )
    return open_document(path, limits).text
