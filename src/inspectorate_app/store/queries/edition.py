"""The editions that inspections use, as the library's values."""

import tempfile
from functools import lru_cache
from pathlib import Path

from inspectorate.framework.catalogue import load_edition
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import StoredEdition


def edition_of(sha256: str) -> Edition:
    """The edition whose text has this hash. An edition never changes, so a process reads each once."""
    return _loaded(sha256)


@lru_cache(maxsize=32)
def _loaded(sha256: str) -> Edition:
    files = StoredEdition.objects.values_list("files", flat=True).get(sha256=sha256)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return load_edition(Path(folder))
