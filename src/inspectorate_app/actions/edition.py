"""Keeps the text of an edition when an inspection first uses it. Part of setting one up, and of its transaction."""

from inspectorate.framework.loader import FILES
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import StoredEdition


def keep(edition: Edition) -> StoredEdition:
    """The edition as stored; written the first time that its text is used. Call it inside a change."""
    found = StoredEdition.objects.filter(sha256=edition.sha256).defer("files").first()
    if found is not None:
        return found
    paths = [path for pattern in (*FILES, "guidance/*.md") for path in sorted(edition.folder.glob(pattern))]
    files = {path.relative_to(edition.folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return StoredEdition.objects.create(name=edition.id, sha256=edition.sha256, files=files)
