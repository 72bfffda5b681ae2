"""Which documents are still to be read for search, and how reading one went."""

from collections.abc import Iterable

from django.db.models import QuerySet

from inspectorate_app.store.models import DocumentVersion
from inspectorate_app.store.queries.evidence import StoredFile


def unread(inspection: str = "") -> Iterable[StoredFile]:
    """Where the versions lie that nobody has read for search, of one inspection or of all."""
    rows = _unread().select_related("document__inspection").defer("document__inspection__edition").order_by("pk")
    if inspection:
        rows = rows.filter(document__inspection__slug=inspection)
    return [_file(row) for row in rows]


def is_any_unread() -> bool:
    """Whether there is one."""
    return _unread().exists()


def row_to_read(key: str) -> DocumentVersion | None:
    """The row of a file, if it is still kept and was not read meanwhile; for actions."""
    return _unread().filter(key=key).first()


def state_of(inspection: int, document: int) -> str:
    """How reading the latest version of a document went: read, cut (its first part), none, failed; blank before."""
    rows = DocumentVersion.objects.filter(document__inspection_id=inspection, document__number=document)
    found = rows.order_by("-number").values_list("read_text__state", "read_text__cut").first()
    return "" if found is None or found[0] is None else "cut" if found[1] else found[0]


def _unread() -> QuerySet[DocumentVersion]:
    return DocumentVersion.objects.filter(read_text=None, removed_at=None)


def _file(row: DocumentVersion) -> StoredFile:
    slug, number = row.document.inspection.slug, row.document.number
    return StoredFile(slug, number, row.number, row.key, row.name, row.kind, row.size, row.sha256)
