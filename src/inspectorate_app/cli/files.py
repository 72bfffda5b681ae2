"""The files that a command writes: all of them or none, and none in which a spreadsheet finds a formula."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from inspectorate.errors import BadInput, Fault


def write_all(files: Mapping[Path, str | bytes]) -> None:
    """Write several files, all or none. Raises ``BadInput`` where a folder is missing or cannot be written to."""
    drafts: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    replaced = []
    try:
        for path, content in files.items():
            drafts[path] = _draft(path, content.encode() if isinstance(content, str) else content)
        for path, draft in drafts.items():
            draft.replace(path)
            replaced.append(path)
    except OSError as error:
        for path in replaced:
            _restore(path, before[path])
        problem = error.strerror or str(error)
        fault = Fault(str(path), 0, "", f"it cannot be written ({problem})", "name a file in a folder that exists")
        raise BadInput([fault]) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _draft(path: Path, content: bytes) -> Path:
    """The content in a new file beside the one that it will replace."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        # As any other new file: a temporary one is for its owner alone.
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _restore(path: Path, content: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
