"""The files that ``inspectorate sampling`` writes: all of a command's or none."""

import contextlib
import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate.errors import BadInput, Fault

if TYPE_CHECKING:
    from inspectorate.sampling.record import SampleRecord

SAMPLE_COLUMNS = ("reference", "role", "order", "stratum", "inclusion_probability", "reason")
ALLOCATION_COLUMNS = ("reference", "order", "stratum", "area", "team", "practitioner", "inspector")


def sample_rows(record: "SampleRecord") -> Iterator[dict[str, object]]:
    """The rows of the sample's file: main sample, reserve, and the cases withdrawn."""
    for role in ("main", "reserve", "withdrawn"):
        for case in record.of_role(role):
            row = case.model_dump(include=set(SAMPLE_COLUMNS))
            # Six significant figures: a small chance is never shown as nought.
            yield row | {"inclusion_probability": f"{case.inclusion_probability:.6g}"}


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV in which a spreadsheet finds no formula: what would begin one gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(str(row[column])) for column in columns] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def write_all(files: Mapping[Path, str]) -> None:
    """Write several files, all or none. Raises ``BadInput`` where a folder is missing or cannot be written to."""
    drafts: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    replaced = []
    try:
        for path, text in files.items():
            drafts[path] = _draft(path, text)
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


def _draft(path: Path, text: str) -> Path:
    """The text in a new file beside the one that it will replace."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(text)
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
